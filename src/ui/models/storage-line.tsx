import { useTranslation } from 'react-i18next';
import { Button } from '../shared/button.tsx';
import { useFormat } from '../shared/format.ts';
import type { ModelsSession, ModelsState } from './models-session.ts';
import styles from './storage-line.module.css';

type StorageLineProps = { session: ModelsSession; state: ModelsState };

/** How much the page keeps in the browser, and whether the browser promises to keep it. */
export function StorageLine({ session, state: { storage, isPersistenceRefused } }: StorageLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (storage === null) return null;
  const { usedBytes, quotaBytes, isPersistent } = storage;
  const size = (bytes: number) =>
    bytes < 1e9 ? `${format.plain(bytes / 1e6, 1)}\u00A0MB` : `${format.plain(bytes / 1e9, 1)}\u00A0GB`;
  const words = { used: size(usedBytes), quota: size(quotaBytes) };
  return (
    <p className={styles.line}>
      <span>
        {t('models.storage.used', words)}{' '}
        {isPersistent
          ? t('models.storage.persistent')
          : t(isPersistenceRefused ? 'models.storage.refused' : 'models.storage.mayGo')}
      </span>
      {!isPersistent && !isPersistenceRefused && (
        <Button kind="quiet" onClick={() => void session.askForPersistence()}>
          {t('models.storage.ask')}
        </Button>
      )}
    </p>
  );
}
