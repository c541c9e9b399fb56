import type { AlignedClips } from './align-tables.ts';

/** Who is right about which clips; lists are of places in {@link AlignedClips}, rising. */
export type Disagreements = {
  readonly numBothRight: number;
  /** Both say the same wrong label. */
  readonly numSameMistake: number;
  /** Both are wrong, each in its way. */
  readonly bothWrong: Int32Array;
  readonly onlyARight: Int32Array;
  readonly onlyBRight: Int32Array;
};

/** Finds where two models differ, and how often they do not. */
export function findDisagreements({ actual, predictedA, predictedB }: AlignedClips): Disagreements {
  const bothWrong: number[] = [];
  const onlyARight: number[] = [];
  const onlyBRight: number[] = [];
  let numBothRight = 0;
  let numSameMistake = 0;
  for (let clip = 0; clip < actual.length; clip++) {
    const isARight = predictedA[clip] === actual[clip];
    if (predictedA[clip] !== predictedB[clip]) {
      const isBRight = predictedB[clip] === actual[clip];
      (isARight ? onlyARight : isBRight ? onlyBRight : bothWrong).push(clip);
    } else if (isARight) numBothRight += 1;
    else numSameMistake += 1;
  }
  return {
    numBothRight,
    numSameMistake,
    bothWrong: Int32Array.from(bothWrong),
    onlyARight: Int32Array.from(onlyARight),
    onlyBRight: Int32Array.from(onlyBRight),
  };
}

/**
 * What the second model does more often than the first.
 *
 * @returns `[labels][labels]`: the second model's confusion matrix less the first one's; each row sums to 0.
 */
export function differenceMatrix({ labels, actual, predictedA, predictedB }: AlignedClips): number[][] {
  const matrix = labels.map(() => labels.map(() => 0));
  for (let clip = 0; clip < actual.length; clip++) {
    const row = matrix[actual[clip] ?? 0] ?? [];
    const [a, b] = [predictedA[clip] ?? 0, predictedB[clip] ?? 0];
    row[a] = (row[a] ?? 0) - 1;
    row[b] = (row[b] ?? 0) + 1;
  }
  return matrix;
}
