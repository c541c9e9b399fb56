import { useTranslation } from 'react-i18next';
import { Card } from '../shared/card.tsx';
import styles from './unfinished-note.module.css';

/** Says that another tab trains: one at a time, as one training is kept for when its tab is closed. */
export function ElsewhereNote() {
  const { t } = useTranslation();
  return (
    <Card className={styles.note} role="status" data-testid="training-elsewhere">
      <p className={styles.words}>{t('train.elsewhere')}</p>
    </Card>
  );
}
