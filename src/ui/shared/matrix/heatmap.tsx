import {
  type CSSProperties,
  type KeyboardEvent,
  memo,
  type MouseEvent,
  type Ref,
  useCallback,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { HeatmapLegend } from './heatmap-legend.tsx';
import { HeatmapRow } from './heatmap-row.tsx';
import { type CellPosition, cellOf, moveCell } from './heatmap-position.ts';
import { type Counts, rowTotal } from './live-matrix.ts';
import { wholePercent } from './whole-percent.ts';
import styles from './heatmap.module.css';

export type HeatmapHandle = { readonly focusCell: () => void };

type HeatmapProps = {
  labels: readonly string[];
  /** `counts[i][j]` = clips of label i predicted j; a row that did not change must be the same array. */
  counts: Counts;
  selected: CellPosition | null;
  /** Absent where there is nothing behind a cell. */
  onOpen?: (cell: CellPosition, byKeyboard: boolean) => void;
  ref?: Ref<HeatmapHandle>;
};

/**
 * A confusion matrix: a table whose cells are coloured by their share of the row, always on the scale from 0 to 1.
 * One cell is in the tab order; arrow keys move, Enter opens.
 */
export function Heatmap({ labels, counts, selected, onOpen, ref }: HeatmapProps) {
  const { t } = useTranslation();
  const helpId = useId();
  const table = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState<CellPosition>({ row: 0, column: 0 });
  const [pointed, setPointed] = useState<CellPosition | null>(null);
  const focusCell = useCallback((cell: CellPosition) => {
    setActive(cell);
    const element = table.current?.tBodies[0]?.rows[cell.row]?.cells[cell.column + 1];
    element?.focus();
  }, []);
  useImperativeHandle(ref, () => ({ focusCell: () => focusCell(selected ?? active) }), [
    focusCell,
    selected,
    active,
  ]);

  const onKeyDown = (event: KeyboardEvent) => {
    const cell = cellOf(event.target);
    if (cell === null) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onOpen?.(cell, true);
      return;
    }
    const next = moveCell(cell, event, labels.length);
    if (next === null) return;
    event.preventDefault();
    focusCell(next);
  };
  const onClick = (event: MouseEvent) => {
    const cell = cellOf(event.target);
    if (cell === null) return;
    setActive(cell);
    onOpen?.(cell, false);
  };
  return (
    <figure className={styles.figure} style={sizeOf(labels)}>
      <div className={styles.frame}>
        <p className={styles.predicted} aria-hidden="true">
          {t('matrix.predicted')}
        </p>
        <p className={styles.actual} aria-hidden="true">
          <span>{t('matrix.actual')}</span>
        </p>
        <div className={styles.scroller}>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- the grid pattern of ARIA on a real table */}
          <table
            ref={table}
            role="grid"
            aria-label={t('matrix.name')}
            aria-describedby={helpId}
            className={styles.table}
            onKeyDown={onKeyDown}
            onClick={onClick}
            onPointerOver={(event) => setPointed(cellOf(event.target))}
            onPointerLeave={() => setPointed(null)}
            onFocus={(event) => setActive(cellOf(event.target) ?? active)}
          >
            <HeatmapHead labels={labels} />
            <tbody>
              {labels.map((label, row) => (
                <HeatmapRow
                  key={label}
                  label={label}
                  row={row}
                  counts={counts[row] ?? []}
                  activeColumn={active.row === row ? active.column : -1}
                  selectedColumn={selected?.row === row ? selected.column : -1}
                />
              ))}
            </tbody>
          </table>
        </div>
      </div>
      <figcaption className={styles.caption}>
        <p className={styles.readout} aria-hidden="true">
          <CellSentence
            hint={onOpen === undefined ? t('matrix.hintClosed') : t('matrix.hint')}
            cell={pointed ?? selected}
            labels={labels}
            counts={counts}
          />
        </p>
        <HeatmapLegend canOpen={onOpen !== undefined} />
      </figcaption>
      <p id={helpId} className="visually-hidden">
        {t(onOpen === undefined ? 'matrix.helpClosed' : 'matrix.help')}
      </p>
    </figure>
  );
}

/** The column titles: upright where they are short and few, else on their side. */
const HeatmapHead = memo(function HeatmapHead({ labels }: { labels: readonly string[] }) {
  const { t } = useTranslation();
  const isOnSide = labels.length > 12 || labels.some((label) => label.length > 6);
  return (
    <thead className={classNames(isOnSide && styles.onSide)}>
      <tr>
        <td className={styles.corner}>
          <span className="visually-hidden">{t('matrix.corner')}</span>
        </td>
        {labels.map((label) => (
          <th key={label} scope="col" title={label} className={styles.columnTitle}>
            <span>
              <bdi>{label}</bdi>
            </span>
          </th>
        ))}
      </tr>
    </thead>
  );
});

function CellSentence({
  hint,
  cell,
  labels,
  counts,
}: { hint: string; cell: CellPosition | null } & Pick<HeatmapProps, 'labels' | 'counts'>) {
  const { t } = useTranslation();
  const actual = cell === null ? undefined : labels[cell.row];
  const predicted = cell === null ? undefined : labels[cell.column];
  const values = useMemo(() => {
    const row = cell === null ? [] : (counts[cell.row] ?? []);
    const total = rowTotal(row);
    const count = row[cell?.column ?? -1] ?? 0;
    return { count, total, percent: wholePercent(total === 0 ? 0 : count / total) };
  }, [cell, counts]);
  if (actual === undefined || predicted === undefined) return <>{hint}</>;
  return <>{t('matrix.cell', { actual, predicted, ...values })}</>;
}

/** Cells shrink a little for large matrices; row titles get as much room as the longest needs, within reason. */
function sizeOf(labels: readonly string[]): CSSProperties & Record<'--title' | '--cell', string> {
  const longest = Math.max(...labels.map((label) => Array.from(label).length), 1);
  return {
    '--title': `${Math.min(9, 0.55 * longest + 2.75)}rem`,
    '--cell': labels.length > 10 ? '2.5rem' : '2.75rem',
  };
}
