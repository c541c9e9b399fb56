import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baumWelch, expectedCounts } from '../../../src/core/language/hmm/baum-welch.ts';
import { createChain } from '../../../src/core/language/hmm/chain.ts';
import { emissionLogProbs, type Hmm, randomHmm } from '../../../src/core/language/hmm/hmm.ts';
import {
  backwardLogProbs,
  forwardLogProbs,
  posteriorProbs,
  trellisLogProb,
} from '../../../src/core/language/hmm/trellis.ts';
import { viterbi } from '../../../src/core/language/hmm/viterbi.ts';
import { createRandom } from '../../../src/core/training/random.ts';
import { allPaths, smallCase } from './hmm-oracle.ts';

function hmmOf(initial: number[], transition: number[][], emission: number[][]): Hmm {
  return {
    numStates: initial.length,
    numSymbols: emission[0]?.length ?? 0,
    initial: Float64Array.from(initial),
    transition: Float64Array.from(transition.flat()),
    emission: Float64Array.from(emission.flat()),
  };
}

const trellis = (hmm: Hmm, symbols: Int32Array) =>
  [createChain(hmm.initial, hmm.transition), emissionLogProbs(hmm, symbols)] as const;

function probabilityOf(hmm: Hmm, symbols: Int32Array): number {
  const [chain, emissions] = trellis(hmm, symbols);
  return Math.exp(trellisLogProb(chain, forwardLogProbs(chain, emissions)));
}

function expectClose(found: Float64Array, expected: readonly number[], digits: number): void {
  expect(found).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(found[i]).toBeCloseTo(value, digits));
}

describe('worked examples', () => {
  // Jurafsky & Martin, Speech and Language Processing, 3rd ed. draft, appendix A: Eisner's ice creams. HOT, COLD; 1, 2, 3.
  const iceCream = hmmOf(
    [0.8, 0.2],
    [
      [0.6, 0.4],
      [0.5, 0.5],
    ],
    [
      [0.2, 0.4, 0.4],
      [0.5, 0.4, 0.1],
    ],
  );
  const eaten = Int32Array.of(2, 0, 2);

  it('has the forward probabilities of the ice creams 3 1 3', () => {
    const [chain, emissions] = trellis(iceCream, eaten);
    const forward = forwardLogProbs(chain, emissions).map(Math.exp);
    // The first two days are in figure A.5, the third by hand: .0404·.24 + .069·.2 and .0404·.04 + .069·.05.
    expectClose(forward, [0.32, 0.02, 0.0404, 0.069, 0.023496, 0.005066], 12);
    expect(probabilityOf(iceCream, eaten)).toBeCloseTo(0.028562, 12);
  });

  it('finds the likeliest weather of the ice creams 3 1 3', () => {
    // Figure A.8 has .32, .02, .0384 and .064; then .064·.5·.4 = .0128 into HOT.
    const { path, logProb } = viterbi(...trellis(iceCream, eaten));
    expect(path).toEqual(Int32Array.of(0, 1, 0));
    expect(Math.exp(logProb)).toBeCloseTo(0.0128, 12);
  });

  it('finds the way through the fever', () => {
    // Wikipedia, "Viterbi algorithm": normal, cold, dizzy; healthy, healthy, fever with 0.01512.
    const hmm = hmmOf(
      [0.6, 0.4],
      [
        [0.7, 0.3],
        [0.4, 0.6],
      ],
      [
        [0.5, 0.4, 0.1],
        [0.1, 0.3, 0.6],
      ],
    );
    const { path, logProb } = viterbi(...trellis(hmm, Int32Array.of(0, 1, 2)));
    expect(path).toEqual(Int32Array.of(0, 0, 1));
    expect(Math.exp(logProb)).toBeCloseTo(0.01512, 12);
  });

  it("has the probability of Rabiner's eight days", () => {
    // Rabiner 1989, "A tutorial on hidden Markov models", section II: rain, cloudy, sunny; sun today, then sun sun rain
    // rain sun cloudy sun has 1.536e-4. Every weather shows itself, so that the model is no longer hidden.
    const hmm = hmmOf(
      [0, 0, 1],
      [
        [0.4, 0.3, 0.3],
        [0.2, 0.6, 0.2],
        [0.1, 0.1, 0.8],
      ],
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    );
    const weather = Int32Array.of(2, 2, 2, 0, 0, 2, 1, 2);
    expect(probabilityOf(hmm, weather)).toBeCloseTo(1.536e-4, 12);
    const { path, logProb } = viterbi(...trellis(hmm, weather));
    expect(path).toEqual(weather);
    expect(Math.exp(logProb)).toBeCloseTo(1.536e-4, 12);
  });

  it('smooths the umbrellas', () => {
    // Russell & Norvig, Artificial Intelligence, 3rd ed., 15.2: P(rain on day 1 | umbrella on days 1 and 2) = .883.
    const hmm = hmmOf(
      [0.5, 0.5],
      [
        [0.7, 0.3],
        [0.3, 0.7],
      ],
      [
        [0.9, 0.1],
        [0.2, 0.8],
      ],
    );
    expectClose(posteriorProbs(...trellis(hmm, Int32Array.of(0, 0))), [0.883, 0.117, 0.883, 0.117], 3);
  });
});

describe('the trellis, beside every path', () => {
  const anyCase = fc.property(smallCase, ({ hmm, sequences }) => {
    for (const symbols of sequences) compareWithPaths(hmm, symbols);
  });

  function compareWithPaths(hmm: Hmm, symbols: Int32Array): void {
    const { numStates } = hmm;
    const [chain, emissions] = trellis(hmm, symbols);
    const paths = allPaths(hmm, symbols);
    const total = paths.reduce((sum, { probability }) => sum + probability, 0);
    const highest = Math.max(...paths.map(({ probability }) => probability));
    expect(probabilityOf(hmm, symbols)).toBeCloseTo(total, 12);
    const { path, logProb } = viterbi(chain, emissions);
    expect(Math.exp(logProb)).toBeCloseTo(highest, 12);
    expect(path === null).toBe(highest === 0);
    const found = paths.find((other) => other.path.join() === path?.join());
    expect(found?.probability ?? 0).toBeCloseTo(highest, 12);
    const posteriors = posteriorProbs(chain, emissions);
    const marginals = new Float64Array(posteriors.length);
    for (const { path: states, probability } of paths) {
      states.forEach((state, i) => {
        if (total > 0) marginals[i * numStates + state]! += probability / total;
      });
    }
    expectClose(posteriors, [...marginals], 12);
    const forward = forwardLogProbs(chain, emissions);
    const backward = backwardLogProbs(chain, emissions);
    for (let at = 0; at < forward.length; at += numStates) {
      let sum = 0;
      for (let i = at; i < at + numStates; i++) sum += Math.exp(forward[i]! + backward[i]!);
      expect(sum).toBeCloseTo(total, 12);
    }
    expect([...forward, ...backward, ...posteriors].some(Number.isNaN)).toBe(false);
  }

  it('sums, finds the best and the marginals', () => {
    fc.assert(anyCase, { numRuns: 300 });
  });

  it('counts as an enumeration does', () => {
    fc.assert(
      fc.property(smallCase, ({ hmm, sequences }) => {
        const { numStates, numSymbols } = hmm;
        const initial = new Float64Array(numStates);
        const transition = new Float64Array(numStates ** 2);
        const emission = new Float64Array(numStates * numSymbols);
        let [logLikelihood, numImpossible] = [0, 0];
        for (const symbols of sequences) {
          const paths = allPaths(hmm, symbols);
          const total = paths.reduce((sum, { probability }) => sum + probability, 0);
          if (total > 0) logLikelihood += Math.log(total);
          else numImpossible++;
          for (const { path, probability } of paths.filter((each) => each.probability > 0)) {
            path.forEach((state, i) => {
              const before = path[i - 1];
              if (before === undefined) initial[state]! += probability / total;
              else transition[before * numStates + state]! += probability / total;
              emission[state * numSymbols + symbols[i]!]! += probability / total;
            });
          }
        }
        const counts = expectedCounts(hmm, sequences);
        expectClose(counts.initial, [...initial], 10);
        expectClose(counts.transition, [...transition], 10);
        expectClose(counts.emission, [...emission], 10);
        expect(counts.logLikelihood).toBeCloseTo(logLikelihood, 10);
        expect(counts.numImpossible).toBe(numImpossible);
      }),
      { numRuns: 300 },
    );
  });

  it('has nothing to say about no frames', () => {
    const [chain, emissions] = trellis(hmmOf([1], [[1]], [[1]]), new Int32Array(0));
    expect(trellisLogProb(chain, forwardLogProbs(chain, emissions))).toBe(0);
    expect(backwardLogProbs(chain, emissions)).toHaveLength(0);
    expect(viterbi(chain, emissions)).toEqual({ path: new Int32Array(0), logProb: 0 });
  });

  it('keeps what is a thousand nats below the best', () => {
    // Only the unlikely state can go on.
    const chain = createChain(Float64Array.of(0.5, 0.5), Float64Array.of(1, 0, 0, 1));
    const emissions = Float64Array.of(0, -1000, -Infinity, 0, -Infinity, -5);
    const forward = forwardLogProbs(chain, emissions);
    expect(trellisLogProb(chain, forward)).toBeCloseTo(Math.log(0.5) - 1005, 9);
    expect(viterbi(chain, emissions)).toEqual({
      path: Int32Array.of(1, 1, 1),
      logProb: Math.log(0.5) - 1005,
    });
    expectClose(posteriorProbs(chain, emissions), [0, 1, 0, 1, 0, 1], 12);
  });

  it('counts what is a thousand nats below the best', () => {
    // The second state would have emitted the symbols with 1, but cannot be reached.
    const hmm = hmmOf(
      [1, 0],
      [
        [1, 0],
        [0, 1],
      ],
      [
        [1, 1e-220],
        [0, 1],
      ],
    );
    const counts = expectedCounts(hmm, [Int32Array.of(0, 1, 1, 1)]);
    expectClose(counts.transition, [3, 0, 0, 0], 12);
    expectClose(counts.emission, [1, 3, 0, 0], 12);
    expect(counts.logLikelihood).toBeCloseTo(3 * Math.log(1e-220), 9);
  });

  it('is not disturbed by ten thousand frames', () => {
    const random = createRandom(5);
    const hmm = randomHmm(4, 6, random);
    const symbols = Int32Array.from({ length: 10_000 }, () => random.integer(6));
    const posteriors = posteriorProbs(...trellis(hmm, symbols));
    for (let at = 0; at < posteriors.length; at += 4 * 97) {
      expect(posteriors.subarray(at, at + 4).reduce((a, b) => a + b)).toBeCloseTo(1, 8);
    }
  });
});

describe('baumWelch', () => {
  it('never lets the likelihood fall, and keeps distributions', () => {
    fc.assert(
      fc.property(smallCase, fc.integer(), ({ hmm, sequences }, seed) => {
        const starts = [hmm, randomHmm(hmm.numStates, hmm.numSymbols, createRandom(seed))];
        for (const start of starts) {
          const steps = baumWelch(start, sequences, { maxIterations: 8, tolerance: -1 });
          let before = -Infinity;
          let step = steps.next();
          for (; step.done !== true; step = steps.next()) {
            expect(step.value.logLikelihood).toBeGreaterThanOrEqual(before - 1e-9);
            before = step.value.logLikelihood;
          }
          const { initial, transition, emission, numStates, numSymbols } = step.value;
          expect(initial.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
          for (let state = 0; state < numStates; state++) {
            const sum = (rows: Float64Array, length: number) =>
              rows.subarray(state * length, (state + 1) * length).reduce((a, b) => a + b);
            expect(sum(transition, numStates)).toBeCloseTo(1, 9);
            expect(sum(emission, numSymbols)).toBeCloseTo(1, 9);
          }
        }
      }),
    );
  });

  it('ends where nothing more is gained', () => {
    const sequences = [Int32Array.of(0, 1, 0, 1, 0, 1), Int32Array.of(0, 1, 0, 1)];
    const steps = [
      ...baumWelch(randomHmm(2, 2, createRandom(1)), sequences, { maxIterations: 500, tolerance: 1e-6 }),
    ];
    expect(steps.length).toBeLessThan(200);
    expect(steps.at(-1)?.logLikelihood).toBeCloseTo(0, 3);
  });

  it('does not learn from what is impossible', () => {
    const start = hmmOf(
      [1, 0],
      [
        [0.5, 0.5],
        [0, 1],
      ],
      [
        [1, 0, 0],
        [0.5, 0.5, 0],
      ],
    );
    const sequences = [Int32Array.of(0, 1), Int32Array.of(2), Int32Array.of(1, 0)];
    const [first] = [...baumWelch(start, sequences, { maxIterations: 3, tolerance: 0 })];
    expect(first).toMatchObject({ iteration: 1, numImpossible: 2 });
    expect(first?.logLikelihood).toBeCloseTo(Math.log(0.25), 12);
  });

  it('does not change what it starts from', () => {
    const start = randomHmm(3, 4, createRandom(2));
    const copy = structuredClone(start);
    const steps = baumWelch(start, [Int32Array.of(0, 1, 2, 3)], { maxIterations: 3, tolerance: 0 });
    expect([...steps]).toHaveLength(3);
    expect(start).toEqual(copy);
  });
});
