import { type ScoredWord, TextScorer, type TextScore } from '../text-score.ts';
import type { NgramModel } from './ngram-model.ts';
import { endId, endWord, unknownId } from './vocabulary.ts';

/** A word as an N-gram model sees it. */
export type NgramWord = ScoredWord & {
  /** How many words the N-gram has that the model found, the word itself among them; 0 for none. */
  readonly matchLength: number;
};

/** Scores a sentence word by word; the last one is `</s>`. */
export function scoreWords(model: NgramModel, words: readonly string[]): NgramWord[] {
  const scored: NgramWord[] = [];
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
 * @param sentences Cut by the model's own tokenizer.
 * @throws PhonoscopeError `corpus-empty` where there is none.
 */
export function scoreSentences(model: NgramModel, sentences: readonly (readonly string[])[]): TextScore {
  const scorer = new TextScorer(model.hasUnknown);
  for (const words of sentences) scorer.add(scoreWords(model, words));
  return scorer.result();
}
