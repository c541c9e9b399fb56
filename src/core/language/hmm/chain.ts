/**
 * A Markov chain of hidden states: where it begins and where it goes on. `[states, states]` are row-major, from the row
 * to the column.
 */
export type Chain = {
  readonly numStates: number;
  /** ln P(first state). */
  readonly logInitial: Float64Array;
  readonly transition: Float64Array;
  readonly logTransition: Float64Array;
};

/** Makes a chain of probabilities, which it keeps. */
export function createChain(initial: Float64Array, transition: Float64Array): Chain {
  return {
    numStates: initial.length,
    logInitial: initial.map(Math.log),
    transition,
    logTransition: transition.map(Math.log),
  };
}

/** ln Σ e^values without overflow; −Infinity where nothing is added. */
export function logSum(values: Float64Array): number {
  let highest = -Infinity;
  for (const value of values) highest = Math.max(highest, value);
  if (highest === -Infinity) return highest;
  let sum = 0;
  for (const value of values) sum += Math.exp(value - highest);
  return highest + Math.log(sum);
}
