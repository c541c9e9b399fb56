export type Counts = readonly (readonly number[])[];

/** A square matrix of zeros. */
export function emptyCounts(size: number): Counts {
  return Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
}

/**
 * Adds clips to a matrix. Rows that did not change stay the same arrays, so that only changed rows are drawn again.
 *
 * @param counts `counts[i][j]` = clips of label i predicted j
 * @param indexByLabel where each label stands; clips with another label are left out
 */
export function addToCounts(
  counts: Counts,
  indexByLabel: ReadonlyMap<string, number>,
  clips: Iterable<{ readonly label: string; readonly predicted: string }>,
): Counts {
  const changed = new Map<number, number[]>();
  for (const { label, predicted } of clips) {
    const i = indexByLabel.get(label);
    const j = indexByLabel.get(predicted);
    if (i === undefined || j === undefined) continue;
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
