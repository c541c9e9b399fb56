import { useTranslation } from 'react-i18next';
import { Button } from '../shared/button.tsx';
import { useOffline } from './offline.ts';
import styles from './app.module.css';

/** Where the sound stays, and whether the page needs a network. */
export function Footer({ onTour }: { onTour: () => void }) {
  const { t } = useTranslation();
  const { status } = useOffline();
  return (
    <footer className={styles.footer}>
      <p>
        {t('app.footer')}{' '}
        <span data-testid="offline-status">{status !== 'preparing' && t(`app.offline.${status}`)}</span>
      </p>
      <Button kind="quiet" icon="tour" onClick={onTour}>
        {t('app.tour.start')}
      </Button>
    </footer>
  );
}
