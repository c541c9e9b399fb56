import type { LanguageModel } from '../language-model.ts';
import { logAdd } from '../log-add.ts';
import type { Arc } from './compile-grammar.ts';
import type { Grammar } from './grammar.ts';

/** How a grammar is listened by. */
export type GrammarOptions = {
  /**
   * 0…1: how sure one is that people follow the grammar. 1 rules out everything else; below it a sentence is free
   * speech with the probability 1 − fit.
   */
  readonly fit: number;
  /** The words of free speech, all equally likely: the recogniser's labels. */
  readonly vocabulary: readonly string[];
};

/** The probability that free speech ends, before its first word and after each: four words a sentence on the average. */
const freeEnd = 1 / 5;
/** Beliefs kept exactly, some 30 MB; a decoder meets a few thousand in one recording. */
const maxExactBeliefs = 50_000;

/** What one knows after some words: how likely each explanation is, given the words. */
type Belief = {
  /** ln P(the sentence follows the grammar). */
  readonly follows: number;
  /** ln P(it is free speech). */
  readonly free: number;
  /** If it follows the grammar: P(state), over the states that are possible. */
  readonly states: ReadonlyMap<number, number>;
};

/**
 * Makes a language model of a grammar. A word's probability is exact, summed over all ways through the grammar and over
 * free speech: the model keeps a distribution over the automaton's states (forward filtering), and hands out one number
 * for each distribution, taken as equal when ten digits are. After some ten thousands of them it keeps no more than the
 * likeliest state and whole nats, so that memory is bounded.
 *
 * @throws RangeError unless `fit` is in 0…1.
 */
export function createGrammarModel(grammar: Grammar, { fit, vocabulary }: GrammarOptions): LanguageModel {
  if (!(fit >= 0 && fit <= 1)) throw new RangeError(`The fit of a grammar is in 0…1, not ${fit}.`);
  const free = createFreeSpeech(vocabulary);
  const { arcs, end } = grammar.automaton;
  const beliefs: Belief[] = [];
  const numbers = new Map<string, number>();
  const ways: Map<string, number>[] = [];

  const intern = (exact: Belief): number => {
    const belief = numbers.size < maxExactBeliefs ? exact : coarsen(exact);
    const key = keyOf(belief);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, beliefs.length);
    ways.push(new Map());
    return beliefs.push(belief) - 1;
  };
  const at = (state: number): Belief => {
    const belief = beliefs[state];
    if (belief === undefined) throw new RangeError(`The grammar has handed out no state ${state}.`);
    return belief;
  };

  return {
    start: intern({ follows: Math.log(fit), free: Math.log1p(-fit), states: new Map([[0, 1]]) }),
    logProb(state, word) {
      const belief = at(state);
      let sum = 0;
      for (const [arc, probability] of arcsOf(belief, arcs, word)) sum += probability * arc.probability;
      return logAdd(belief.follows + Math.log(sum), belief.free + free.logProb(word));
    },
    advance(state, word) {
      const known = ways[state]?.get(word);
      if (known !== undefined) return known;
      const next = intern(step(at(state), arcs, word, free.logProb(word)));
      ways[state]?.set(word, next);
      return next;
    },
    logProbEnd(state) {
      const belief = at(state);
      let sum = 0;
      for (const [from, probability] of belief.states) sum += probability * end[from]!;
      return logAdd(belief.follows + Math.log(sum), belief.free + free.logProbEnd);
    },
  };
}

/** Any words of the vocabulary, each with the same probability; without words nothing but the end. */
function createFreeSpeech(vocabulary: readonly string[]) {
  const words = new Set(vocabulary);
  const logProbWord = Math.log1p(-freeEnd) - Math.log(words.size);
  return {
    logProb: (word: string) => (words.has(word) ? logProbWord : -Infinity),
    logProbEnd: words.size === 0 ? 0 : Math.log(freeEnd),
  };
}

type Arcs = readonly ReadonlyMap<string, readonly Arc[]>[];

/** Each arc with this word from a possible state, with that state's probability. */
function* arcsOf({ states }: Belief, arcs: Arcs, word: string): Generator<[Arc, number]> {
  for (const [from, probability] of states) {
    for (const arc of arcs[from]?.get(word) ?? []) yield [arc, probability];
  }
}

/** Bayes' rule after one more word; nothing is possible after a word that cannot follow. */
function step(belief: Belief, arcs: Arcs, word: string, freeLogProb: number): Belief {
  const states = new Map<number, number>();
  let sum = 0;
  for (const [{ to, probability: said }, probability] of arcsOf(belief, arcs, word)) {
    const both = probability * said;
    if (both > 0) states.set(to, (states.get(to) ?? 0) + both);
    sum += both;
  }
  for (const [state, probability] of states) states.set(state, probability / sum);
  const follows = belief.follows + Math.log(sum);
  const free = belief.free + freeLogProb;
  const total = logAdd(follows, free);
  if (total === -Infinity) return { follows: -Infinity, free: -Infinity, states: new Map() };
  return { follows: follows - total, free: free - total, states };
}

function keyOf({ follows, free, states }: Belief): string {
  // Which of the two is near 0 has lost its digits to the other.
  const odds = follows - free;
  const parts = [...states].sort(([a], [b]) => a - b).map(([state, p]) => `${state}:${p.toPrecision(10)}`);
  return `${Number.isNaN(odds) ? 'none' : odds.toPrecision(10)} ${parts.join(' ')}`;
}

/** A belief of which there are few: one state, and the odds of free speech in whole nats, 100 at the most. */
function coarsen({ follows, free, states }: Belief): Belief {
  const [likeliest] = [...states].sort(([, a], [, b]) => b - a);
  if (likeliest === undefined) return { follows, free, states };
  const odds = follows - free;
  const rounded = Number.isFinite(odds) ? Math.max(-100, Math.min(100, Math.round(odds))) : odds;
  return {
    follows: -Math.log1p(Math.exp(-rounded)),
    free: -Math.log1p(Math.exp(rounded)),
    states: new Map([[likeliest[0], 1]]),
  };
}
