import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { ErrorNote } from '../../shared/error-note.tsx';
import { useRuns } from '../evaluation-context.tsx';
import { RunFileButton } from './run-file-button.tsx';
import { SavedRunItem } from './saved-run-item.tsx';
import styles from './saved-runs.module.css';

type SavedRunsListProps = {
  /** The one on the screen. */
  shownId: string | null;
  /** Called when another one is being opened. */
  onOpen?: () => void;
};

/** More are shown on demand; the latest come first. */
const maxListed = 10;

/** The saved runs, and a way to open one that is a file. */
export function SavedRunsList({ shownId, onOpen }: SavedRunsListProps) {
  const { t } = useTranslation();
  const { runs, state } = useRuns();
  const [isLong, setIsLong] = useState(false);
  useEffect(() => void runs.list(), [runs]);
  const all = state.runs ?? [];
  const listed = isLong ? all : all.slice(0, maxListed);
  return (
    <div className={styles.list}>
      {state.error !== null && (
        <ErrorNote error={state.error.error} subject={state.error.subject} onDismiss={() => runs.dismiss()} />
      )}
      <RemovedNote />
      {state.runs !== null && all.length === 0 && (
        <p className={styles.none}>
          {t(state.isUnavailable ? 'evaluate.runs.noStorage' : 'evaluate.runs.none')}
        </p>
      )}
      {listed.length > 0 && (
        <ul aria-label={t('evaluate.runs.title')}>
          {listed.map((run) => (
            <SavedRunItem
              key={run.id}
              run={run}
              isShown={run.id === shownId}
              onOpen={() => {
                void runs.open(run);
                onOpen?.();
              }}
            />
          ))}
        </ul>
      )}
      <div className={styles.foot}>
        <RunFileButton
          onChoose={(file) => {
            void runs.openFile(file);
            onOpen?.();
          }}
        >
          {t('evaluate.runs.openFile')}
        </RunFileButton>
        <p className={styles.none}>{t('evaluate.runs.openFileHint')}</p>
        {listed.length < all.length && (
          <Button kind="quiet" onClick={() => setIsLong(true)}>
            {t('evaluate.runs.more', { count: all.length - listed.length })}
          </Button>
        )}
      </div>
    </div>
  );
}

function RemovedNote() {
  const { t } = useTranslation();
  const { runs, state } = useRuns();
  if (state.removed === null) return null;
  return (
    <div className={styles.removed} role="status" data-testid="run-removed">
      <p>{t('evaluate.runs.removed', { name: state.removed.run.name })}</p>
      <Button icon="undo" onClick={() => void runs.putBack()}>
        {t('models.putBack')}
      </Button>
    </div>
  );
}
