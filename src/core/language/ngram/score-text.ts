import { PhonoscopeError } from '../../errors.ts';
import type { NgramModel } from './ngram-model.ts';
import { endId, endWord, unknownId } from './vocabulary.ts';

/** One word of a sentence, or its end (`</s>`), as the model sees it. */
export type ScoredWord = {
  readonly word: string;
  /** log10 P(word | the words before); −Infinity for 0. */
  readonly logProb10: number;
  /** How many words the N-gram has that the model found, the word itself among them; 0 for none. */
  readonly matchLength: number;
  readonly isKnown: boolean;
};

/** Scores a sentence word by word; the last one is `</s>`. */
export function scoreWords(model: NgramModel, words: readonly string[]): ScoredWord[] {
  const scored: ScoredWord[] = [];
  let state = model.start;
  const score = (word: string, id: number) => {
    const logProb10 = model.logProb10(state, id);
    scored.push({ word, logProb10, matchLength: model.matchLength(state, id), isKnown: id !== unknownId });
    state = model.advanceId(state, id);
  };
  for (const word of words) score(word, model.vocabulary.idOf(word));
  score(endWord, endId);
  return scored;
}

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
  readonly tokens: number;
};

/**
 * @param sentences Cut by the model's own tokenizer.
 * @throws PhonoscopeError `corpus-empty` where there is none.
 */
export function scoreSentences(model: NgramModel, sentences: readonly (readonly string[])[]): TextScore {
  if (sentences.length === 0) throw new PhonoscopeError('corpus-empty', 'The text holds no words.');
  const scored = sentences.map((words) => scoreWords(model, words));
  const words = scored.flatMap((sentence) => sentence.slice(0, -1));
  const ends = scored.flatMap((sentence) => sentence.slice(-1));
  const counted = model.hasUnknown ? words : words.filter(({ isKnown }) => isKnown);
  const wordsLog10 = sumLog10(counted);
  const logProb10 = wordsLog10 + sumLog10(ends);
  return {
    logProb10,
    perplexity: 10 ** (-logProb10 / (counted.length + ends.length)),
    perplexityNoEnd: 10 ** (-wordsLog10 / counted.length),
    oov: words.filter(({ isKnown }) => !isKnown).length,
    tokens: words.length + ends.length,
  };
}

const sumLog10 = (words: readonly ScoredWord[]) => words.reduce((sum, { logProb10 }) => sum + logProb10, 0);
