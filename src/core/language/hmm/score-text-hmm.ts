import { advanceBelief, startBelief, symbolProb } from './predict-text.ts';
import { invalidHmm } from './invalid-hmm.ts';
import type { TextHmm } from './text-hmm.ts';

/** How well a model foretells a text; unknown words are scored as `<unk>`. Infinity where the text is impossible. */
export type TextHmmScore = {
  /** Of all sentences with their ends; log10 P. */
  readonly logProb10: number;
  /** 10^(−logProb10 / tokens). */
  readonly perplexity: number;
  /** The same over words alone: the ends' probabilities are left out as well. NaN without words. */
  readonly perplexityNoEnd: number;
  /** Words that the model does not know. */
  readonly oov: number;
  /** Words and sentence ends. */
  readonly tokens: number;
};

/** @throws PhonoscopeError `hmm-invalid` where there is no sentence. */
export function scoreTextHmm(model: TextHmm, sentences: readonly (readonly string[])[]): TextHmmScore {
  if (sentences.length === 0) throw invalidHmm('the text has no words');
  let [wordsLog10, endsLog10, numWords, oov] = [0, 0, 0, 0];
  for (const sentence of sentences) {
    let belief = startBelief(model);
    for (const word of sentence) {
      const symbol = model.symbolOf(word);
      wordsLog10 += Math.log10(symbolProb(model, belief, symbol));
      belief = advanceBelief(model, belief, symbol);
      if (symbol === model.words.length) oov++;
    }
    numWords += sentence.length;
    endsLog10 += Math.log10(symbolProb(model, belief, model.endSymbol));
  }
  const tokens = numWords + sentences.length;
  const logProb10 = wordsLog10 + endsLog10;
  return {
    logProb10,
    perplexity: 10 ** (-logProb10 / tokens),
    perplexityNoEnd: 10 ** (-wordsLog10 / numWords),
    oov,
    tokens,
  };
}
