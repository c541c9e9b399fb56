import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classificationReport } from '../../../core/evaluation/classification-report.ts';
import { sumConfusion } from '../../../core/evaluation/metrics/label-totals.ts';
import { rateIntervals } from '../../../core/evaluation/metrics/rate-intervals.ts';
import { formatReport } from '../../../core/evaluation/report-text.ts';
import { Card } from '../../shared/card.tsx';
import { classNames } from '../../shared/class-names.ts';
import type { EvaluationRun } from '../session/evaluation-run.ts';
import type { ColumnSort } from '../table/column-sort.ts';
import { RowGap } from '../table/row-gap.tsx';
import { SortHead } from '../table/sort-head.tsx';
import { useRowWindow } from '../table/use-row-window.ts';
import { CopyReport } from './copy-report.tsx';
import { LabelRow, SumRow } from './report-row.tsx';
import { type ReportColumn, reportRows, sortReport } from './report-rows.ts';
import styles from './report-table.module.css';

const columns = ['label', 'precision', 'recall', 'f1', 'support'] as const;
/** With more labels than this the table scrolls inside. */
const mostUnscrolled = 20;
/** As in the styles: two lines. */
const rowRem = 3;

/** The classification report: scikit-learn's figures, with the intervals of those that are shares of clips. */
export function ReportTable({ run: { counts, labels } }: { run: EvaluationRun }) {
  const { t } = useTranslation();
  const [sort, setSort] = useState<ColumnSort<ReportColumn>>(null);
  const { report, rows } = useMemo(() => {
    const report = classificationReport(counts, labels);
    const totals = sumConfusion(counts);
    return { report, rows: reportRows(report, rateIntervals(totals), totals.predicted) };
  }, [counts, labels]);
  const sorted = useMemo(() => sortReport(rows, sort), [rows, sort]);
  const { scroller, first, end, beforePx, afterPx, onScroll } = useRowWindow(rows.length, rowRem);
  const sortFromTop = (next: ColumnSort<ReportColumn>) => {
    setSort(next);
    scroller.current?.scrollTo({ top: 0 });
  };
  return (
    <Card className={styles.card} aria-labelledby="evaluate-report-title">
      <div className={styles.top}>
        <h3 id="evaluate-report-title" className={styles.title}>
          {t('evaluate.report.title')}
        </h3>
        <CopyReport textOf={() => formatReport(report)} />
      </div>
      <p className={styles.about}>{t('evaluate.report.about')}</p>
      <div
        ref={scroller}
        className={classNames(styles.scroller, rows.length > mostUnscrolled && styles.long)}
        onScroll={onScroll}
      >
        <table
          className={styles.table}
          aria-labelledby="evaluate-report-title"
          aria-rowcount={rows.length + 4}
        >
          <thead>
            <tr>
              {columns.map((column) => (
                <SortHead
                  key={column}
                  column={column}
                  title={t(`evaluate.report.${column}`)}
                  hint={t(`evaluate.report.${column}Hint`)}
                  sort={sort}
                  onSort={sortFromTop}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            <RowGap heightPx={beforePx} />
            {sorted.slice(first, end).map((row, i) => (
              <LabelRow key={row.label} row={row} place={first + i} />
            ))}
            <RowGap heightPx={afterPx} />
          </tbody>
          <tfoot>
            <SumRow
              name={t('evaluate.report.accuracy')}
              accuracy={report.accuracy}
              scores={report.macroAverage}
            />
            <SumRow name={t('evaluate.report.macro')} scores={report.macroAverage} />
            <SumRow name={t('evaluate.report.weighted')} scores={report.weightedAverage} />
          </tfoot>
        </table>
      </div>
    </Card>
  );
}
