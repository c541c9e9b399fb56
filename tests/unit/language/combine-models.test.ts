import { expect, it } from 'vitest';
import { anyWords, combineModels, overEvenGuess } from '../../../src/core/language/combine-models.ts';
import { createGrammarModel } from '../../../src/core/language/grammar/grammar-model.ts';
import { parseGrammar } from '../../../src/core/language/grammar/grammar.ts';
import { whitespaceTokenizer } from '../../../src/core/language/ngram/tokenizer.ts';
import { trainNgram } from '../../../src/core/language/ngram/train-ngram.ts';
import { sentenceLogProb } from '../../../src/core/language/sentence-log-prob.ts';

const grammar = createGrammarModel(parseGrammar('public <s> = one two | two [one];'), {
  fit: 1,
  vocabulary: ['one', 'two'],
});
const ngram = trainNgram(
  [['one', 'two'], ['two']],
  2,
  { name: 'witten-bell', isInterpolated: true },
  whitespaceTokenizer,
);

it.each([['one two'], ['two'], ['two one']])('adds the logarithms of "%s"', (text) => {
  const words = text.split(' ');
  const both = sentenceLogProb(combineModels(grammar, ngram), words);
  expect(both).toBeCloseTo(sentenceLogProb(grammar, words) + sentenceLogProb(ngram, words), 12);
});

it('is above an even guess by what a model knows', () => {
  const above = overEvenGuess(ngram, 10);
  const words = ['one', 'two'];
  expect(sentenceLogProb(above, words)).toBeCloseTo(sentenceLogProb(ngram, words) + 2 * Math.log(10), 12);
  expect(overEvenGuess(grammar, 2).logProb(grammar.start, 'plus')).toBe(-Infinity);
});

it('forbids what one of them forbids', () => {
  expect(sentenceLogProb(combineModels(ngram, grammar), ['one'])).toBe(-Infinity);
  expect(sentenceLogProb(combineModels(grammar, anyWords), ['one', 'one'])).toBe(-Infinity);
});

it('tells the same pair of histories by the same number', () => {
  const both = combineModels(anyWords, anyWords);
  expect(both.advance(both.start, 'one')).toBe(both.start);
});
