import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextWords } from '../../../src/core/language/ngram/next-words.ts';
import type { NgramModel } from '../../../src/core/language/ngram/ngram-model.ts';
import { scoreSentences, scoreWords } from '../../../src/core/language/ngram/score-text.ts';
import { whitespaceTokenizer } from '../../../src/core/language/ngram/tokenizer.ts';
import { trainNgram } from '../../../src/core/language/ngram/train-ngram.ts';
import { corpora, orders, smoothings, stateAfter, trainText, words } from './ngram-corpora.ts';

const total = (model: NgramModel, state: number) =>
  nextWords(model, state).reduce((sum, { probability }) => sum + probability, 0);

describe.each(smoothings)('$name, interpolated: $isInterpolated', (smoothing) => {
  it('gives probabilities that sum to 1 after every history', () => {
    const histories = fc.array(fc.array(fc.constantFrom(...words, 'unheard'), { maxLength: 6 }), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(corpora, orders, histories, (sentences, order, histories) => {
        const model = trainNgram(sentences, order, smoothing, whitespaceTokenizer);
        const seen = sentences.flatMap((sentence) => sentence.map((_, i) => sentence.slice(0, i + 1)));
        for (const history of [[], ...seen, ...histories]) {
          expect(Math.abs(total(model, stateAfter(model, history)) - 1)).toBeLessThan(1e-9);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('maximum likelihood', () => {
  const model = trainText('a b\na c\nb', 2, { name: 'ml' });

  it('counts', () => {
    const probabilities = nextWords(model, stateAfter(model, ['a'])).map(({ word, probability }) => [
      word,
      Math.round(probability * 1e9) / 1e9,
    ]);
    expect(probabilities).toEqual([
      ['b', 0.5],
      ['c', 0.5],
    ]);
  });

  it('rules out what the text does not hold', () => {
    expect(model.logProb(model.start, 'c')).toBe(-Infinity);
    expect(model.logProb(model.start, 'unheard')).toBe(-Infinity);
    expect(scoreSentences(model, [['c']])).toMatchObject({ logProb10: -Infinity, perplexity: Infinity });
  });

  it('falls to the shorter history where the longer one is not in the text', () => {
    expect(model.logProb(stateAfter(model, ['unheard']), 'b')).toBeCloseTo(Math.log(2 / 8), 12);
  });
});

describe('a smoothed model', () => {
  const model = trainText('a b c\na b\nb c a', 3, { name: 'witten-bell', isInterpolated: true });

  it('has one state for histories that it cannot tell apart', () => {
    expect(stateAfter(model, ['c', 'a', 'b'])).toBe(stateAfter(model, ['a', 'b', 'c', 'a', 'b']));
    expect(stateAfter(model, ['unheard'])).toBe(stateAfter(model, ['a', 'unheard', 'unheard']));
    expect(stateAfter(model, ['a', 'b'])).not.toBe(stateAfter(model, ['b']));
  });

  it('takes <s> and </s> in a text for unknown words', () => {
    const unknown = model.logProb(model.start, 'unheard');
    for (const word of ['<s>', '</s>', '<unk>']) expect(model.logProb(model.start, word)).toBe(unknown);
    expect(model.logProbEnd(model.start)).not.toBe(unknown);
  });

  it('breaks a sentence down', () => {
    const scored = scoreWords(model, ['a', 'b', 'x']);
    expect(scored.map(({ word, matchLength, isKnown }) => [word, matchLength, isKnown])).toEqual([
      ['a', 2, true],
      ['b', 3, true],
      ['x', 1, false],
      ['</s>', 1, true],
    ]);
    const { logProb10, tokens, oov, perplexity } = scoreSentences(model, [['a', 'b', 'x']]);
    expect(logProb10).toBeCloseTo(
      scored.reduce((sum, one) => sum + one.logProb10, 0),
      12,
    );
    expect([tokens, oov]).toEqual([4, 1]);
    expect(perplexity).toBeCloseTo(10 ** (-logProb10 / 4), 12);
  });

  it('leaves sentence ends out of the other perplexity', () => {
    const { perplexityNoEnd } = scoreSentences(model, [['a', 'b'], ['c']]);
    const wordsOnly = [...scoreWords(model, ['a', 'b']).slice(0, 2), ...scoreWords(model, ['c']).slice(0, 1)];
    const log10 = wordsOnly.reduce((sum, one) => sum + one.logProb10, 0);
    expect(perplexityNoEnd).toBeCloseTo(10 ** (-log10 / 3), 12);
  });
});

describe('a text that cannot be learned from', () => {
  it.each([
    ['', 'corpus-empty'],
    [' \n\t\n', 'corpus-empty'],
    ['a <s> b', 'corpus-reserved'],
    ['a </s>', 'corpus-reserved'],
    ['<unk>', 'corpus-reserved'],
  ])('%j is refused', (text, code) => {
    expect(() => trainText(text, 2, { name: 'ml' })).toThrow(expect.objectContaining({ code }));
  });

  it('is one with too many N-grams', () => {
    const sentence = Array.from({ length: 450_000 }, (_, i) => `w${i}`);
    expect(() => trainNgram([sentence], 5, { name: 'ml' }, whitespaceTokenizer)).toThrow(
      expect.objectContaining({ code: 'corpus-large', details: { max: 2_000_000 } }),
    );
  });

  it('cannot be scored when it is empty', () => {
    const model = trainText('a', 1, { name: 'ml' });
    expect(() => scoreSentences(model, [])).toThrow(expect.objectContaining({ code: 'corpus-empty' }));
  });
});
