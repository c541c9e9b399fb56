import type { ConfusionMatrix } from '../../../core/evaluation/confusion-matrix.ts';
import {
  accuracy,
  balancedAccuracy,
  cohenKappa,
  macroF1,
  matthewsCorrelation,
} from '../../../core/evaluation/metrics/agreement.ts';
import { sumConfusion } from '../../../core/evaluation/metrics/label-totals.ts';
import type { RunMetrics } from '../../../core/evaluation/run-figures.ts';

/** The figures that need nothing but a matrix, at once and without intervals: until all are worked out. */
export function metricsOfCounts(counts: ConfusionMatrix): RunMetrics {
  const totals = sumConfusion(counts);
  return new Map([
    ['accuracy', { value: accuracy(totals), interval: null }],
    ['macroF1', { value: macroF1(totals), interval: null }],
    ['balancedAccuracy', { value: balancedAccuracy(totals), interval: null }],
    ['kappa', { value: cohenKappa(totals), interval: null }],
    ['matthewsCorrelation', { value: matthewsCorrelation(totals), interval: null }],
  ]);
}
