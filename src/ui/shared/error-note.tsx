import { useTranslation } from 'react-i18next';
import type { ErrorCode, ErrorDetails } from '../../core/errors.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import styles from './error-note.module.css';

/** What a PhonoscopeError carries; a worker's error arrives as such a plain object. */
type ErrorLike = { readonly code: ErrorCode; readonly details: ErrorDetails };

type ErrorNoteProps = {
  error: ErrorLike;
  /** The file it happened to. */
  subject?: string | undefined;
  onRetry?: (() => void) | undefined;
  onDismiss?: (() => void) | undefined;
};

/** One sentence that says what happened, to which file, and what to do. */
export function ErrorNote({ error, subject, onRetry, onDismiss }: ErrorNoteProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.note} role="alert" data-error-code={error.code}>
      <Icon name="warning" />
      <div className={styles.words}>
        {subject !== undefined && <strong className={styles.subject}>{subject}</strong>}
        <p>{t(`errors.${error.code}`, error.details)}</p>
      </div>
      {onRetry !== undefined && (
        <Button kind="quiet" icon="retry" onClick={onRetry}>
          {t('shared.retry')}
        </Button>
      )}
      {onDismiss !== undefined && (
        <Button kind="quiet" icon="close" aria-label={t('shared.dismiss')} onClick={onDismiss} />
      )}
    </div>
  );
}
