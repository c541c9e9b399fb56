import fc from 'fast-check';
import type { NgramModel } from '../../../src/core/language/ngram/ngram-model.ts';
import type { Smoothing } from '../../../src/core/language/ngram/smoothing.ts';
import { splitSentences, whitespaceTokenizer } from '../../../src/core/language/ngram/tokenizer.ts';
import { trainNgram } from '../../../src/core/language/ngram/train-ngram.ts';

export const smoothings: readonly Smoothing[] = [
  { name: 'ml' },
  { name: 'add-k', k: 0.1 },
  { name: 'witten-bell', isInterpolated: true },
  { name: 'witten-bell', isInterpolated: false },
  { name: 'absolute', isInterpolated: true },
  { name: 'absolute', isInterpolated: false },
  { name: 'kneser-ney' },
];

/** Words that would hurt a plain object, and so few that N-grams come back. */
export const words = ['a', 'b', 'c', '__proto__', 'constructor', '零', '0'];

export const corpora = fc.array(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 7 }), {
  minLength: 1,
  maxLength: 12,
});

export const orders = fc.integer({ min: 1, max: 5 });

export function trainText(text: string, order: number, smoothing: Smoothing): NgramModel {
  return trainNgram(splitSentences(text, whitespaceTokenizer), order, smoothing, whitespaceTokenizer);
}

/** The state after some words. */
export function stateAfter(model: NgramModel, history: readonly string[]): number {
  return history.reduce((state, word) => model.advance(state, word), model.start);
}
