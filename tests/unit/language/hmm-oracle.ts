import fc from 'fast-check';
import type { Hmm } from '../../../src/core/language/hmm/hmm.ts';

/** A row of probabilities, some of them 0. */
const row = (length: number) =>
  fc
    .array(fc.constantFrom(0, 1, 2, 3, 7), { minLength: length, maxLength: length })
    .map((weights) => (weights.some((weight) => weight > 0) ? weights : weights.map(() => 1)))
    .map((weights) => {
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return weights.map((weight) => weight / total);
    });

const rows = (count: number, length: number) =>
  fc
    .array(row(length), { minLength: count, maxLength: count })
    .map((matrix) => Float64Array.from(matrix.flat()));

/** A small model, and a few short sequences of its symbols. */
export const smallCase = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
  .chain(([numStates, numSymbols]) =>
    fc.record({
      hmm: fc.record({
        numStates: fc.constant(numStates),
        numSymbols: fc.constant(numSymbols),
        initial: rows(1, numStates),
        transition: rows(numStates, numStates),
        emission: rows(numStates, numSymbols),
      }),
      sequences: fc.array(
        fc
          .array(fc.integer({ min: 0, max: numSymbols - 1 }), { minLength: 1, maxLength: 5 })
          .map((symbols) => Int32Array.from(symbols)),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  );

/** Every path of states with P(path and symbols), by multiplying along it. */
export function allPaths(hmm: Hmm, symbols: Int32Array): { path: number[]; probability: number }[] {
  const { numStates, numSymbols, initial, transition, emission } = hmm;
  let paths = [{ path: [] as number[], probability: 1 }];
  for (const symbol of symbols) {
    paths = paths.flatMap(({ path, probability }) =>
      Array.from({ length: numStates }, (_, state) => {
        const last = path.at(-1);
        const reached = last === undefined ? initial[state] : transition[last * numStates + state];
        const said = emission[state * numSymbols + symbol];
        return { path: [...path, state], probability: probability * (reached ?? 0) * (said ?? 0) };
      }),
    );
  }
  return paths;
}
