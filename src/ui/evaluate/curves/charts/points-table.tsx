import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Format, useFormat } from '../../../shared/format.ts';
import { RowGap } from '../../table/row-gap.tsx';
import { useRowWindow } from '../../table/use-row-window.ts';
import type { PointColumn, PointSet } from './point-set.ts';
import styles from './charts.module.css';

/** As in the styles. */
const rowRem = 1.75;

/** A chart's points, to be opened under it. */
export function PointsTable({ caption, points }: { caption: string; points: PointSet }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className={styles.details} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{t('evaluate.curves.asTable')}</summary>
      {isOpen && <OpenTable caption={caption} points={points} />}
    </details>
  );
}

function OpenTable({ caption, points: { columns, rows } }: { caption: string; points: PointSet }) {
  const format = useFormat();
  const { scroller, first, end, beforePx, afterPx, onScroll } = useRowWindow(rows.length, rowRem);
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      onScroll={onScroll}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long table scrolls, by keys too
      tabIndex={0}
      role="group"
      aria-label={caption}
    >
      <table className={styles.points} aria-rowcount={rows.length + 1}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ name, title }) => (
              <th key={name} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <RowGap heightPx={beforePx} />
          {rows.slice(first, end).map((row, i) => (
            // oxlint-disable-next-line react/no-array-index-key -- points have no names, and keep their places
            <tr key={first + i} aria-rowindex={first + i + 2}>
              {columns.map((column, j) => (
                <td key={column.name}>
                  <bdi>{cellText(row[j] ?? null, column, format)}</bdi>
                </td>
              ))}
            </tr>
          ))}
          <RowGap heightPx={afterPx} />
        </tbody>
      </table>
    </div>
  );
}

function cellText(value: string | number | null, { digits }: PointColumn, format: Format): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  return value === Infinity ? '∞' : format.plain(value, digits);
}
