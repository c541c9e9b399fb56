import { PhonoscopeError } from '../errors.ts';

/** One word of a sentence, or its end (`</s>`), as a model sees it. */
export type ScoredWord = {
  readonly word: string;
  /** log10 P(word | the words before); −Infinity for 0. */
  readonly logProb10: number;
  readonly isKnown: boolean;
};

/**
 * How well a model foretells a text.
 *
 * As in KenLM's `query`, `<unk>` counts like a word, and `tokens` are all that is scored, sentence ends included. A
 * model without `<unk>` says nothing about unknown words: then they are counted in `oov` and `tokens` but left out of the
 * other figures, as by SRILM. Perplexities are Infinity where the model rules the text out, NaN where nothing is scored.
 */
export type TextScore = {
  /** Of all sentences with their ends; log10 P. */
  readonly logProb10: number;
  /** 10^(−logProb10 / tokens). */
  readonly perplexity: number;
  /** The same over words alone: the ends' probabilities are left out as well. */
  readonly perplexityNoEnd: number;
  /** Words that the model does not know. */
  readonly oov: number;
  /** Words and sentence ends. */
  readonly tokens: number;
};

/** Adds sentences up that were scored word by word. */
export class TextScorer {
  readonly #hasUnknown: boolean;
  #wordsLog10 = 0;
  #endsLog10 = 0;
  #numCounted = 0;
  #numSentences = 0;
  #numWords = 0;
  #oov = 0;

  /** @param hasUnknown whether the model has a probability for unknown words. */
  constructor(hasUnknown: boolean) {
    this.#hasUnknown = hasUnknown;
  }

  /** @param sentence its last word is `</s>`. */
  add(sentence: readonly ScoredWord[]): void {
    for (const { logProb10, isKnown } of sentence.slice(0, -1)) {
      this.#numWords++;
      if (!isKnown) this.#oov++;
      if (!isKnown && !this.#hasUnknown) continue;
      this.#numCounted++;
      this.#wordsLog10 += logProb10;
    }
    this.#numSentences++;
    this.#endsLog10 += sentence.at(-1)?.logProb10 ?? 0;
  }

  /** @throws PhonoscopeError `corpus-empty` where there was no sentence. */
  result(): TextScore {
    if (this.#numSentences === 0) throw new PhonoscopeError('corpus-empty', 'The text holds no words.');
    const logProb10 = this.#wordsLog10 + this.#endsLog10;
    return {
      logProb10,
      perplexity: 10 ** (-logProb10 / (this.#numCounted + this.#numSentences)),
      perplexityNoEnd: 10 ** (-this.#wordsLog10 / this.#numCounted),
      oov: this.#oov,
      tokens: this.#numWords + this.#numSentences,
    };
  }
}
