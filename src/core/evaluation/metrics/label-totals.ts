import type { ConfusionMatrix } from '../confusion-matrix.ts';

/** What most figures need of a confusion matrix; each `[labels]`, whole numbers. */
export type LabelTotals = {
  /** Clips of each label: the rows' sums. */
  readonly support: Float64Array;
  /** Clips taken for each label: the columns' sums. */
  readonly predicted: Float64Array;
  /** Clips of each label that were recognised: the diagonal. */
  readonly correct: Float64Array;
};

/** Totals of nothing, to be filled. */
export function emptyTotals(numLabels: number): LabelTotals {
  return {
    support: new Float64Array(numLabels),
    predicted: new Float64Array(numLabels),
    correct: new Float64Array(numLabels),
  };
}

/** Sums a confusion matrix up. */
export function sumConfusion(confusion: ConfusionMatrix): LabelTotals {
  const totals = emptyTotals(confusion.length);
  confusion.forEach((row, i) => row.forEach((count, j) => addCount(totals, i, j, count)));
  return totals;
}

/** Adds `count` clips of label number `actual` that were taken for number `predicted`. */
export function addCount(totals: LabelTotals, actual: number, predicted: number, count: number): void {
  totals.support[actual] = (totals.support[actual] ?? 0) + count;
  totals.predicted[predicted] = (totals.predicted[predicted] ?? 0) + count;
  if (actual === predicted) totals.correct[actual] = (totals.correct[actual] ?? 0) + count;
}

/** Sets all totals to 0. */
export function clearTotals({ support, predicted, correct }: LabelTotals): void {
  support.fill(0);
  predicted.fill(0);
  correct.fill(0);
}

/** Adds the numbers up. */
export function sumOf(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] ?? 0;
  return total;
}
