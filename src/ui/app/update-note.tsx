import { useTranslation } from 'react-i18next';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icon.tsx';
import { useIsPageAtWork } from '../shared/page-work.ts';
import { offlineCopy, useOffline } from './offline.ts';
import styles from './import-note.module.css';

/** Offers a newer version of the page; while something is at work only says so. */
export function UpdateNote() {
  const { t } = useTranslation();
  const { hasUpdate } = useOffline();
  const isAtWork = useIsPageAtWork();
  if (!hasUpdate) return null;
  return (
    <div className={styles.note}>
      <div className={styles.row} role="status" data-testid="page-update">
        <Icon name="retry" />
        <p className={styles.words}>{t(isAtWork ? 'app.update.later' : 'app.update.ready')}</p>
        {!isAtWork && <Button onClick={() => offlineCopy.showUpdate()}>{t('app.update.show')}</Button>}
      </div>
    </div>
  );
}
