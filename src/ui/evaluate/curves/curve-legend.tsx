import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { useFormat } from '../../shared/format.ts';
import { type ColumnSort, type SortKey, sortRows } from '../table/column-sort.ts';
import { RowGap } from '../table/row-gap.tsx';
import { SortHead } from '../table/sort-head.tsx';
import { useRowWindow } from '../table/use-row-window.ts';
import { boundedDecimals } from './bounded-decimals.ts';
import { type CurveEntry, mostLabels } from './label-curve-list.ts';
import styles from './curve-legend.module.css';

const columns = ['label', 'auc', 'ap'] as const;
type Column = (typeof columns)[number];

const keyOf: Readonly<Record<Column, (entry: CurveEntry) => SortKey>> = {
  label: ({ name }) => name,
  auc: ({ rocAuc }) => rocAuc,
  ap: ({ averagePrecision }) => averagePrecision,
};

/** As in the styles. */
const rowRem = 2;

type CurveLegendProps = {
  entries: readonly CurveEntry[];
  choice: ReadonlySet<string>;
  isUsual: boolean;
  onToggle: (id: string) => void;
  onReset: () => void;
};

/** Which curves are drawn and how, with the areas under all of them; the worst label first. */
export function CurveLegend({ entries, choice, isUsual, onToggle, onReset }: CurveLegendProps) {
  const { t } = useTranslation();
  const [sort, setSort] = useState<ColumnSort<Column>>({ column: 'auc', isRising: true });
  const averages = entries.filter(({ isAverage }) => isAverage);
  const labels = useMemo(
    () =>
      sortRows(
        entries.filter(({ isAverage }) => !isAverage),
        sort,
        keyOf,
      ),
    [entries, sort],
  );
  const { scroller, first, end, beforePx, afterPx, onScroll } = useRowWindow(labels.length, rowRem);
  const sortFromTop = (next: ColumnSort<Column>) => {
    setSort(next);
    scroller.current?.scrollTo({ top: 0 });
  };
  const isFull = labels.filter(({ id }) => choice.has(id)).length >= mostLabels;
  const rowOf = (entry: CurveEntry) => (
    <LegendRow
      key={entry.id}
      entry={entry}
      isShown={choice.has(entry.id)}
      isDisabled={isFull && !entry.isAverage && !choice.has(entry.id)}
      onToggle={onToggle}
    />
  );
  return (
    <div className={styles.legend}>
      <div ref={scroller} className={styles.scroller} onScroll={onScroll}>
        <table className={styles.table} aria-rowcount={entries.length + 1}>
          <caption className="visually-hidden">{t('evaluate.curves.legend')}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <SortHead
                  key={column}
                  column={column}
                  title={t(`evaluate.curves.${column}`)}
                  hint={t(`evaluate.curves.${column}Hint`)}
                  sort={sort}
                  onSort={sortFromTop}
                />
              ))}
            </tr>
          </thead>
          <tbody>{averages.map(rowOf)}</tbody>
          <tbody>
            <RowGap heightPx={beforePx} />
            {labels.slice(first, end).map(rowOf)}
            <RowGap heightPx={afterPx} />
          </tbody>
        </table>
      </div>
      <div className={styles.foot}>
        <p role="status">{isFull && t('evaluate.curves.full', { count: mostLabels })}</p>
        <Button kind="quiet" disabled={isUsual} onClick={onReset}>
          {t('evaluate.curves.reset')}
        </Button>
      </div>
    </div>
  );
}

type LegendRowProps = {
  entry: CurveEntry;
  isShown: boolean;
  isDisabled: boolean;
  onToggle: (id: string) => void;
};

function LegendRow({ entry, isShown, isDisabled, onToggle }: LegendRowProps) {
  const format = useFormat();
  const area = (value: number | null) => (value === null ? '–' : boundedDecimals(value, 3, format));
  return (
    <tr data-shown={isShown}>
      <th scope="row">
        <label className={styles.name} title={entry.name}>
          <input
            type="checkbox"
            checked={isShown}
            disabled={isDisabled}
            onChange={() => onToggle(entry.id)}
          />
          <svg className={styles.swatch} viewBox="0 0 20 4" width="20" height="4" aria-hidden="true">
            <path d="M0 2h20" stroke={entry.colour} strokeWidth="3" strokeDasharray={entry.dash} />
          </svg>
          <bdi>{entry.name}</bdi>
        </label>
      </th>
      <td>{area(entry.rocAuc)}</td>
      <td>{area(entry.averagePrecision)}</td>
    </tr>
  );
}
