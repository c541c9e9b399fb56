import { describe, expect, test } from 'vitest';
import { classificationReport } from '../../../src/core/evaluation/classification-report.ts';
import { sumConfusion } from '../../../src/core/evaluation/metrics/label-totals.ts';
import { rateIntervals } from '../../../src/core/evaluation/metrics/rate-intervals.ts';
import { wilsonInterval } from '../../../src/core/evaluation/wilson-interval.ts';
import { metricsOfCounts } from '../../../src/ui/evaluate/report/metrics-of-counts.ts';
import { reportRows, sortReport } from '../../../src/ui/evaluate/report/report-rows.ts';
import { type ColumnSort, nextSort, sortRows } from '../../../src/ui/evaluate/table/column-sort.ts';

const labels = ['yes', 'no', 'silence'];
/** Two of "yes" are taken for "no"; "silence" is neither said nor heard. */
const counts = [
  [8, 2, 0],
  [0, 5, 0],
  [0, 0, 0],
];

function makeRows() {
  const totals = sumConfusion(counts);
  return reportRows(classificationReport(counts, labels), rateIntervals(totals), totals.predicted);
}

describe('rows of the report', () => {
  test('shares of clips have Wilson’s interval, and none where nothing was counted', () => {
    const [yes, no, silence] = makeRows();
    expect(yes).toMatchObject({ precision: 1, recall: 0.8, support: 10 });
    expect(yes?.recallInterval).toEqual(wilsonInterval(8, 10));
    expect(no?.precisionInterval).toEqual(wilsonInterval(5, 7));
    expect(silence).toMatchObject({ precisionInterval: null, recallInterval: null });
  });

  test('a label without clips comes last, whichever way a figure is sorted', () => {
    const order = (sort: Parameters<typeof sortReport>[1]) =>
      sortReport(makeRows(), sort).map(({ label }) => label);
    expect(order({ column: 'recall', isRising: true })).toEqual(['yes', 'no', 'silence']);
    expect(order({ column: 'recall', isRising: false })).toEqual(['no', 'yes', 'silence']);
    expect(order({ column: 'f1', isRising: true })).toEqual(['no', 'yes', 'silence']);
    expect(order({ column: 'support', isRising: true })).toEqual(['silence', 'no', 'yes']);
    expect(order({ column: 'label', isRising: true })).toEqual(['no', 'silence', 'yes']);
    expect(order(null)).toEqual(labels);
  });

  test('what needs only the counts is there at once', () => {
    const metrics = metricsOfCounts(counts);
    expect(metrics.get('accuracy')?.value).toBeCloseTo(13 / 15, 12);
    expect(metrics.get('balancedAccuracy')?.value).toBeCloseTo(0.9, 12);
    expect(metrics.has('logLoss')).toBe(false);
  });
});

test('a column’s head sorts up, down, and not at all', () => {
  let sort: ColumnSort<'a' | 'b'> = null;
  sort = nextSort(sort, 'a');
  expect(sort).toEqual({ column: 'a', isRising: true });
  sort = nextSort(sort, 'a');
  expect(sort).toEqual({ column: 'a', isRising: false });
  expect(nextSort(sort, 'b')).toEqual({ column: 'b', isRising: true });
  expect(nextSort(sort, 'a')).toBeNull();
});

test('equals keep their order in both directions', () => {
  const rows = [1, 2, 3].map((id) => ({ id, key: id === 3 ? 0 : 5 }));
  const ids = (isRising: boolean) =>
    sortRows(rows, { column: 'key', isRising }, { key: ({ key }) => key }).map(({ id }) => id);
  expect(ids(true)).toEqual([3, 1, 2]);
  expect(ids(false)).toEqual([1, 2, 3]);
});
