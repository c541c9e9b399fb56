import type { Random } from '../../training/random.ts';

/** A hidden Markov model that emits one of a number of symbols at each step. Matrices are row-major. */
export type Hmm = {
  readonly numStates: number;
  readonly numSymbols: number;
  /** P(first state). */
  readonly initial: Float64Array;
  /** P(next state | state), `[states, states]`. */
  readonly transition: Float64Array;
  /** P(symbol | state), `[states, symbols]`. */
  readonly emission: Float64Array;
};

/** Symbols as the trellis wants them: ln P(symbol | state), `[symbols given, states]`. */
export function emissionLogProbs(hmm: Hmm, symbols: Int32Array): Float64Array {
  const { numStates, numSymbols, emission } = hmm;
  const logProbs = new Float64Array(symbols.length * numStates);
  symbols.forEach((symbol, i) => {
    for (let state = 0; state < numStates; state++) {
      logProbs[i * numStates + state] = Math.log(emission[state * numSymbols + symbol]!);
    }
  });
  return logProbs;
}

/** A model to start learning from: each of its distributions is drawn from all with the same density. */
export function randomHmm(numStates: number, numSymbols: number, random: Random): Hmm {
  // Exponential variates over their sum are uniform on the simplex; 1 − u keeps the logarithm finite.
  const draw = (length: number) =>
    Float64Array.from({ length }, () => -Math.log(1 - random.uniform(0, 1)) + Number.MIN_VALUE);
  return {
    numStates,
    numSymbols,
    initial: normaliseRows(draw(numStates), numStates),
    transition: normaliseRows(draw(numStates * numStates), numStates),
    emission: normaliseRows(draw(numStates * numSymbols), numSymbols),
  };
}

/**
 * Divides each row by its sum, in a new array.
 *
 * @param otherwise the rows to take where a sum is 0.
 */
export function normaliseRows(
  values: Float64Array,
  rowLength: number,
  otherwise?: Float64Array,
): Float64Array {
  const rows = values.slice();
  for (let at = 0; at < rows.length; at += rowLength) {
    const row = rows.subarray(at, at + rowLength);
    const sum = row.reduce((a, b) => a + b, 0);
    if (sum > 0) row.forEach((value, i) => void (row[i] = value / sum));
    else if (otherwise !== undefined) row.set(otherwise.subarray(at, at + rowLength));
  }
  return rows;
}
