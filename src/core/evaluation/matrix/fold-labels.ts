import type { ConfusionMatrix } from '../confusion-matrix.ts';
import { numConfusions } from './order-labels.ts';

/** Which labels a row stands for, by place; several only for "(others)". */
export type LabelGroup = readonly number[];

/**
 * Chooses what a matrix too large to read shows: the labels with the most confusions, most first, and last one group of
 * all others, `maxShown` rows together. Smaller matrices keep their labels and order.
 *
 * @param maxShown - 2 or more.
 */
export function foldLabels(counts: ConfusionMatrix, maxShown: number): LabelGroup[] {
  const places = counts.map((_, place) => place);
  if (places.length <= maxShown) return places.map((place) => [place]);
  const confusions = places.map((place) => numConfusions(counts, place));
  const byConfusions = places.toSorted((a, b) => (confusions[b] ?? 0) - (confusions[a] ?? 0));
  const shown = byConfusions.slice(0, maxShown - 1);
  const others = byConfusions.slice(maxShown - 1).sort((a, b) => a - b);
  return [...shown.map((place) => [place]), others];
}

/**
 * Sums a matrix up by groups of labels; with groups of one label each it only reorders.
 *
 * @returns `[groups][groups]` counts. What others were taken for among themselves lies on their diagonal.
 */
export function foldConfusion(counts: ConfusionMatrix, groups: readonly LabelGroup[]): number[][] {
  const folded = groups.map(() => groups.map(() => 0));
  groups.forEach((rows, i) => {
    const target = folded[i] ?? [];
    groups.forEach((columns, j) => {
      for (const row of rows) {
        for (const column of columns) target[j] = (target[j] ?? 0) + (counts[row]?.[column] ?? 0);
      }
    });
  });
  return folded;
}
