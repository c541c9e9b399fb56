import { useTranslation } from 'react-i18next';
import { Dialog } from '../shared/dialog.tsx';
import { panels } from './panels.ts';
import styles from './keys-dialog.module.css';

/** The list of keys. */
export function KeysDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const rows = [
    { key: t('app.keys.spaceKey'), does: t('app.keys.space') },
    { key: 'R', does: t('app.keys.record') },
    { key: 'S', does: t('app.keys.stage') },
    { key: 'N, P', does: t('app.keys.mistakes') },
    { key: `1–${panels.length}`, does: t('app.keys.panels') },
    { key: '?', does: t('app.keys.help') },
  ];
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('app.keys.title')}>
      <dl className={styles.keys}>
        {rows.map(({ key, does }) => (
          <div key={key} className={styles.row}>
            <dt>
              <kbd className={styles.key}>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
