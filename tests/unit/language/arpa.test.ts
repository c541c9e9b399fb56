import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextWords } from '../../../src/core/language/ngram/next-words.ts';
import { readArpa } from '../../../src/core/language/ngram/read-arpa.ts';
import { scoreSentences, scoreWords } from '../../../src/core/language/ngram/score-text.ts';
import { createTokenizer, whitespaceTokenizer } from '../../../src/core/language/ngram/tokenizer.ts';
import { trainNgram } from '../../../src/core/language/ngram/train-ngram.ts';
import { writeArpa } from '../../../src/core/language/ngram/write-arpa.ts';
import { corpora, orders, smoothings, stateAfter } from './ngram-corpora.ts';

/** A small file by hand, as SRILM might write it. */
const small = `
\\data\\
ngram 1=4
ngram 2=2

\\1-grams:
-0.5\t</s>
-99\t<s>\t-0.25
-0.75\ta\t-0.125
-1\tb

\\2-grams:
-0.1\t<s> a
-0.2\ta b

\\end\\
`;

describe('an ARPA file', () => {
  it.each(smoothings)('of $name is read back the same, to the last bit', (smoothing) => {
    fc.assert(
      fc.property(corpora, orders, (sentences, order) => {
        const model = trainNgram(sentences, order, smoothing, whitespaceTokenizer);
        const text = writeArpa(model);
        const back = readArpa(text);
        expect(writeArpa(back)).toBe(text);
        const tests = [...sentences, ['b', 'unheard', 'a', '__proto__', 'c']];
        for (const words of tests) expect(scoreWords(back, words)).toEqual(scoreWords(model, words));
      }),
      { numRuns: 40 },
    );
  });

  it('gives the probability of the longest match times the back-off weights', () => {
    const model = readArpa(small);
    const after = (...history: string[]) => stateAfter(model, history);
    expect(model.logProb(after(), 'a') / Math.LN10).toBeCloseTo(-0.1, 12);
    expect(model.logProb(after(), 'b') / Math.LN10).toBeCloseTo(-0.25 - 1, 12);
    expect(model.logProb(after('a'), 'a') / Math.LN10).toBeCloseTo(-0.125 - 0.75, 12);
    expect(model.logProbEnd(after('b')) / Math.LN10).toBeCloseTo(-0.5, 12);
    expect(model.logProb(after('a'), '<s>')).toBe(model.logProb(after('a'), 'unheard'));
  });

  it.each([
    ['CRLF', small.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${small}`],
    ['text before the data', `made by hand\n${small}`],
    ['spaces for tabs', small.replaceAll('\t', ' ')],
    ['<s> with probability 1', small.replace('-99\t<s>', '0\t<s>')],
    ["IRSTLM's numbers", small.replace('ngram 1=4', 'ngram  1=         4')],
    ['no blank lines', small.replaceAll('\n\n', '\n')],
    ['back-off weights of 1 at the highest order', small.replace('-0.2\ta b', '-0.2\ta b\t0')],
  ])('may have %s', (_, text) => {
    expect(writeArpa(readArpa(text))).toBe(writeArpa(readArpa(small)));
  });

  it('may lack <unk>: unknown words are then counted and left out', () => {
    const model = readArpa(small);
    expect(model.logProb(model.start, 'x') / Math.LN10).toBeCloseTo(-100.25, 9);
    const { logProb10, perplexity, perplexityNoEnd, oov, tokens } = scoreSentences(model, [['a', 'x']]);
    expect(logProb10).toBeCloseTo(-0.1 - 0.5, 12);
    expect(perplexity).toBeCloseTo(10 ** 0.3, 12);
    expect(perplexityNoEnd).toBeCloseTo(10 ** 0.1, 12);
    expect([oov, tokens]).toEqual([1, 3]);
    expect(nextWords(model, model.start).map(({ word }) => word)).toEqual(['a', '</s>', 'b']);
  });

  it('counts <unk>, and <UNK>, like a word', () => {
    for (const name of ['<unk>', '<UNK>']) {
      const model = readArpa(small.replace('1=4', '1=5').replace('-1\tb', `-1\tb\n-2\t${name}`));
      expect(scoreSentences(model, [['a', 'x']]).logProb10).toBeCloseTo(-0.1 - 0.125 - 2 - 0.5, 12);
    }
  });

  it('may leave out the beginning and the end of a longer N-gram', () => {
    const text = small
      .replace('ngram 2=2', 'ngram 2=2\nngram 3=1')
      .replace('\\end\\', '\\3-grams:\n-0.05\tb a b\n\n\\end\\');
    const model = readArpa(text);
    expect(model.logProb(stateAfter(model, ['b', 'a']), 'b') / Math.LN10).toBeCloseTo(-0.05, 12);
    expect(model.logProb(stateAfter(model, ['b']), 'a') / Math.LN10).toBeCloseTo(-0.75, 12);
    expect(writeArpa(readArpa(writeArpa(model)))).toBe(writeArpa(model));
  });

  it('keeps its tokenizer', () => {
    const tokenizer = createTokenizer('segmenter:zh') ?? whitespaceTokenizer;
    const model = trainNgram([['你好', '世界']], 2, { name: 'kneser-ney' }, tokenizer);
    expect(readArpa(writeArpa(model)).tokenizer.split('你好，世界！')).toEqual(['你好', '世界']);
  });

  it('of 2 MB is read in well under a second', () => {
    const words = Array.from({ length: 40_000 }, (_, i) => `word-${(i * 7919) % 9973}`);
    const sentences = Array.from({ length: 4000 }, (_, i) => words.slice(i * 10, i * 10 + 10));
    const text = writeArpa(trainNgram(sentences, 3, { name: 'kneser-ney' }, whitespaceTokenizer));
    expect(text.length).toBeGreaterThan(2e6);
    const startMs = performance.now();
    expect(readArpa(text).order).toBe(3);
    // A sixth of a second on two cores of an AMD EPYC; busy machines may take longer.
    expect(performance.now() - startMs).toBeLessThan(2000);
  });
});

describe('a broken ARPA file', () => {
  const replace = (from: string, to: string) => small.replace(from, to);
  it.each<[string, string, number, string]>([
    ['nothing', '', 1, 'no \\data\\'],
    ['other text', 'hello\nworld\n', 2, 'no \\data\\'],
    ['no numbers', replace('ngram 1=4\nngram 2=2\n', ''), 4, 'ngram 1='],
    ['orders that start at 2', replace('ngram 1=4\n', ''), 3, 'ngram 1=… is missing'],
    ['an order left out', replace('ngram 2=2', 'ngram 3=2'), 4, 'ngram 2=… is missing'],
    ['an order twice', replace('ngram 2=2', 'ngram 1=2'), 4, 'ngram 2=… is missing'],
    ['a number that is none', replace('ngram 2=2', 'ngram 2=two'), 4, '\\1-grams: should'],
    ['a negative number', replace('ngram 1=4', 'ngram 1=-4'), 3, 'ngram 1='],
    ['an absurd number', replace('ngram 2=2', 'ngram 2=99999999999999999999'), 4, 'more than 2000000'],
    [
      'too high an order',
      small.replace('ngram 2=2', Array.from({ length: 10 }, (_, i) => `ngram ${i + 2}=2`).join('\n')),
      13,
      'above 10',
    ],
    ['too few N-grams', replace('-1\tb\n', ''), 11, '4 1-grams were announced, there are 3'],
    ['too many N-grams', replace('-1\tb\n', '-1\tb\n-1\tc\n'), 11, 'more 1-grams than the 4'],
    ['a section left out', replace('\\2-grams:\n-0.1\t<s> a\n-0.2\ta b\n', ''), 13, '\\2-grams: should'],
    ['a section too many', replace('\\end\\', '\\3-grams:\n'), 16, '\\end\\ should'],
    ['sections in another order', replace('\\1-grams:', '\\2-grams:'), 6, '\\1-grams: should'],
    ['an N-gram twice', replace('-0.2\ta b', '-0.2\t<s> a'), 14, 'twice'],
    ['a positive log probability', replace('-0.75\ta', '0.75\ta'), 9, 'cannot be 0.75'],
    ['NaN', replace('-0.75\ta', 'nan\ta'), 9, '"nan" is not a number'],
    ['a probability that overflows', replace('-0.75\ta', '-1e999\ta'), 9, 'not a number'],
    ['a hexadecimal number', replace('-0.75\ta', '-0x1\ta'), 9, 'not a number'],
    ['a back-off weight that is no number', replace('-0.125', 'x'), 9, '"x" is not a number'],
    ['an infinite back-off weight', replace('-0.125', 'inf'), 9, '"inf" is not a number'],
    ['a back-off weight at the highest order', replace('a b', 'a b\t-0.1'), 14, 'no back-off weight'],
    ['too few words', replace('a b', 'a'), 14, 'a number, 2 words'],
    ['too many fields', replace('a b', 'a b c d'), 14, 'a number, 2 words'],
    ['a first word that is no 1-gram', replace('-0.2\ta b', '-0.2\tx b'), 14, '"x" is not among'],
    [
      'a last word that is no 1-gram',
      replace('-0.2\ta b', '-0.2\ta __proto__'),
      14,
      '"__proto__" is not among',
    ],
    ['no </s>', replace('-0.5\t</s>', '-0.5\tc'), 16, '</s> is not among'],
    ['text after the end', `${small}more\n`, 17, 'text after'],
    ['no end', replace('\\end\\\n', ''), 15, 'cut short'],
    ['an end in the middle of a line', small.slice(0, small.indexOf('a b') + 1), 14, 'a number, 2 words'],
    ['an unknown tokenizer', `# tokenizer: magic\n${small}`, 1, '"magic"'],
    ['a tokenizer with no such locale', `# tokenizer: segmenter:_\n${small}`, 1, '"segmenter:_"'],
  ])('is refused for %s', (_, text, line, reason) => {
    expect(() => readArpa(text)).toThrow(
      expect.objectContaining({
        code: 'arpa-invalid',
        details: { line, reason: expect.stringContaining(reason) },
      }),
    );
  });

  it('is refused for its size', () => {
    expect(() => readArpa(' '.repeat(64e6 + 1))).toThrow('64 MB');
  });

  it('never throws anything else', () => {
    const lines = fc.array(fc.oneof(fc.constantFrom(...small.split('\n')), fc.string()), { maxLength: 25 });
    fc.assert(
      fc.property(lines, (lines) => {
        try {
          readArpa(lines.join('\n'));
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'arpa-invalid' });
        }
      }),
      { numRuns: 300 },
    );
  });
});
