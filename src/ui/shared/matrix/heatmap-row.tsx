import { memo } from 'react';
import { classNames } from '../class-names.ts';
import { heatStyle } from '../../../core/evaluation/heat-colour.ts';
import { rowTotal } from './live-matrix.ts';
import { wholePercent } from './whole-percent.ts';
import styles from './heatmap.module.css';

type HeatmapRowProps = {
  label: string;
  row: number;
  counts: readonly number[];
  /** The cell in the tab order; −1 when it is in another row. */
  activeColumn: number;
  selectedColumn: number;
};

/** One actual label. Drawn again only when one of its own numbers changes. */
export const HeatmapRow = memo(function HeatmapRow(props: HeatmapRowProps) {
  const { label, row, counts, activeColumn, selectedColumn } = props;
  const total = rowTotal(counts);
  return (
    <tr>
      <th scope="row" title={label} className={classNames(styles.rowTitle, total === 0 && styles.absent)}>
        <span className={styles.rowTitleWords}>
          <bdi>{label}</bdi>
          <span className={styles.rowTotal}>{total}</span>
        </span>
      </th>
      {counts.map((count, column) => {
        const isDiagonal = column === row;
        const isEmpty = count === 0 && (!isDiagonal || total === 0);
        return (
          <td
            // oxlint-disable-next-line react/no-array-index-key -- a column is its place
            key={column}
            data-row={row}
            data-column={column}
            tabIndex={column === activeColumn ? 0 : -1}
            aria-selected={column === selectedColumn}
            aria-label={isEmpty ? '0' : undefined}
            className={classNames(styles.cell, isDiagonal && styles.diagonal)}
            style={count === 0 ? undefined : heatStyle(count / total)}
          >
            {!isEmpty && (
              <>
                {count}
                <small>{wholePercent(total === 0 ? 0 : count / total)}</small>
              </>
            )}
          </td>
        );
      })}
    </tr>
  );
});
