import {
  type CSSProperties,
  type KeyboardEvent,
  memo,
  type MouseEvent,
  type Ref,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { CellSentence } from './cell-sentence.tsx';
import { HeatmapLegend } from './heatmap-legend.tsx';
import { type CellText, HeatmapRow } from './heatmap-row.tsx';
import { type CellPosition, cellOf, moveCell, nextMistake } from './heatmap-position.ts';
import type { Counts } from './live-matrix.ts';
import { type GridWindow, useGridWindow } from './use-grid-window.ts';
import styles from './heatmap.module.css';

export type HeatmapHandle = { readonly focusCell: () => void };

/** Shares of counts, as `counts[i][j]`, and of what they are shares. */
type Shares = {
  readonly values: Counts;
  /** For the legend, such as "share of the row". */
  readonly text: string;
  /** Whether a cell says it, or only its count. */
  readonly isSaid: boolean;
};

type HeatmapProps = {
  labels: readonly string[];
  /** `counts[i][j]` = clips of label i predicted j; a row that did not change must be the same array. */
  counts: Counts;
  /** What colours and per cents go by, 0…1; the counts' own shares of the row where nothing is given. */
  shares?: Shares;
  /** Clips of each label, where the numbers are differences between two matrices. */
  totals?: readonly number[];
  selected: CellPosition | null;
  /** Side of a cell in rem; by the number of labels where nothing is given. */
  cellRem?: number;
  /** Absent where there is nothing behind a cell. */
  onOpen?: (cell: CellPosition, byKeyboard: boolean) => void;
  ref?: Ref<HeatmapHandle>;
};

/**
 * A confusion matrix: a table whose cells are coloured by their share of the row, always on the scale from 0 to 1. Or the
 * difference between two, from the largest one below 0 to the largest above.
 * One cell is in the tab order; arrow keys move, n and p go to the next mistake and the one before, Enter opens. Of a
 * large matrix only what is in view is drawn.
 */
export function Heatmap(props: HeatmapProps) {
  const { labels, counts, shares, totals, selected, onOpen, ref } = props;
  const { cellRem = usualCellRem(labels, totals !== undefined) } = props;
  const { t } = useTranslation();
  const helpId = useId();
  const table = useRef<HTMLTableElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  const [active, setActive] = useState<CellPosition>({ row: 0, column: 0 });
  const [pointed, setPointed] = useState<CellPosition | null>(null);
  const { isWhole, range, reveal } = useGridWindow(scroller, labels.length, cellRem * remPx());
  const strongest = useMemo(() => strongestShare(counts, totals), [counts, totals]);
  const focusCell = useCallback(
    (cell: CellPosition) => {
      wantsFocus.current = true;
      reveal(cell, titleSize(table.current));
      setActive({ ...cell });
    },
    [reveal],
  );
  // The cell may have come into view only with this drawing.
  useEffect(() => {
    const element = table.current?.querySelector<HTMLElement>(
      `td[data-row="${active.row}"][data-column="${active.column}"]`,
    );
    if (!wantsFocus.current || element == null) return;
    wantsFocus.current = false;
    element.focus();
  });
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
    const next = nextMistake(cell, event, counts) ?? moveCell(cell, event, labels.length);
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
    <figure className={styles.figure} style={sizeOf(labels, cellRem)}>
      <div className={styles.frame}>
        <p className={styles.predicted} aria-hidden="true">
          {t('matrix.predicted')}
        </p>
        <p className={styles.actual} aria-hidden="true">
          <span>{t('matrix.actual')}</span>
        </p>
        <div ref={scroller} className={styles.scroller}>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- the grid pattern of ARIA on a real table */}
          <table
            ref={table}
            role="grid"
            aria-label={t(totals === undefined ? 'matrix.name' : 'matrix.difference.name')}
            aria-describedby={helpId}
            aria-rowcount={labels.length + 1}
            aria-colcount={labels.length + 1}
            className={classNames(styles.table, !isWhole && styles.fixed)}
            onKeyDown={onKeyDown}
            onClick={onClick}
            onPointerOver={(event) => setPointed(cellOf(event.target))}
            onPointerLeave={() => setPointed(null)}
            onFocus={(event) => setActive(cellOf(event.target) ?? active)}
          >
            {!isWhole && <Columns labels={labels} range={range} cellRem={cellRem} />}
            <HeatmapHead labels={labels} first={range.firstColumn} end={range.endColumn} />
            <tbody>
              {range.firstRow > 0 && <Gap numRows={range.firstRow} cellRem={cellRem} />}
              {labels.slice(range.firstRow, range.endRow).map((label, place) => {
                const row = range.firstRow + place;
                return (
                  <HeatmapRow
                    key={label}
                    label={label}
                    row={row}
                    counts={counts[row] ?? []}
                    shares={shares?.values[row] ?? null}
                    total={totals?.[row] ?? null}
                    strongest={strongest ?? 1}
                    says={textOf(cellRem, shares?.isSaid ?? true)}
                    first={range.firstColumn}
                    end={range.endColumn}
                    activeColumn={active.row === row ? active.column : -1}
                    selectedColumn={selected?.row === row ? selected.column : -1}
                  />
                );
              })}
              {range.endRow < labels.length && (
                <Gap numRows={labels.length - range.endRow} cellRem={cellRem} />
              )}
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
            totals={totals}
          />
        </p>
        <HeatmapLegend
          canOpen={onOpen !== undefined}
          text={shares?.text ?? t('matrix.share')}
          strongest={strongest}
        />
      </figcaption>
      <p id={helpId} className="visually-hidden">
        {t(
          totals !== undefined
            ? 'matrix.difference.help'
            : onOpen === undefined
              ? 'matrix.helpClosed'
              : 'matrix.help',
        )}
      </p>
    </figure>
  );
}

type ColumnsProps = { labels: readonly string[]; range: GridWindow; cellRem: number };

/** Widths of all columns, where most are not drawn. */
function Columns({ labels, range: { firstColumn, endColumn }, cellRem }: ColumnsProps) {
  const gap = (numColumns: number) => ({ width: `${numColumns * cellRem}rem` });
  return (
    <colgroup>
      <col className={styles.titleColumn} />
      <col style={gap(firstColumn)} />
      <col span={Math.max(1, endColumn - firstColumn)} style={gap(1)} />
      <col style={gap(labels.length - endColumn)} />
    </colgroup>
  );
}

/** Stands for rows that are not drawn. */
function Gap({ numRows, cellRem }: { numRows: number; cellRem: number }) {
  return (
    <tr aria-hidden="true">
      <td className={styles.spacer} style={{ height: `${numRows * cellRem}rem` }} />
    </tr>
  );
}

type HeatmapHeadProps = { labels: readonly string[]; first: number; end: number };

/** The column titles: upright where they are short and few, else on their side. */
const HeatmapHead = memo(function HeatmapHead({ labels, first, end }: HeatmapHeadProps) {
  const { t } = useTranslation();
  const isOnSide = labels.length > 12 || labels.some((label) => label.length > 6);
  const isWhole = first === 0 && end === labels.length;
  return (
    <thead className={classNames(isOnSide && styles.onSide)}>
      <tr aria-rowindex={1}>
        <td className={styles.corner}>
          <span className="visually-hidden">{t('matrix.corner')}</span>
        </td>
        {!isWhole && <td className={styles.spacer} />}
        {labels.slice(first, end).map((label, place) => (
          <th
            key={label}
            scope="col"
            title={label}
            aria-colindex={first + place + 2}
            className={styles.columnTitle}
          >
            <span>
              <bdi>{label}</bdi>
            </span>
          </th>
        ))}
        {!isWhole && <td className={styles.spacer} />}
      </tr>
    </thead>
  );
});

/** The largest difference as a share of its row; null where the numbers are no differences. */
function strongestShare(counts: Counts, totals: readonly number[] | undefined): number | null {
  if (totals === undefined) return null;
  const shares = counts.map((row, i) => Math.max(...row.map(Math.abs), 0) / Math.max(1, totals[i] ?? 1));
  return Math.max(...shares) || 1;
}

/** Cells shrink a little for large matrices, unless signs need room. */
function usualCellRem(labels: readonly string[], areDifferences: boolean): number {
  if (areDifferences) return 3;
  return labels.length > 10 ? 2.5 : 2.75;
}

/** Smaller cells have no room for per cents, and then none for counts. */
function textOf(cellRem: number, isShareSaid: boolean): CellText {
  if (cellRem < 1.75) return 'nothing';
  return cellRem < 2.5 || !isShareSaid ? 'count' : 'count and per cent';
}

/** Row titles get as much room as the longest needs, within reason. */
function sizeOf(
  labels: readonly string[],
  cellRem: number,
): CSSProperties & Record<'--title' | '--cell', string> {
  const longest = labels.reduce((most, label) => Math.max(most, Array.from(label).length), 1);
  return { '--title': `${Math.min(9, 0.55 * longest + 2.75)}rem`, '--cell': `${cellRem}rem` };
}

function remPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** What the titles cover of the scroller. */
function titleSize(table: HTMLTableElement | null): { width: number; height: number } {
  const corner = table?.tHead?.rows[0]?.cells[0];
  return { width: corner?.offsetWidth ?? 0, height: corner?.offsetHeight ?? 0 };
}
