import { type ScoredWord, TextScorer, type TextScore } from '../text-score.ts';
import { advanceBelief, startBelief, symbolProb } from './predict-text.ts';
import { sentenceEnd, type TextHmm } from './text-hmm.ts';

/** Scores a sentence word by word; the last one is `</s>`. Unknown words are scored as `<unk>`. */
export function scoreWordsHmm(model: TextHmm, words: readonly string[]): ScoredWord[] {
  let belief = startBelief(model);
  const scored = words.map((word) => {
    const symbol = model.symbolOf(word);
    const logProb10 = Math.log10(symbolProb(model, belief, symbol));
    belief = advanceBelief(model, belief, symbol);
    return { word, logProb10, isKnown: symbol !== model.words.length };
  });
  const endLog10 = Math.log10(symbolProb(model, belief, model.endSymbol));
  return [...scored, { word: sentenceEnd, logProb10: endLog10, isKnown: true }];
}

/**
 * @param sentences Cut by the model's own tokenizer.
 * @throws PhonoscopeError `corpus-empty` where there is none.
 */
export function scoreTextHmm(model: TextHmm, sentences: readonly (readonly string[])[]): TextScore {
  const scorer = new TextScorer(true);
  for (const words of sentences) scorer.add(scoreWordsHmm(model, words));
  return scorer.result();
}
