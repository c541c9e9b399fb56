import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sumErrors } from '../../../../core/evaluation/word-errors.ts';
import { Button } from '../../../shared/button.tsx';
import { useFormat } from '../../../shared/format.ts';
import { AlignedSentence } from '../result/marked-words.tsx';
import type { FolderRow } from './folder-state.ts';
import styles from './folder-card.module.css';

/** Recordings shown before "show all". */
const numFirst = 50;

/** What was said and heard in each recording. */
export function FolderTable({ rows }: { rows: readonly FolderRow[] }) {
  const { t } = useTranslation();
  const [isLong, setIsLong] = useState(false);
  const shown = isLong ? rows : rows.slice(0, numFirst);
  return (
    <div className={styles.recordings}>
      <div className={styles.scroller}>
        <table className={styles.table} aria-label={t('speech.folder.table')}>
          <thead>
            <tr>
              <th scope="col">{t('speech.folder.path')}</th>
              <th scope="col">{t('speech.folder.heard')}</th>
              <th scope="col">{t('speech.folder.errors')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={row.path} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.legend}>{t('speech.folder.marks')}</p>
      {shown.length < rows.length && (
        <Button kind="quiet" onClick={() => setIsLong(true)}>
          {t('speech.folder.showAll', { count: rows.length })}
        </Button>
      )}
    </div>
  );
}

const Row = memo(function Row({ row }: { row: FolderRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { path, reference, alignment, counts, error } = row;
  return (
    <tr>
      <th scope="row">
        <bdi>{path}</bdi>
      </th>
      <td>
        {alignment !== null && <AlignedSentence alignment={alignment} />}
        {alignment === null && error === null && <bdi className={styles.waiting}>{reference.join(' ')}</bdi>}
        {error !== null && <span className={styles.failed}>{t(`errors.${error.code}`, error.details)}</span>}
      </td>
      <td>
        {counts === null
          ? error === null && t('speech.folder.waiting')
          : `${format.count(sumErrors(counts))} / ${format.count(counts.words)}`}
      </td>
    </tr>
  );
});
