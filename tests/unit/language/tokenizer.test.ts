import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createTokenizer,
  splitSentences,
  whitespaceTokenizer,
} from '../../../src/core/language/ngram/tokenizer.ts';

const split = (spec: string, line: string) => createTokenizer(spec)?.split(line);

describe('a tokenizer', () => {
  it.each([
    ['whitespace', ' The  cat,\tsat\u3000down ', ['The', 'cat,', 'sat', 'down']],
    ['character', ' 我 说hi ', ['我', '▁', '说', 'h', 'i']],
    ['character', 'é👩‍👩‍👧🇨🇳', ['é', '👩‍👩‍👧', '🇨🇳']],
    ['segmenter:zh', '我喜欢学习，你呢？ iPhone 15！', ['我', '喜欢', '学习', '你', '呢', 'iPhone', '15']],
    ['segmenter:en', "Don't stop: it's 3.5 km!", ["Don't", 'stop', "it's", '3.5', 'km']],
    ['segmenter:en', '… ?!', []],
  ])('%s cuts %j', (spec, line, words) => {
    expect(split(spec, line)).toEqual(words);
    expect(createTokenizer(spec)?.spec).toBe(spec);
  });

  it.each(['', 'words', 'segmenter', 'segmenter:', 'segmenter:no such', 'segmenter:_', 'toString'])(
    'is not to be had by the name %j',
    (spec) => expect(createTokenizer(spec)).toBeNull(),
  );

  it('puts words together again', () => {
    expect(createTokenizer('character')?.join(['我', '▁', '说'])).toBe('我 说');
    expect(createTokenizer('segmenter:zh-Hans')?.join(['喜欢', '学习'])).toBe('喜欢学习');
    expect(createTokenizer('segmenter:de')?.join(['Guten', 'Tag'])).toBe('Guten Tag');
    expect(whitespaceTokenizer.join(['a', 'b'])).toBe('a b');
  });

  it('never gives a word with a space, tab or line end, which an ARPA file could not hold', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('whitespace', 'character', 'segmenter:zh', 'segmenter:en'),
        (line, spec) => {
          for (const word of split(spec, line) ?? []) expect(word).toMatch(/^[^ \t\r\n]+$/);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('makes a sentence of each line that has words', () => {
    expect(splitSentences('\uFEFFa b\r\n\r\nc\n  \nd\re', whitespaceTokenizer)).toEqual([
      ['a', 'b'],
      ['c'],
      ['d'],
      ['e'],
    ]);
  });
});
