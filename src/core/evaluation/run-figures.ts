import { bootstrapScores } from './bootstrap/bootstrap-scores.ts';
import { expectedCalibrationError, reliabilityBins } from './calibration/reliability.ts';
import { type ClassificationReport, classificationReport } from './classification-report.ts';
import { applyEdits } from './clip-edits.ts';
import type { ConfusionMatrix } from './confusion-matrix.ts';
import { accuracy, balancedAccuracy, cohenKappa, macroF1, matthewsCorrelation } from './metrics/agreement.ts';
import { type LabelTotals, sumConfusion } from './metrics/label-totals.ts';
import { brierScore, logLoss } from './metrics/probability-scores.ts';
import { type Interval, type RateIntervals, rateIntervals } from './metrics/rate-intervals.ts';
import { topKAccuracy } from './metrics/top-k-accuracy.ts';
import type { RunRecord, RunTable } from './run-record.ts';
import { countConfusion, type ScoreTable } from './score-table.ts';
import { speakerClusters } from './speaker-clusters.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** A figure; null where it has no value. Its interval is one of 95 %, null where there is none. */
export type Figure = { readonly value: number | null; readonly interval: Interval | null };

/** Figures by the names that exports give them: `accuracy`, `macroF1`, … */
export type RunMetrics = ReadonlyMap<MetricName, Figure>;

export type MetricName =
  | 'accuracy'
  | 'macroF1'
  | 'balancedAccuracy'
  | 'kappa'
  | 'matthewsCorrelation'
  | 'top2Accuracy'
  | 'top3Accuracy'
  | 'top5Accuracy'
  | 'logLoss'
  | 'brierScore'
  | 'expectedCalibrationError';

/** All that an export says of a run: of its clips as they are after the edits. */
export type RunFigures = {
  readonly table: RunTable;
  readonly confusion: ConfusionMatrix;
  readonly totals: LabelTotals;
  readonly report: ClassificationReport;
  readonly rates: RateIntervals;
  readonly metrics: RunMetrics;
};

/** Sums a run up. */
export function figuresOf(record: RunRecord): RunFigures {
  const table = applyEdits(record.table, record.edits);
  const confusion = countConfusion(table);
  const totals = sumConfusion(confusion);
  return {
    table,
    confusion,
    totals,
    report: classificationReport(confusion, table.labels),
    rates: rateIntervals(totals),
    metrics: measure(table, totals),
  };
}

/** So that the same run always has the same intervals. */
const seed = 1;

function measure(table: RunTable, totals: LabelTotals): RunMetrics {
  const drawn = bootstrapScores(table, { clusters: speakerClusters(table), seed });
  const numClips = table.actual.length;
  const share = (value: number | null): Figure => ({
    value,
    interval: value === null ? null : wilsonInterval(Math.round(value * numClips), numClips),
  });
  const figures: [MetricName, Figure][] = [
    ['accuracy', share(accuracy(totals))],
    ['macroF1', { value: macroF1(totals), interval: drawn?.macroF1 ?? null }],
    ['balancedAccuracy', { value: balancedAccuracy(totals), interval: drawn?.balancedAccuracy ?? null }],
    ['kappa', { value: cohenKappa(totals), interval: null }],
    ['matthewsCorrelation', { value: matthewsCorrelation(totals), interval: null }],
  ];
  if (table.numScores > 0) figures.push(...measureScores(table, share));
  return new Map(figures);
}

/** Top k says nothing where there are no more than k labels. */
function measureScores(table: ScoreTable, share: (value: number | null) => Figure): [MetricName, Figure][] {
  const plain = (value: number | null): Figure => ({ value, interval: null });
  const figures: [MetricName, Figure][] = [];
  for (const k of [2, 3, 5] as const) {
    if (table.numScores > k) figures.push([`top${k}Accuracy`, share(topKAccuracy(table, k))]);
  }
  return [
    ...figures,
    ['logLoss', plain(logLoss(table))],
    ['brierScore', plain(brierScore(table))],
    ['expectedCalibrationError', plain(expectedCalibrationError(reliabilityBins(table)))],
  ];
}
