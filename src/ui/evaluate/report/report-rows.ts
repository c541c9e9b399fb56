import type { ClassificationReport, ReportScores } from '../../../core/evaluation/classification-report.ts';
import type { Interval, RateIntervals } from '../../../core/evaluation/metrics/rate-intervals.ts';
import { type ColumnSort, type SortKey, sortRows } from '../table/column-sort.ts';

export type ReportColumn = 'label' | 'precision' | 'recall' | 'f1' | 'support';

/** One label of the report. Intervals are null where there is nothing to count. */
export type ReportRow = ReportScores & {
  readonly label: string;
  readonly precisionInterval: Interval | null;
  readonly recallInterval: Interval | null;
};

/** The report's rows, in the order of the labels, each with how sure its shares are. */
export function reportRows(
  report: ClassificationReport,
  rates: RateIntervals,
  numPredicted: ArrayLike<number>,
): ReportRow[] {
  return report.rows.map((row, i) => ({
    ...row,
    precisionInterval: (numPredicted[i] ?? 0) === 0 ? null : (rates.labels[i]?.precision ?? null),
    recallInterval: row.support === 0 ? null : (rates.labels[i]?.recall ?? null),
  }));
}

/** A figure that is 0 only because nothing was counted comes last. */
const keyOf: Readonly<Record<ReportColumn, (row: ReportRow) => SortKey>> = {
  label: ({ label }) => label,
  precision: ({ precision, precisionInterval }) => (precisionInterval === null ? null : precision),
  recall: ({ recall, recallInterval }) => (recallInterval === null ? null : recall),
  f1: ({ f1Score, support }) => (support === 0 ? null : f1Score),
  support: ({ support }) => support,
};

/** Rows by one column. */
export function sortReport(rows: readonly ReportRow[], sort: ColumnSort<ReportColumn>): readonly ReportRow[] {
  return sortRows(rows, sort, keyOf);
}
