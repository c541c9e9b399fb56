import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BaumWelchStep } from '../../../src/core/language/hmm/baum-welch.ts';
import { createChain } from '../../../src/core/language/hmm/chain.ts';
import { emissionLogProbs } from '../../../src/core/language/hmm/hmm.ts';
import { generateText, nextWords } from '../../../src/core/language/hmm/predict-text.ts';
import { scoreTextHmm } from '../../../src/core/language/hmm/score-text-hmm.ts';
import { readTextHmm, writeTextHmm } from '../../../src/core/language/hmm/text-hmm-file.ts';
import {
  createTextHmm,
  type TextHmm,
  type TextHmmOptions,
  trainTextHmm,
} from '../../../src/core/language/hmm/text-hmm.ts';
import { createTokenizer, whitespaceTokenizer } from '../../../src/core/language/ngram/tokenizer.ts';
import { forwardLogProbs, trellisLogProb } from '../../../src/core/language/hmm/trellis.ts';
import { createRandom } from '../../../src/core/training/random.ts';

const text = ['the dog sees the cat', 'a cat sees a dog', 'the cat sleeps', 'a dog sleeps', 'the dog runs'];
const sentences = text.map((line) => line.split(' '));
const options = { numStates: 4, seed: 3, iterations: 60 };

function learn(from: readonly string[][], with_: TextHmmOptions = options) {
  const seen: BaumWelchStep[] = [];
  const steps = trainTextHmm(from, with_);
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) seen.push(step.value);
  return { model: step.value, seen };
}

const { model, seen } = learn(sentences);

/** ln P(sentence), its end included, by the forward pass. */
function forwardLogProb({ hmm, symbolOf, endSymbol }: TextHmm, words: readonly string[]): number {
  const chain = createChain(hmm.initial, hmm.transition);
  const symbols = Int32Array.from([...words.map(symbolOf), endSymbol]);
  return trellisLogProb(chain, forwardLogProbs(chain, emissionLogProbs(hmm, symbols)));
}

describe('trainTextHmm', () => {
  it('foretells the text better with each iteration', () => {
    expect(seen.length).toBeGreaterThan(3);
    seen.slice(1).forEach(({ logLikelihood }, i) => {
      expect(logLikelihood).toBeGreaterThanOrEqual(seen[i]!.logLikelihood);
    });
  });

  it('learns the same from the same seed', () => {
    expect(learn(sentences).model.hmm).toEqual(model.hmm);
    expect(learn(sentences, { ...options, seed: 4 }).model.hmm).not.toEqual(model.hmm);
  });

  it('finds word classes: after an article a noun', () => {
    const likeliest = nextWords(model, ['the']).slice(0, 2);
    expect(likeliest.map(({ word }) => word).sort()).toEqual(['cat', 'dog']);
  });

  it('holds nothing for impossible, not even words that it does not know', () => {
    const strange = [['dog', 'dog', 'dog'], [], ['zebra'], ['</s>', 'the', '<unk>', '<s>']];
    for (const words of strange) expect(forwardLogProb(model, words)).toBeGreaterThan(-100);
  });

  it('takes marks of its own within a text for unknown words', () => {
    const { model } = learn([['a', '</s>', '<unk>', '<s>', '__proto__']]);
    expect(model.words).toEqual(['__proto__', 'a']);
    expect(scoreTextHmm(model, [['a', '</s>', '<unk>']]).oov).toBe(2);
  });

  it.each([
    ['no states', sentences, { numStates: 0 }, 'it has 1 to 200 states, not 0'],
    ['half a state', sentences, { numStates: 1.5 }, 'it has 1 to 200 states, not 1.5'],
    ['too many states', sentences, { numStates: 201 }, 'it has 1 to 200 states, not 201'],
    [
      'too many words',
      [Array.from({ length: 30_000 }, (_, i) => `w${i}`)],
      { numStates: 200 },
      '30000 different words are too many for 200 states',
    ],
    [
      'a sentence without end',
      [Array.from({ length: 60_000 }, () => 'a')],
      { numStates: 200 },
      'a sentence of 60000 words is too long for 200 states',
    ],
  ])('refuses %s', (_, from, change, reason) => {
    expect(() => learn(from, { ...options, ...change })).toThrow(
      expect.objectContaining({ code: 'hmm-invalid', details: { reason } }),
    );
  });
});

describe('a text without words', () => {
  it.each([[[]], [[[]]]])('is refused: %j', (from) => {
    expect(() => learn(from)).toThrow(expect.objectContaining({ code: 'corpus-empty' }));
  });
});

describe('a text model', () => {
  const anySentence = fc.array(fc.constantFrom('the', 'a', 'dog', 'cat', 'sees', 'zebra'), { maxLength: 8 });

  it('scores a sentence as the forward pass does', () => {
    fc.assert(
      fc.property(anySentence, anySentence, (first, second) => {
        const { logProb10, perplexity, perplexityNoEnd, oov, tokens } = scoreTextHmm(model, [first, second]);
        const expected = forwardLogProb(model, first) + forwardLogProb(model, second);
        expect(logProb10 * Math.LN10).toBeCloseTo(expected, 9);
        expect(tokens).toBe(first.length + second.length + 2);
        expect(perplexity).toBeCloseTo(Math.exp(-expected / tokens), 6);
        expect(oov).toBe([...first, ...second].filter((word) => word === 'zebra').length);
        expect(Number.isNaN(perplexityNoEnd)).toBe(tokens === 2);
      }),
    );
  });

  it('leaves the ends out of the perplexity without ends', () => {
    const words = ['the', 'dog', 'runs'];
    const end = nextWords(model, words).find(({ word }) => word === '</s>')?.probability ?? 0;
    const expected = forwardLogProb(model, words) - Math.log(end);
    expect(scoreTextHmm(model, [words]).perplexityNoEnd).toBeCloseTo(Math.exp(-expected / 3), 9);
  });

  it('comes to 1 over all that may follow', () => {
    fc.assert(
      fc.property(anySentence, (words) => {
        const next = nextWords(model, words);
        expect(next).toHaveLength(model.words.length + 2);
        expect(next.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
        next.slice(1).forEach(({ probability }, i) => {
          expect(probability).toBeLessThanOrEqual(next[i]!.probability);
        });
      }),
    );
  });

  it('draws sentences as often as it says', () => {
    const drawn = Array.from({ length: 3000 }, (_, seed) => generateText(model, createRandom(seed), 1, 100));
    const share = (words: string) => drawn.filter((found) => found.join(' ') === words).length / drawn.length;
    for (const words of ['the cat sleeps', 'a dog sleeps', '']) {
      const expected = Math.exp(forwardLogProb(model, words === '' ? [] : words.split(' ')));
      // Four standard deviations, and some for <unk>, which is never drawn.
      const spread = 4 * Math.sqrt((expected * (1 - expected)) / drawn.length) + 0.1 * expected;
      expect(Math.abs(share(words) - expected)).toBeLessThan(spread);
    }
  });

  it('keeps to what is likely when it is cold, and to a length', () => {
    const cold = (seed: number) => generateText(model, createRandom(seed), 0.01, 3);
    expect(cold(1)).toEqual(cold(2));
    const [likeliest] = nextWords(model, []);
    expect(cold(1)[0]).toBe(likeliest?.word);
    expect(generateText(model, createRandom(1), 100, 2).length).toBeLessThanOrEqual(2);
  });

  it('ends where nothing is possible', () => {
    const hmm = {
      numStates: 1,
      numSymbols: 3,
      initial: Float64Array.of(1),
      transition: Float64Array.of(1),
      emission: Float64Array.of(0, 1, 0),
    };
    const dumb = createTextHmm(['a'], hmm);
    expect(generateText(dumb, createRandom(1), 1, 10)).toEqual([]);
    expect(scoreTextHmm(dumb, [['a', 'a']])).toMatchObject({ logProb10: -Infinity, perplexity: Infinity });
    expect(nextWords(dumb, ['a']).map(({ probability }) => probability)).toEqual([0, 0, 0]);
  });
});

describe('a text model as a file', () => {
  it('comes back with the same numbers', () => {
    const again = readTextHmm(writeTextHmm(model));
    expect([again.words, again.hmm]).toEqual([model.words, model.hmm]);
    expect(again.symbolOf('dog')).toBe(model.symbolOf('dog'));
  });

  const good = {
    format: 'phonoscope-hmm',
    version: 1,
    words: ['a'],
    initial: [0.5, 0.5],
    transition: [
      [0.5, 0.5],
      [0, 1],
    ],
    emission: [
      [0.5, 0.25, 0.25],
      [0, 0, 1],
    ],
  };

  it('keeps its tokenizer; an older file means white space', () => {
    const tokenizer = createTokenizer('character') ?? whitespaceTokenizer;
    const characters = learn([['a', 'b']], { ...options, tokenizer }).model;
    expect(readTextHmm(writeTextHmm(characters)).tokenizer.split('ab a')).toEqual(['a', 'b', '▁', 'a']);
    expect(readTextHmm(JSON.stringify(good)).tokenizer).toBe(whitespaceTokenizer);
  });

  it('is read as it is described', () => {
    expect(Math.exp(forwardLogProb(readTextHmm(JSON.stringify(good)), []))).toBeCloseTo(0.625, 12);
  });

  it.each<[string, object]>([
    ['another format', { format: 'arpa' }],
    ['a newer version', { version: 2 }],
    ['an unknown field', { colour: 'red' }],
    ['a tokenizer that is none', { tokenizer: 'spaces' }],
    ['no words', { words: [] }],
    ['a word that is no text', { words: [1] }],
    ['an empty word', { words: [''] }],
    ['the same word twice', { words: ['a', 'a'] }],
    ['a reserved word', { words: ['</s>'] }],
    ['more words than emissions', { words: ['a', 'b'] }],
    ['no initial probabilities', { initial: [] }],
    ['nothing but null', { initial: [null, null] }],
    ['a sum above 1', { initial: [0.6, 0.5] }],
    ['a sum below 1', { initial: [0.4, 0.5] }],
    ['less than 0', { initial: [-0.5, 1.5] }],
    ['a missing row', { transition: [[0.5, 0.5]] }],
    ['a short row', { transition: [[0.5, 0.5], [1]] }],
    ['no rows', { transition: [] }],
    ['a row that is no row', { emission: [[0.5, 0.25, 0.25], 1] }],
    ['more states than it may have', { transition: Array.from({ length: 300 }, () => [1]) }],
  ])('is refused with %s', (_, change) => {
    expect(() => readTextHmm(JSON.stringify({ ...good, ...change }))).toThrow(
      expect.objectContaining({ code: 'hmm-invalid' }),
    );
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"format":'],
    ['a number', '1'],
    ['too large a number', JSON.stringify(good).replace('0.5', '1e999')],
    ['brackets without end', '['.repeat(1_000_000)],
  ])('is refused as %s', (_, file) => {
    expect(() => readTextHmm(file)).toThrow(expect.objectContaining({ code: 'hmm-invalid' }));
  });

  it('says where it is wrong', () => {
    const wrong = JSON.stringify({
      ...good,
      emission: [
        [1, 0, 0],
        [0.5, 0.2, 0.2],
      ],
    });
    expect(() => readTextHmm(wrong)).toThrow(
      'The hidden Markov model cannot be used or learnt: emission.1 has probabilities that do not come to 1.',
    );
  });
});
