import { useTranslation } from 'react-i18next';
import { useOffline } from './offline.ts';
import styles from './app.module.css';

/** Where the sound stays, and whether the page needs a network. */
export function Footer() {
  const { t } = useTranslation();
  const { status } = useOffline();
  return (
    <footer className={styles.footer}>
      {t('app.footer')}{' '}
      <span data-testid="offline-status">{status !== 'preparing' && t(`app.offline.${status}`)}</span>
    </footer>
  );
}
