export type EarlyStopping = {
  /** Epochs without an improvement after which training ends. */
  readonly patience: number;
  /** An epoch improves when its validation loss is lower than the lowest so far by more than this. */
  readonly minImprovement: number;
};

/**
 * Says whether training should end, from the validation losses of all epochs so far; epochs without one never end it.
 */
export function shouldStopEarly(
  losses: readonly (number | null)[],
  { patience, minImprovement }: EarlyStopping,
): boolean {
  let lowest = Infinity;
  let numBad = 0;
  for (const loss of losses) {
    if (loss === null) continue;
    const isImprovement = loss < lowest - minImprovement;
    numBad = isImprovement ? 0 : numBad + 1;
    if (isImprovement) lowest = loss;
  }
  return numBad >= patience;
}
