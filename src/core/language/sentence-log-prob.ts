import type { LanguageModel } from './language-model.ts';

/** ln P(sentence), its end included; −Infinity for a sentence that the model rules out. */
export function sentenceLogProb(model: LanguageModel, words: readonly string[]): number {
  let sum = 0;
  let state = model.start;
  for (const word of words) {
    sum += model.logProb(state, word);
    if (sum === -Infinity) return sum;
    state = model.advance(state, word);
  }
  return sum + model.logProbEnd(state);
}
