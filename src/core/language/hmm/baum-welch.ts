import { type Chain, createChain, logSum } from './chain.ts';
import { emissionLogProbs, type Hmm, normaliseRows } from './hmm.ts';
import { backwardLogProbs, forwardLogProbs, joinPasses, leastSafeSum, trellisLogProb } from './trellis.ts';

/** How often each thing is expected to have happened in the sequences; shapes as in `Hmm`. */
export type ExpectedCounts = {
  readonly initial: Float64Array;
  readonly transition: Float64Array;
  readonly emission: Float64Array;
  /** Σ ln P(sequence), without the impossible ones, which are not counted either. */
  readonly logLikelihood: number;
  readonly numImpossible: number;
};

/** One iteration that is done. */
export type BaumWelchStep = {
  /** From 1. */
  readonly iteration: number;
  /** Of the model that the iteration started from. */
  readonly logLikelihood: number;
  readonly numImpossible: number;
};

export type BaumWelchOptions = {
  readonly maxIterations: number;
  /** It ends where one iteration has raised ln P by less than this for each symbol. */
  readonly tolerance: number;
};

/**
 * Learns a model from sequences of symbols, one iteration at a time: whoever calls decides when to go on, and may stop
 * in between. The likelihood never falls. A row without any count, such as where a state's sequences end, stays as it
 * is.
 *
 * @returns the model at the end.
 * @see Rabiner 1989, (40) and for several sequences (109)–(111); all sequences have the weight 1.
 */
export function* baumWelch(
  start: Hmm,
  sequences: readonly Int32Array[],
  { maxIterations, tolerance }: BaumWelchOptions,
): Generator<BaumWelchStep, Hmm> {
  const numSymbols = sequences.reduce((sum, { length }) => sum + length, 0);
  let hmm = start;
  let before = -Infinity;
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const counts = expectedCounts(hmm, sequences);
    const { logLikelihood, numImpossible } = counts;
    if (logLikelihood - before < tolerance * numSymbols) break;
    before = logLikelihood;
    hmm = maximise(hmm, counts);
    yield { iteration, logLikelihood, numImpossible };
  }
  return hmm;
}

/** The E step: counts by the posteriors of the model. */
export function expectedCounts(hmm: Hmm, sequences: readonly Int32Array[]): ExpectedCounts {
  const { numStates, numSymbols } = hmm;
  const chain = createChain(hmm.initial, hmm.transition);
  const initial = new Float64Array(numStates);
  const transition = new Float64Array(numStates * numStates);
  const emission = new Float64Array(numStates * numSymbols);
  let logLikelihood = 0;
  let numImpossible = 0;
  for (const symbols of sequences) {
    const emissions = emissionLogProbs(hmm, symbols);
    const forward = forwardLogProbs(chain, emissions);
    const logProb = trellisLogProb(chain, forward);
    if (logProb === -Infinity) {
      numImpossible++;
      continue;
    }
    logLikelihood += logProb;
    const backward = backwardLogProbs(chain, emissions);
    const posteriors = joinPasses(chain, forward, backward);
    countStates(posteriors, symbols, numSymbols, initial, emission);
    countTransitions(chain, posteriors, emissions, backward, transition);
  }
  return { initial, transition, emission, logLikelihood, numImpossible };
}

/** The M step: each row of counts, over its sum. */
function maximise(hmm: Hmm, { initial, transition, emission }: ExpectedCounts): Hmm {
  return {
    ...hmm,
    initial: normaliseRows(initial, hmm.numStates, hmm.initial),
    transition: normaliseRows(transition, hmm.numStates, hmm.transition),
    emission: normaliseRows(emission, hmm.numSymbols, hmm.emission),
  };
}

function countStates(
  posteriors: Float64Array,
  symbols: Int32Array,
  numSymbols: number,
  initial: Float64Array,
  emission: Float64Array,
): void {
  const numStates = initial.length;
  symbols.forEach((symbol, i) => {
    for (let state = 0; state < numStates; state++) {
      const posterior = posteriors[i * numStates + state]!;
      if (i === 0) initial[state]! += posterior;
      emission[state * numSymbols + symbol]! += posterior;
    }
  });
}

/**
 * Adds P(state, next state | all that is observed), which is P(state | all) · P(next state | state, what comes after):
 * the latter is a row of transitions times what the next state has before it, over its sum.
 */
function countTransitions(
  chain: Chain,
  posteriors: Float64Array,
  emissions: Float64Array,
  backward: Float64Array,
  counts: Float64Array,
): void {
  const { numStates, transition } = chain;
  for (let frame = 0; frame + numStates < posteriors.length; frame += numStates) {
    const next = backward.slice(frame + numStates, frame + 2 * numStates);
    for (let to = 0; to < numStates; to++) next[to]! += emissions[frame + numStates + to]!;
    const highest = next.reduce((a, b) => Math.max(a, b), -Infinity);
    const scaled = next.map((value) => Math.exp(value - highest));
    for (let from = 0; from < numStates; from++) {
      const posterior = posteriors[frame + from]!;
      if (posterior === 0) continue;
      const row = from * numStates;
      let sum = 0;
      for (let to = 0; to < numStates; to++) sum += transition[row + to]! * scaled[to]!;
      if (sum <= leastSafeSum) countFaintTransitions(chain, from, posterior, next, counts);
      else {
        const share = posterior / sum;
        for (let to = 0; to < numStates; to++)
          counts[row + to]! += share * transition[row + to]! * scaled[to]!;
      }
    }
  }
}

/** The same for one state in logarithms, where plain numbers have underflowed. */
function countFaintTransitions(
  { numStates, logTransition }: Chain,
  from: number,
  posterior: number,
  next: Float64Array,
  counts: Float64Array,
): void {
  const logProbs = next.map((value, to) => value + logTransition[from * numStates + to]!);
  const sum = logSum(logProbs);
  for (let to = 0; to < numStates; to++) {
    counts[from * numStates + to]! += posterior * Math.exp(logProbs[to]! - sum);
  }
}
