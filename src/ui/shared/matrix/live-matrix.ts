import type { ScoreTable } from '../../../core/evaluation/score-table.ts';

export type Counts = readonly (readonly number[])[];

/** A square matrix of zeros. */
export function emptyCounts(size: number): Counts {
  return Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
}

/**
 * Adds clips to a matrix. Rows that did not change stay the same arrays, so that only changed rows are drawn again.
 *
 * @param counts `counts[i][j]` = clips of label i predicted j
 * @param first the first clip of the table that is not counted yet
 */
export function addToCounts(
  counts: Counts,
  { actual, predicted }: Pick<ScoreTable, 'actual' | 'predicted'>,
  first: number,
): Counts {
  const changed = new Map<number, number[]>();
  for (let clip = first; clip < actual.length; clip++) {
    const i = actual[clip] ?? 0;
    const j = predicted[clip] ?? 0;
    const row = changed.get(i) ?? [...(counts[i] ?? [])];
    row[j] = (row[j] ?? 0) + 1;
    changed.set(i, row);
  }
  return changed.size === 0 ? counts : counts.map((row, i) => changed.get(i) ?? row);
}

/** Clips in a row: how many of that label were heard. */
export function rowTotal(row: readonly number[]): number {
  return row.reduce((sum, count) => sum + count, 0);
}
