import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { scoreWords } from '../../../src/core/language/ngram/score-text.ts';
import type { Smoothing } from '../../../src/core/language/ngram/smoothing.ts';
import { splitSentences, whitespaceTokenizer } from '../../../src/core/language/ngram/tokenizer.ts';
import { trainNgram } from '../../../src/core/language/ngram/train-ngram.ts';

/** Both sides compute in float64; sums in another order differ by a few units in the last place. */
const tolerance = 1e-12;

const goldenSchema = v.object({
  header: v.object({ library: v.literal('NLTK'), k: v.number() }),
  texts: v.pipe(
    v.custom<object>((input) => typeof input === 'object' && input !== null),
    v.transform((texts) => new Map(Object.entries(texts))),
    v.map(v.string(), v.string()),
  ),
  tests: v.pipe(
    v.custom<object>((input) => typeof input === 'object' && input !== null),
    v.transform((tests) => new Map(Object.entries(tests))),
    v.map(v.string(), v.array(v.string())),
  ),
  sets: v.pipe(
    v.array(
      v.object({
        text: v.string(),
        order: v.number(),
        smoothing: v.picklist(['ml', 'add-k', 'witten-bell', 'absolute', 'kneser-ney']),
        log10: v.array(v.array(v.nullable(v.union([v.number(), v.literal('zero')])))),
        own: v.optional(v.array(v.number())),
      }),
    ),
    v.length(3 * 5 * 5),
  ),
});

const file = new URL('ngram.json', import.meta.url);
const golden = v.parse(goldenSchema, JSON.parse(readFileSync(file, 'utf8')));

const smoothings: Record<(typeof golden.sets)[number]['smoothing'], Smoothing> = {
  ml: { name: 'ml' },
  'add-k': { name: 'add-k', k: golden.header.k },
  'witten-bell': { name: 'witten-bell', isInterpolated: true },
  absolute: { name: 'absolute', isInterpolated: true },
  'kneser-ney': { name: 'kneser-ney' },
};

describe.each(golden.sets)('$smoothing of order $order on "$text"', ({ text, order, smoothing, log10 }) => {
  it('has the probabilities of the reference', () => {
    const sentences = splitSentences(golden.texts.get(text) ?? '', whitespaceTokenizer);
    const model = trainNgram(sentences, order, smoothings[smoothing], whitespaceTokenizer);
    const tests = golden.tests.get(text) ?? [];
    expect(tests).toHaveLength(log10.length);
    const differences = tests.flatMap((test, i) =>
      scoreWords(model, whitespaceTokenizer.split(test)).map(({ logProb10 }, j) => {
        const expected = log10[i]?.[j];
        // Null: the reference has no value after a history that the text does not hold.
        if (expected === null) return 0;
        if (expected === 'zero') return logProb10 === -Infinity ? 0 : Infinity;
        return Math.abs(logProb10 - (expected ?? Number.NaN));
      }),
    );
    expect(Math.max(...differences)).toBeLessThan(tolerance);
  });
});

it('holds models with discounts of their own and with the fallback', () => {
  const own = golden.sets.flatMap(({ order, own }) => (own === undefined ? [] : [{ order, own }]));
  expect(own).toContainEqual({ order: 2, own: [1, 2] });
  expect(own).toContainEqual({ order: 4, own: [2, 3, 4] });
  expect(own).toContainEqual({ order: 3, own: [] });
});
