import { useSyncExternalStore } from 'react';
import { ErrorNote } from '../../shared/error-note.tsx';
import { useOriginText } from './use-origin-text.ts';
import type { Speech } from './use-speech.ts';
import styles from './speech-view.module.css';

/** What went wrong, one sentence each; the last result stays where it is. */
export function SpeechFailures({ speech }: { speech: Speech }) {
  const { session, microphone, soundError } = speech;
  const originText = useOriginText();
  const { failure, decodeError } = useSyncExternalStore(session.subscribe, session.getSnapshot);
  const microphoneError = useSyncExternalStore(microphone.subscribe, microphone.getSnapshot).error;
  // A mistake in the grammar is told where the grammar is written.
  const isTold = decodeError?.code === 'grammar-invalid';
  if (failure === null && microphoneError === null && soundError === null && (decodeError === null || isTold))
    return null;
  return (
    <div className={styles.failures}>
      {failure !== null && (
        <ErrorNote
          error={failure.error}
          subject={originText(failure.origin)}
          onRetry={failure.error.code.startsWith('audio-') ? undefined : () => void session.hearAgain()}
          onDismiss={() => session.dismissFailure()}
        />
      )}
      {decodeError !== null && !isTold && <ErrorNote error={decodeError} />}
      {microphoneError !== null && (
        <ErrorNote
          error={microphoneError}
          onRetry={() => void speech.pressMicrophone()}
          onDismiss={() => microphone.dismissError()}
        />
      )}
      {soundError !== null && <ErrorNote error={soundError} onDismiss={speech.dismissSoundError} />}
    </div>
  );
}
