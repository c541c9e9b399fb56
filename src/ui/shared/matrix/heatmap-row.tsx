import { memo } from 'react';
import { heatStyle } from '../../../core/evaluation/heat-colour.ts';
import { cellText } from './cell-text.ts';
import { classNames } from '../class-names.ts';
import { rowTotal } from './live-matrix.ts';
import styles from './heatmap.module.css';

/** What a cell says. */
export type CellText = 'count and per cent' | 'count' | 'nothing';

type HeatmapRowProps = {
  label: string;
  row: number;
  counts: readonly number[];
  /** 0…1 each; null: the counts' own shares of the row. */
  shares: readonly number[] | null;
  /** Clips of the label, where the numbers are differences; their sum otherwise. */
  total: number | null;
  /** The share that has the strongest colour; of differences. */
  strongest: number;
  says: CellText;
  /** Columns that are drawn, `[first, end)`. */
  first: number;
  end: number;
  /** The cell in the tab order; −1 when it is in another row. */
  activeColumn: number;
  selectedColumn: number;
};

/** One actual label. Drawn again only when one of its own numbers changes. */
export const HeatmapRow = memo(function HeatmapRow(props: HeatmapRowProps) {
  const { label, row, counts, shares, strongest, says, first, end, activeColumn, selectedColumn } = props;
  const scale = props.total === null ? 'share' : 'difference';
  const total = props.total ?? rowTotal(counts);
  const isWhole = first === 0 && end === counts.length;
  return (
    <tr aria-rowindex={row + 2}>
      <th scope="row" title={label} className={classNames(styles.rowTitle, total === 0 && styles.absent)}>
        <span className={styles.rowTitleWords}>
          <bdi>{label}</bdi>
          <span className={styles.rowTotal}>{total}</span>
        </span>
      </th>
      {!isWhole && <td className={styles.spacer} />}
      {counts.slice(first, end).map((count, place) => {
        const column = first + place;
        const share = shares?.[column] ?? (total === 0 ? 0 : count / total);
        const isDiagonal = column === row;
        const isEmpty = count === 0 && (!isDiagonal || total === 0 || scale === 'difference');
        const isMute = isEmpty || says === 'nothing';
        const text = cellText(count, share, scale);
        return (
          <td
            key={column}
            data-row={row}
            data-column={column}
            tabIndex={column === activeColumn ? 0 : -1}
            aria-colindex={column + 2}
            aria-selected={column === selectedColumn}
            aria-label={isMute ? String(count) : undefined}
            className={classNames(styles.cell, isDiagonal && styles.diagonal)}
            style={count === 0 ? undefined : heatStyle(share / strongest, scale)}
          >
            {!isMute && (
              <>
                {text.count}
                {says === 'count and per cent' && <small>{text.percent}</small>}
              </>
            )}
          </td>
        );
      })}
      {!isWhole && <td className={styles.spacer} />}
    </tr>
  );
});
