import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { baumWelch } from '../../../../src/core/language/hmm/baum-welch.ts';
import { createChain } from '../../../../src/core/language/hmm/chain.ts';
import { emissionLogProbs, type Hmm } from '../../../../src/core/language/hmm/hmm.ts';
import {
  backwardLogProbs,
  forwardLogProbs,
  trellisLogProb,
} from '../../../../src/core/language/hmm/trellis.ts';
import { viterbi } from '../../../../src/core/language/hmm/viterbi.ts';

/** Both sides compute in float64, sums in another order; logarithms go down to −300. */
const tolerance = 1e-11;

const numbers = v.pipe(v.array(v.number()), v.minLength(1));
const caseSchema = v.strictObject({
  initial: numbers,
  transition: numbers,
  emission: numbers,
  sequences: v.array(
    v.strictObject({
      symbols: numbers,
      forward: numbers,
      backward: numbers,
      logProb: v.number(),
      path: numbers,
    }),
  ),
  learntTransition: numbers,
  learntEmission: numbers,
});
const golden = v.parse(
  v.strictObject({ madeWith: v.string(), cases: v.array(caseSchema) }),
  JSON.parse(readFileSync(new URL('hmm.json', import.meta.url), 'utf8')),
);

type Case = v.InferOutput<typeof caseSchema>;

function hmmOf({ initial, transition, emission }: Case): Hmm {
  return {
    numStates: initial.length,
    numSymbols: emission.length / initial.length,
    initial: Float64Array.from(initial),
    transition: Float64Array.from(transition),
    emission: Float64Array.from(emission),
  };
}

function largestDifference(found: Float64Array, expected: readonly number[]): number {
  expect(found).toHaveLength(expected.length);
  return expected.reduce((worst, value, i) => Math.max(worst, Math.abs(value - found[i]!)), 0);
}

describe(`hidden Markov models as ${golden.madeWith}`, () => {
  it('has cases', () => {
    expect(golden.cases.map(({ sequences }) => sequences.length)).toEqual([4, 2, 3, 1]);
  });

  it.each(golden.cases)('case $#: both passes, probability and path', (each) => {
    const hmm = hmmOf(each);
    const chain = createChain(hmm.initial, hmm.transition);
    for (const { symbols, forward, backward, logProb, path } of each.sequences) {
      const emissions = emissionLogProbs(hmm, Int32Array.from(symbols));
      const found = forwardLogProbs(chain, emissions);
      expect(largestDifference(found, forward)).toBeLessThan(tolerance);
      expect(largestDifference(backwardLogProbs(chain, emissions), backward)).toBeLessThan(tolerance);
      expect(Math.abs(trellisLogProb(chain, found) - logProb)).toBeLessThan(tolerance);
      expect(viterbi(chain, emissions).path).toEqual(Int32Array.from(path));
    }
  });

  it.each(golden.cases)('case $#: one iteration of Baum and Welch', (each) => {
    const hmm = hmmOf(each);
    const sequences = each.sequences.map(({ symbols }) => Int32Array.from(symbols));
    const steps = baumWelch(hmm, sequences, { maxIterations: 1, tolerance: 0 });
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    expect(largestDifference(step.value.transition, each.learntTransition)).toBeLessThan(tolerance);
    expect(largestDifference(step.value.emission, each.learntEmission)).toBeLessThan(tolerance);
  });
});
