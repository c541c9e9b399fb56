import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlainError } from '../../workers/protocol.ts';
import { ErrorNote } from './error-note.tsx';
import { useRecogniser } from './recogniser-context.tsx';
import { useModelWords } from './use-model-words.ts';
import styles from './model-note.module.css';

/** Says on whatever is on the screen that a model or backend could not be started. A former model goes on working. */
export function ModelNote() {
  const { t } = useTranslation();
  const { recogniser, state } = useRecogniser();
  const { names, title } = useModelWords();
  const [dismissed, setDismissed] = useState<PlainError | null>(null);
  const { error } = state;
  if (error === null || error === dismissed) return null;
  const failed = names.find((name) => name === error.details['name']) ?? state.model;
  // The same model asked for once more is loaded once more.
  const retry = () => recogniser.setModel(failed);
  return (
    <div className={styles.note}>
      <ErrorNote
        error={error}
        subject={t('app.modelCalled', { name: title(failed) })}
        onRetry={state.status === 'failed' || failed !== state.model ? retry : undefined}
        onDismiss={() => setDismissed(error)}
      />
    </div>
  );
}
