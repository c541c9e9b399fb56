import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../button.tsx';
import { Card } from '../card.tsx';
import { reasonWords, type SkippedFile } from './skipped-file.ts';
import styles from './unreadable-files.module.css';

/** Files shown before "show all". */
const numFirst = 20;

/** Files that were left out, with reasons. */
export function UnreadableFiles({ id, files }: { id: string; files: readonly SkippedFile[] }) {
  const { t } = useTranslation();
  const [isLong, setIsLong] = useState(false);
  const shown = isLong ? files : files.slice(0, numFirst);
  return (
    <Card id={id} tabIndex={-1} className={styles.unreadable} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`} className={styles.title}>
        {t('folder.unreadable', { count: files.length })}
      </h3>
      <ul className={styles.files}>
        {shown.map(({ path, reason, error }) => (
          <li key={path}>
            <p className={styles.path}>
              <bdi>{path}</bdi>
            </p>
            <p className={styles.reason}>
              <SkipReason reason={reason} error={error} />
            </p>
          </li>
        ))}
      </ul>
      {shown.length < files.length && (
        <Button kind="quiet" onClick={() => setIsLong(true)}>
          {t('folder.showAll', { count: files.length })}
        </Button>
      )}
    </Card>
  );
}

function SkipReason(file: Pick<SkippedFile, 'reason' | 'error'>) {
  const { t } = useTranslation();
  const words = reasonWords(file, t);
  return words === null ? <span lang="en">{file.reason}</span> : <>{words}</>;
}
