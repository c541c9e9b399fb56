import { useTranslation } from 'react-i18next';
import { Card } from '../../shared/card.tsx';
import { SavedRunsList } from './saved-runs-list.tsx';
import styles from './saved-runs.module.css';

/** Below the place for a folder: what was measured before. */
export function SavedRunsCard() {
  const { t } = useTranslation();
  return (
    <Card className={styles.card} aria-labelledby="evaluate-runs-title">
      <h2 id="evaluate-runs-title" className={styles.title}>
        {t('evaluate.runs.title')}
      </h2>
      <SavedRunsList shownId={null} />
    </Card>
  );
}
