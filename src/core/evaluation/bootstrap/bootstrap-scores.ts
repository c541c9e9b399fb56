import { accuracy, balancedAccuracy, macroF1 } from '../metrics/agreement.ts';
import { addCount, clearTotals, emptyTotals, type LabelTotals } from '../metrics/label-totals.ts';
import type { Interval } from '../metrics/rate-intervals.ts';
import type { ScoreTable } from '../score-table.ts';
import { columnOfKinds, groupClips } from './clip-kinds.ts';
import { percentileInterval, usualNumDraws } from './percentile-interval.ts';
import { createResampler } from './resample.ts';

export type BootstrapOptions = {
  /** What each clip belongs to and is drawn with, such as its speaker; see `createResampler`. Null: clip by clip. */
  readonly clusters: Int32Array | null;
  readonly seed: number;
  /** 1000 if not said. */
  readonly numDraws?: number;
};

/** Intervals, 95 %. */
export type ScoreIntervals = {
  readonly accuracy: Interval;
  readonly macroF1: Interval;
  readonly balancedAccuracy: Interval;
};

/**
 * How sure figures of one model are: clips are drawn anew with replacement, and each figure is taken of each draw. All
 * labels count in each draw's F1; one that a draw has no clip of is left out of its balanced accuracy.
 *
 * @returns null with fewer than two clips, or clusters.
 * @see Efron & Tibshirani 1993, An introduction to the bootstrap (percentile interval).
 */
export function bootstrapScores(table: ScoreTable, options: BootstrapOptions): ScoreIntervals | null {
  const { labels, actual, predicted } = table;
  const { clusters, seed, numDraws = usualNumDraws } = options;
  const kinds = groupClips([actual, predicted], labels.length);
  const numKinds = kinds.exampleOf.length;
  const draw = createResampler(kinds.kindOf, numKinds, clusters, seed);
  if (draw === null) return null;
  const [actualOf, predictedOf] = [columnOfKinds(kinds, actual), columnOfKinds(kinds, predicted)];
  const counts = new Float64Array(numKinds);
  const totals = emptyTotals(labels.length);
  const accuracies = new Float64Array(numDraws);
  const f1Scores = new Float64Array(numDraws);
  const balanced = new Float64Array(numDraws);
  for (let i = 0; i < numDraws; i++) {
    draw(counts);
    sumKinds(totals, actualOf, predictedOf, counts);
    accuracies[i] = accuracy(totals) ?? 0;
    f1Scores[i] = macroF1(totals) ?? 0;
    balanced[i] = balancedAccuracy(totals) ?? 0;
  }
  return {
    accuracy: percentileInterval(accuracies),
    macroF1: percentileInterval(f1Scores),
    balancedAccuracy: percentileInterval(balanced),
  };
}

/** Sets the totals to those of a draw: `counts` clips of each kind, all `[kinds]`. */
export function sumKinds(
  totals: LabelTotals,
  actual: Int32Array,
  predicted: Int32Array,
  counts: Float64Array,
): void {
  clearTotals(totals);
  for (let kind = 0; kind < counts.length; kind++) {
    addCount(totals, actual[kind] ?? 0, predicted[kind] ?? 0, counts[kind] ?? 0);
  }
}
