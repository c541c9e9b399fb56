import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../shared/card.tsx';
import { ErrorNote } from '../../shared/error-note.tsx';
import { useFormat } from '../../shared/format.ts';
import { BigWord } from '../../shared/listen/big-word.tsx';
import { MicrophoneButton } from '../../shared/listen/microphone-button.tsx';
import { useRecogniser } from '../../shared/recogniser-context.tsx';
import type { Teach } from './use-teach.ts';
import styles from './try-card.module.css';

/** The taught model at once at the microphone, while it still learns. */
export function TryCard({ sessions }: { sessions: Teach }) {
  const { t } = useTranslation();
  const { lesson, microphone, live, recording } = sessions;
  const { recogniser } = useRecogniser();
  const { model } = useSyncExternalStore(lesson.subscribe, lesson.getSnapshot);
  const { phase } = useSyncExternalStore(microphone.subscribe, microphone.getSnapshot);
  const { word } = useSyncExternalStore(recording.subscribe, recording.getSnapshot);
  const { isListening, error } = useSyncExternalStore(live.subscribe, live.getSnapshot);
  if (model === null) return null;
  const press = () => {
    if (phase !== 'closed') {
      microphone.close();
      return;
    }
    recogniser.setModel(model.name);
    void microphone.open(live);
  };
  const shown = word === null ? phase : 'closed';
  return (
    <Card className={styles.card} aria-labelledby="try-title" data-testid="try">
      <h3 id="try-title" className={styles.title}>
        {t('train.teach.try')}
      </h3>
      <div className={styles.row}>
        <MicrophoneButton
          session={microphone}
          phase={shown}
          label={t(isListening ? 'train.teach.tryStop' : 'train.teach.tryStart')}
          onPress={press}
        />
        <LastWord sessions={sessions} />
      </div>
      {error !== null && <ErrorNote error={error} onDismiss={() => live.dismissError()} />}
    </Card>
  );
}

function LastWord({ sessions: { live } }: { sessions: Teach }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { words, isListening } = useSyncExternalStore(live.subscribe, live.getSnapshot);
  const [last] = words;
  return (
    <div className={styles.word} role="status">
      {last === undefined ? (
        <BigWord
          text={t(isListening ? 'classify.live.listening' : 'train.teach.tryEmpty')}
          isFaint
          caption={t('train.teach.tryHint')}
        />
      ) : (
        <BigWord text={last.label} isFaint={false} caption={format.percent(last.score)} />
      )}
    </div>
  );
}
