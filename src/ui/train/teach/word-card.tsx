import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { Card } from '../../shared/card.tsx';
import { classNames } from '../../shared/class-names.ts';
import { RecordingBox } from './recording-box.tsx';
import { TakeChip } from './take-chip.tsx';
import type { Take } from './teach-session.ts';
import type { Teach } from './use-teach.ts';
import { WordRename } from './word-rename.tsx';
import styles from './word-card.module.css';

type WordCardProps = {
  sessions: Teach;
  word: string;
  takes: readonly Take[];
  /** The word to record next. */
  isNext: boolean;
};

/** Takes shown before "show all". */
const numFirst = 12;

/** One word: its takes, and the ways to get more. */
export function WordCard({ sessions, word, takes, isNext }: WordCardProps) {
  const { t } = useTranslation();
  const { teach, recording } = sessions;
  const { word: recorded, wanted } = useSyncExternalStore(recording.subscribe, recording.getSnapshot);
  const [isRenaming, setIsRenaming] = useState(false);
  const [isLong, setIsLong] = useState(false);
  const isRecording = recorded === word;
  const shown = isLong ? takes : takes.slice(0, numFirst);
  return (
    <Card className={classNames(styles.card, isRecording && styles.recording)} data-testid="word-card">
      <div className={styles.head}>
        {isRenaming ? (
          <WordRename
            word={word}
            onRename={(typed) => {
              teach.renameWord(word, typed);
              setIsRenaming(false);
            }}
            onCancel={() => setIsRenaming(false)}
          />
        ) : (
          <h4 className={styles.word}>
            <button
              type="button"
              className={styles.name}
              title={t('train.teach.rename')}
              disabled={isRecording}
              onClick={() => setIsRenaming(true)}
            >
              <bdi>{word}</bdi>
            </button>
          </h4>
        )}
        <p className={styles.count} data-enough={takes.length >= wanted}>
          {t('train.teach.countOf', { count: takes.length, wanted })}
        </p>
        <div className={styles.actions}>
          {!isRecording && (
            <Button
              kind={isNext ? 'primary' : 'plain'}
              icon="microphone"
              disabled={recorded !== null}
              aria-label={t('train.teach.recordWord', { word })}
              onClick={() => void recording.record(word)}
            >
              {t(takes.length >= wanted ? 'train.teach.recordMore' : 'train.teach.record')}
            </Button>
          )}
          <Button
            kind="quiet"
            icon="trash"
            disabled={isRecording}
            aria-label={t('train.teach.removeWord', { word })}
            title={t('train.teach.removeWord', { word })}
            onClick={() => teach.removeWord(word)}
          />
        </div>
      </div>
      {isRecording && <RecordingBox sessions={sessions} word={word} numTakes={takes.length} />}
      {takes.length > 0 && (
        <ul className={styles.takes} aria-label={t('train.teach.takesOf', { word })}>
          {shown.map((take, index) => (
            <li key={take.id}>
              <TakeChip take={take} number={index + 1} onRemove={() => teach.removeTake(take.id)} />
            </li>
          ))}
        </ul>
      )}
      {shown.length < takes.length && (
        <Button kind="quiet" onClick={() => setIsLong(true)}>
          {t('train.teach.showAll', { count: takes.length })}
        </Button>
      )}
    </Card>
  );
}
