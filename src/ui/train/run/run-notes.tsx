import { useTranslation } from 'react-i18next';
import { Icon } from '../../shared/icon.tsx';
import type { TrainingRun } from '../session/training-run.ts';
import styles from './run-notes.module.css';

/** What did not go as planned but did not end the training. */
export function RunNotes({ run }: { run: TrainingRun }) {
  const { t } = useTranslation();
  const { fellBack, notKept, outcome } = run;
  const notes: string[] = [];
  if (fellBack !== null) {
    const backend = t(`app.backendName.${fellBack.backend.name}`);
    notes.push(
      fellBack.epoch === 0
        ? t('train.notes.fellBackStart', { backend })
        : t('train.notes.fellBack', { backend, epoch: fellBack.epoch }),
    );
  }
  if (notKept !== null) {
    notes.push(t(notKept.code === 'storage-full' ? 'train.notes.storageFull' : 'train.notes.noStorage'));
  }
  if (outcome !== null && outcome.storageError !== null) {
    notes.push(t(`errors.${outcome.storageError.code}`, outcome.storageError.details));
  }
  if (notes.length === 0) return null;
  return (
    <ul className={styles.notes} role="status">
      {notes.map((note) => (
        <li key={note} className={styles.note}>
          <Icon name="warning" size={18} />
          <span>{note}</span>
        </li>
      ))}
    </ul>
  );
}
