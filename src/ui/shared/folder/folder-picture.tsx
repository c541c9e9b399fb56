import { useTranslation } from 'react-i18next';
import { Icon } from '../icon.tsx';
import styles from './folder-picture.module.css';

/** A drawing of `folder/label/clip.wav`. */
export function FolderPicture({ splits }: { splits: string }) {
  const { t } = useTranslation();
  return (
    <figure className={styles.figure}>
      <div role="img" aria-label={t('folder.picture.alt')} className={styles.tree}>
        <Folder name={t('folder.picture.folder')} level={0} />
        <Folder name="yes" level={1} note={t('folder.picture.label')} />
        <Clip name="anna-1.wav" />
        <Clip name="ben-1.wav" note={t('folder.picture.clip')} />
        <Folder name="no" level={1} note={t('folder.picture.label')} />
        <Clip name="anna-2.wav" />
        <Clip name="ben-2.wav" isLast />
      </div>
      <figcaption className={styles.caption}>
        <p>{splits}</p>
        <p>{t('folder.picture.flat')}</p>
      </figcaption>
    </figure>
  );
}

function Folder({ name, level, note }: { name: string; level: 0 | 1; note?: string }) {
  return (
    <div className={styles.line} data-level={level}>
      <Icon name="folder" size={18} />
      <span className={styles.name}>{name}</span>
      {note !== undefined && <span className={styles.note}>{note}</span>}
    </div>
  );
}

/** A clip as a small wave; the heights are drawn, not measured. */
function Clip({ name, note, isLast = false }: { name: string; note?: string; isLast?: boolean }) {
  return (
    <div className={styles.line} data-level={2} data-last={isLast}>
      <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" className={styles.wave}>
        <path d="M2 8v2M5 6v6M8 3v12M11 5v8M14 7v4M17 8v2" />
      </svg>
      <span className={styles.name}>{name}</span>
      {note !== undefined && <span className={styles.note}>{note}</span>}
    </div>
  );
}
