import { PhonoscopeError } from '../../errors.ts';
import { createRandom } from '../../training/random.ts';
import { type Tokenizer, whitespaceTokenizer } from '../ngram/tokenizer.ts';
import { baumWelch, type BaumWelchStep, expectedCounts } from './baum-welch.ts';
import { type Hmm, normaliseRows, randomHmm } from './hmm.ts';
import { invalidHmm } from './invalid-hmm.ts';

/** Stands for every word that the model does not know. */
export const unknownWord = '<unk>';
/** What a sentence emits after its last word; so the probabilities of all sentences come to 1. */
export const sentenceEnd = '</s>';

/** A language model whose hidden states are a Markov chain: symbols are its words, then `<unk>`, then `</s>`. */
export type TextHmm = {
  /** The words it knows, in the order of code points. */
  readonly words: readonly string[];
  readonly hmm: Hmm;
  /** The symbol of a word, that of `<unk>` where it is not known. */
  readonly symbolOf: (word: string) => number;
  readonly endSymbol: number;
  /** What cuts a text into this model's words. */
  readonly tokenizer: Tokenizer;
};

export type TextHmmOptions = {
  /** 1 to {@link maxTextStates}. */
  readonly numStates: number;
  /** Where learning starts from. */
  readonly seed: number;
  /** At most so many; it ends sooner where one gains less than 1e-5 nats a word. */
  readonly iterations: number;
  /** Kept with the model; it cut the sentences. White space unless given. */
  readonly tokenizer?: Tokenizer;
};

export const maxTextStates = 200;
/** Probabilities of words in all states together: 40 MB. */
export const maxEmissions = 5_000_000;
/** Words of a sentence in all states: three matrices of 80 MB. */
const maxTrellis = 10_000_000;
/** Added to each count that must not be 0 in a text that was never seen. */
const pseudoCount = 0.1;

/** Joins a vocabulary and a model over its words, `<unk>` and `</s>`. */
export function createTextHmm(
  words: readonly string[],
  hmm: Hmm,
  tokenizer: Tokenizer = whitespaceTokenizer,
): TextHmm {
  const symbols = new Map(words.map((word, i) => [word, i]));
  const unknown = words.length;
  return {
    words,
    hmm,
    symbolOf: (word) => symbols.get(word) ?? unknown,
    endSymbol: unknown + 1,
    tokenizer,
  };
}

/**
 * Learns a model from sentences, by Baum and Welch from a random start. At the end 0.1 is added to the expected counts
 * of each first state, each transition, and of `<unk>` and `</s>` in each state: so no sentence is impossible, and
 * unknown words, of which the text has none, have a small probability. `<s>`, `</s>` and `<unk>` within a sentence are
 * unknown words.
 *
 * @returns after its iterations, the model.
 * @throws PhonoscopeError `corpus-empty` without a word, `hmm-invalid` where there are too many.
 */
export function* trainTextHmm(
  sentences: readonly (readonly string[])[],
  { numStates, seed, iterations, tokenizer }: TextHmmOptions,
): Generator<BaumWelchStep, TextHmm> {
  if (!(Number.isInteger(numStates) && numStates >= 1 && numStates <= maxTextStates)) {
    throw invalidHmm(`it has 1 to ${maxTextStates} states, not ${numStates}`);
  }
  const words = vocabularyOf(sentences);
  const numSymbols = words.length + 2;
  if (words.length === 0) throw new PhonoscopeError('corpus-empty', 'The text holds no words.');
  if (numStates * numSymbols > maxEmissions) {
    throw invalidHmm(`${words.length} different words are too many for ${numStates} states`);
  }
  const start = createTextHmm(words, randomHmm(numStates, numSymbols, createRandom(seed)), tokenizer);
  const sequences = sentences.map((sentence) => toSymbols(start, sentence));
  const longest = sequences.reduce((most, { length }) => Math.max(most, length), 0);
  if (longest * numStates > maxTrellis) {
    throw invalidHmm(`a sentence of ${longest - 1} words is too long for ${numStates} states`);
  }
  const hmm = yield* baumWelch(start.hmm, sequences, { maxIterations: iterations, tolerance: 1e-5 });
  return createTextHmm(words, smooth(hmm, sequences), tokenizer);
}

/** The symbols of a sentence, its end included. */
function toSymbols({ symbolOf, endSymbol }: TextHmm, sentence: readonly string[]): Int32Array {
  return Int32Array.from([...sentence.map(symbolOf), endSymbol]);
}

function vocabularyOf(sentences: readonly (readonly string[])[]): string[] {
  const words = new Set(sentences.flat());
  for (const reserved of ['<s>', sentenceEnd, unknownWord]) words.delete(reserved);
  return [...words].sort();
}

function smooth(hmm: Hmm, sequences: readonly Int32Array[]): Hmm {
  const { numStates, numSymbols } = hmm;
  const { initial, transition, emission } = expectedCounts(hmm, sequences);
  const more = (count: number) => count + pseudoCount;
  for (let state = 0; state < numStates; state++) {
    for (const symbol of [numSymbols - 2, numSymbols - 1])
      emission[state * numSymbols + symbol]! += pseudoCount;
  }
  return {
    ...hmm,
    initial: normaliseRows(initial.map(more), numStates),
    transition: normaliseRows(transition.map(more), numStates),
    emission: normaliseRows(emission, numSymbols),
  };
}
