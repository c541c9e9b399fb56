import type { ConfusionMatrix } from '../confusion-matrix.ts';

/** By what counts are divided: the row's sum (recall), the column's (precision), that of all, or nothing. */
export type Normalisation = 'row' | 'column' | 'all' | 'none';

/**
 * Turns counts into shares; 0 where the sum is 0. As scikit-learn's `confusion_matrix(normalize='true' | 'pred' |
 * 'all' | None)`.
 *
 * @returns `[labels][labels]`, a new matrix.
 */
export function normaliseConfusion(counts: ConfusionMatrix, by: Normalisation): number[][] {
  if (by === 'none') return counts.map((row) => [...row]);
  const rowSums = counts.map((row) => row.reduce((total, count) => total + count, 0));
  const columnSums = counts.map((_, j) => counts.reduce((total, row) => total + (row[j] ?? 0), 0));
  const sum = rowSums.reduce((total, count) => total + count, 0);
  const divisor = (i: number, j: number) =>
    (by === 'row' ? rowSums[i] : by === 'column' ? columnSums[j] : sum) || 1;
  return counts.map((row, i) => row.map((count, j) => count / divisor(i, j)));
}
