import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedRun } from '../../../core/evaluation/saved-run.ts';
import { Button } from '../../shared/button.tsx';
import { useFormat } from '../../shared/format.ts';
import { RenameForm } from '../../shared/rename-form.tsx';
import { useRuns } from '../evaluation-context.tsx';
import styles from './saved-runs.module.css';
import { useSavedRunWords } from './use-saved-run-words.ts';

type SavedRunItemProps = { run: SavedRun; isShown: boolean; onOpen: () => void };

/** One saved run: what it is, how good, and what can be done with it. */
export function SavedRunItem({ run, isShown, onOpen }: SavedRunItemProps) {
  const { t } = useTranslation();
  const { runs } = useRuns();
  const [isRenaming, setIsRenaming] = useState(false);
  const words = useSavedRunWords();
  const rename = (name: string) => {
    setIsRenaming(false);
    void runs.rename(run, name);
  };
  return (
    <li className={styles.item} data-testid="saved-run">
      <div className={styles.names}>
        {isRenaming ? (
          <RenameForm title={run.name} onCancel={() => setIsRenaming(false)} onRename={rename} />
        ) : (
          <button type="button" className={styles.open} disabled={isShown} onClick={onOpen}>
            <bdi>{run.name}</bdi>
          </button>
        )}
        <p className={styles.about} dir="auto">
          {isShown && <strong>{t('evaluate.runs.shown')} · </strong>}
          {words.about(run)}
        </p>
      </div>
      <Accuracy run={run} />
      <div className={styles.actions}>
        <Button kind="quiet" onClick={() => setIsRenaming(true)}>
          {t('models.rename')}
        </Button>
        <Button
          kind="quiet"
          icon="download"
          aria-label={t('evaluate.runs.export', { name: run.name })}
          title={t('evaluate.runs.exportHint')}
          onClick={() => void runs.export(run)}
        />
        <Button
          kind="quiet"
          icon="trash"
          aria-label={t('evaluate.runs.delete', { name: run.name })}
          title={t('models.delete')}
          onClick={() => void runs.remove(run)}
        />
      </div>
    </li>
  );
}

function Accuracy({ run: { accuracy, numClips } }: { run: SavedRun }) {
  const { t } = useTranslation();
  const format = useFormat();
  const right = useSavedRunWords().accuracy(accuracy, numClips);
  const clips = t('evaluate.runs.clips', { count: numClips, clips: format.count(numClips) });
  return (
    <p className={styles.accuracy}>
      <strong>{right === null ? '–' : right.value}</strong>
      <span>{right === null ? clips : `${right.interval} · ${clips}`}</span>
    </p>
  );
}
