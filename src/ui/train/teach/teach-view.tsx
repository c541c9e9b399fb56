import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadFile } from '../../shared/download-file.ts';
import { Button } from '../../shared/button.tsx';
import { ErrorNote } from '../../shared/error-note.tsx';
import { FolderButton } from '../../shared/folder/folder-button.tsx';
import { UnreadableFiles } from '../../shared/folder/unreadable-files.tsx';
import { useFormat } from '../../shared/format.ts';
import { usePanelActive } from '../../shared/panel-context.tsx';
import { ProgressBar } from '../../shared/progress-bar.tsx';
import { zipTakes } from '../../shared/takes/zip-takes.ts';
import { useKeys } from '../../shared/use-keys.ts';
import { LessonCard } from './lesson-card.tsx';
import { SpeakerBar } from './speaker-bar.tsx';
import type { Teach } from './use-teach.ts';
import { TryCard } from './try-card.tsx';
import { WordCard } from './word-card.tsx';
import { WordForm } from './word-form.tsx';
import styles from './teach-view.module.css';

type TeachViewProps = {
  sessions: Teach;
  onChooseFolder: (files: FileList) => void;
  onTrySamples: () => void;
};

/** A few takes of a few words in, a model that knows them out, in two minutes. */
export function TeachView({ sessions, onChooseFolder, onTrySamples }: TeachViewProps) {
  const { t } = useTranslation();
  const { teach, recording, microphone } = sessions;
  const isActive = usePanelActive();
  const state = useSyncExternalStore(teach.subscribe, teach.getSnapshot);
  const { word, wanted } = useSyncExternalStore(recording.subscribe, recording.getSnapshot);
  const { error: microphoneError } = useSyncExternalStore(microphone.subscribe, microphone.getSnapshot);
  // Nobody expects to be heard by what is not on the screen.
  useEffect(() => {
    if (!isActive) return undefined;
    return () => microphone.close();
  }, [microphone, isActive]);
  const countOf = (each: string) => state.takes.filter((take) => take.word === each).length;
  const next = state.words.find((each) => countOf(each) < wanted);
  useKeys(
    {
      r: () => {
        if (word !== null) recording.stop();
        else if (next !== undefined) void recording.record(next);
      },
    },
    isActive,
  );
  return (
    <div className={styles.view}>
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 className={styles.title}>{t('train.teach.title')}</h2>
          <p className={styles.lead}>{t('train.teach.lead')}</p>
        </div>
        <div className={styles.actions}>
          {state.isRestored && state.words.length === 0 && (
            <Button icon="play" onClick={onTrySamples}>
              {t('train.teach.trySamples')}
            </Button>
          )}
          <FolderButton kind="plain" onChoose={onChooseFolder}>
            {t('train.teach.addFolder')}
          </FolderButton>
          <Button
            icon="download"
            disabled={state.takes.length === 0}
            onClick={() => void saveTakes(t('train.teach.takesFile'), sessions)}
          >
            {t('train.teach.saveTakes')}
          </Button>
        </div>
      </div>
      <Notes sessions={sessions} />
      {microphoneError !== null && (
        <ErrorNote error={microphoneError} onDismiss={() => microphone.dismissError()} />
      )}
      <div className={styles.columns}>
        <section className={styles.list} aria-labelledby="teach-words">
          <h3 id="teach-words" className="visually-hidden">
            {t('train.teach.words')}
          </h3>
          <SpeakerBar sessions={sessions} />
          <ul className={styles.items}>
            {state.words.map((each) => (
              <li key={each}>
                <WordCard
                  sessions={sessions}
                  word={each}
                  takes={state.takes.filter((take) => take.word === each)}
                  isNext={each === next && word === null}
                />
              </li>
            ))}
          </ul>
          <WordForm session={teach} isFirst={state.words.length === 0} />
        </section>
        <div className={styles.lesson}>
          <LessonCard sessions={sessions} />
          <TryCard sessions={sessions} />
        </div>
      </div>
    </div>
  );
}

/** What went wrong, what was taken away, what is being read. */
function Notes({ sessions: { teach } }: { sessions: Teach }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { error, removed, adding, skipped, storageError } = useSyncExternalStore(
    teach.subscribe,
    teach.getSnapshot,
  );
  const adds = t('train.teach.adding', {
    count: adding?.total ?? 0,
    done: format.count(adding?.done ?? 0),
    total: format.count(adding?.total ?? 0),
  });
  return (
    <>
      {error !== null && (
        <ErrorNote error={error.error} subject={error.subject} onDismiss={() => teach.dismiss()} />
      )}
      {storageError !== null && <ErrorNote error={storageError} subject={t('train.teach.takes')} />}
      {adding !== null && (
        <div className={styles.note} role="status">
          <ProgressBar
            share={adding.total === 0 ? null : adding.done / adding.total}
            label={t('train.teach.addFolder')}
          />
          <span>{adds}</span>
          <Button icon="stop" onClick={() => teach.cancelAdding()}>
            {t('train.cancelOpening')}
          </Button>
        </div>
      )}
      {removed !== null && (
        <div className={styles.note} role="status" data-testid="take-removed">
          <span>
            {removed.place === null
              ? t('train.teach.takeRemoved', { word: removed.word })
              : t('train.teach.wordRemoved', { count: removed.takes.length, word: removed.word })}
          </span>
          <Button icon="undo" onClick={() => teach.undo()}>
            {t('train.teach.undo')}
          </Button>
        </div>
      )}
      {skipped.length > 0 && <UnreadableFiles id="teach-skipped" files={skipped} />}
    </>
  );
}

async function saveTakes(name: string, { teach }: Teach): Promise<void> {
  downloadFile(`${name}.zip`, await zipTakes(teach.getSnapshot().takes));
}
