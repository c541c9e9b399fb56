import type { LanguageModel } from '../language-model.ts';
import { type NgramTrie, root, suffixNodes } from './ngram-trie.ts';
import type { Tokenizer } from './tokenizer.ts';
import { endId, startId, unknownId, type Vocabulary } from './vocabulary.ts';

/**
 * log10 P of a word that is not known to a model without `<unk>`; KenLM's value. A decoder can get past such a word
 * when it must; `scoreSentences` leaves it out.
 */
const missingUnknownLog10 = -100;

/** The numbers of a model in back-off form, one for each node of the trie. They become the model's. */
export type NgramParts = {
  /** The length of its longest N-grams. */
  readonly order: number;
  readonly vocabulary: Vocabulary;
  readonly trie: NgramTrie;
  /** log10 P(word | history), −Infinity for 0; NaN for a node that is there only for what follows it. */
  readonly logProbs: Float64Array;
  /** log10 of the back-off weight, −Infinity for 0; 0 for none. */
  readonly backOffs: Float64Array;
  /** What cuts a text into this model's words. */
  readonly tokenizer: Tokenizer;
};

/**
 * An N-gram model: P(w | h) is that of the longest suffix of h after which w was seen, times the back-off weights of
 * the longer ones. A state is the trie's node of the longest suffix that can still matter.
 */
export class NgramModel implements LanguageModel {
  readonly start: number;
  readonly order: number;
  readonly vocabulary: Vocabulary;
  readonly tokenizer: Tokenizer;
  readonly parts: NgramParts;
  readonly #suffixes: Int32Array;
  readonly #isHistory: Uint8Array;

  constructor(parts: NgramParts) {
    this.parts = parts;
    this.order = parts.order;
    this.vocabulary = parts.vocabulary;
    this.tokenizer = parts.tokenizer;
    this.#suffixes = suffixNodes(parts.trie);
    this.#isHistory = findHistories(parts);
    this.start = this.#shorten(parts.trie.child(root, startId) ?? root);
  }

  /** False where unknown words have no probability of their own. */
  get hasUnknown(): boolean {
    return this.parts.trie.child(root, unknownId) !== undefined;
  }

  logProb(state: number, word: string): number {
    return this.logProb10(state, this.vocabulary.idOf(word)) * Math.LN10;
  }

  advance(state: number, word: string): number {
    return this.advanceId(state, this.vocabulary.idOf(word));
  }

  logProbEnd(state: number): number {
    return this.logProb10(state, endId) * Math.LN10;
  }

  /** log10 P(word | state), by the word's id. */
  logProb10(state: number, id: number): number {
    const { logProbs, backOffs } = this.parts;
    const match = this.#match(state, id);
    let sum = match === undefined ? missingUnknownLog10 : (logProbs[match] ?? 0);
    const last = match === undefined ? root : this.parts.trie.parentOf(match);
    for (let node = state; node !== last; node = this.#suffixes[node] ?? root) sum += backOffs[node] ?? 0;
    return sum;
  }

  /** How many words the N-gram has that gives P(word | state), the word itself among them; 0 where none does. */
  matchLength(state: number, id: number): number {
    return this.parts.trie.lengthOf(this.#match(state, id) ?? root);
  }

  advanceId(state: number, id: number): number {
    const { trie } = this.parts;
    for (let node = state; ; node = this.#suffixes[node] ?? root) {
      const child = trie.child(node, id);
      if (child !== undefined) return this.#shorten(child);
      if (node === root) return root;
    }
  }

  /** The longest N-gram that ends in the word and has a probability. */
  #match(state: number, id: number): number | undefined {
    const { trie, logProbs } = this.parts;
    for (let node = state; ; node = this.#suffixes[node] ?? root) {
      const child = trie.child(node, id);
      if (child !== undefined && !Number.isNaN(logProbs[child])) return child;
      if (node === root) return undefined;
    }
  }

  /** Drops words from the left while no N-gram starts with them and no back-off weight depends on them. */
  #shorten(node: number): number {
    let state = node;
    while (state !== root && this.#isHistory[state] === 0) state = this.#suffixes[state] ?? root;
    return state;
  }
}

/** 1 for the nodes that have children or a back-off weight. */
function findHistories({ trie, backOffs }: NgramParts): Uint8Array {
  const isHistory = Uint8Array.from(backOffs, (backOff) => (backOff === 0 ? 0 : 1));
  for (let node = root + 1; node < trie.size; node++) isHistory[trie.parentOf(node)] = 1;
  return isHistory;
}
