import { useTranslation } from 'react-i18next';
import { Button } from '../shared/button.tsx';
import { ErrorNote } from '../shared/error-note.tsx';
import { Icon } from '../shared/icon.tsx';
import { useModelImport } from '../shared/model-import-context.tsx';
import { ProgressBar } from '../shared/progress-bar.tsx';
import styles from './import-note.module.css';

/** Says on every panel how the import of a model file went. */
export function ImportNote() {
  const { t } = useTranslation();
  const { state, dismiss } = useModelImport();
  switch (state.status) {
    case 'idle':
      return null;
    case 'checking':
      return (
        <div className={styles.note} role="status">
          <p>{t('app.modelAdding')}</p>
          <ProgressBar share={null} label={t('app.modelAdding')} />
        </div>
      );
    case 'added':
      return (
        <div className={styles.note}>
          <div className={styles.row} role="status" data-testid="model-added">
            <Icon name="check" />
            <p className={styles.words}>
              {t('app.modelAdded', { title: state.title })}{' '}
              {state.storageError !== null &&
                t(`errors.${state.storageError.code}`, state.storageError.details)}
            </p>
            <Button kind="quiet" icon="close" aria-label={t('shared.dismiss')} onClick={dismiss} />
          </div>
        </div>
      );
    default:
      return (
        <div className={styles.failure}>
          <ErrorNote error={state.error} subject={state.fileName} onDismiss={dismiss} />
        </div>
      );
  }
}
