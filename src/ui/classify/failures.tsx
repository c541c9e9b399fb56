import { useSyncExternalStore } from 'react';
import { ErrorNote } from '../shared/error-note.tsx';
import { useOriginText } from './origin-text.ts';
import type { Classify } from './use-classify.ts';
import styles from './failures.module.css';

/** What went wrong, one sentence each, over the lower edge: the last result stays where it is. */
export function Failures({ classify }: { classify: Classify }) {
  const { clips, microphone, live, soundError } = classify;
  const originText = useOriginText();
  const { failure } = useSyncExternalStore(clips.subscribe, clips.getSnapshot);
  const microphoneError = useSyncExternalStore(microphone.subscribe, microphone.getSnapshot).error;
  const liveError = useSyncExternalStore(live.subscribe, live.getSnapshot).error;
  return (
    <div className={styles.failures}>
      {failure !== null && (
        <ErrorNote
          error={failure.error}
          subject={originText(failure.origin)}
          onRetry={failure.error.code.startsWith('audio-') ? undefined : () => void clips.retry()}
          onDismiss={() => clips.dismissFailure()}
        />
      )}
      {microphoneError !== null && (
        <ErrorNote
          error={microphoneError}
          onRetry={() => void classify.pressMicrophone()}
          onDismiss={() => microphone.dismissError()}
        />
      )}
      {liveError !== null && <ErrorNote error={liveError} onDismiss={() => live.dismissError()} />}
      {soundError !== null && <ErrorNote error={soundError} onDismiss={classify.dismissSoundError} />}
    </div>
  );
}
