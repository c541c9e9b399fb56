import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { NgramModel } from '../../../src/core/language/ngram/ngram-model.ts';
import { readArpa } from '../../../src/core/language/ngram/read-arpa.ts';
import { scoreWords } from '../../../src/core/language/ngram/score-text.ts';
import type { Smoothing } from '../../../src/core/language/ngram/smoothing.ts';
import { splitSentences, whitespaceTokenizer } from '../../../src/core/language/ngram/tokenizer.ts';
import { trainNgram } from '../../../src/core/language/ngram/train-ngram.ts';

/** IRSTLM keeps log10 of probabilities and weights as float32, and up to three are added. */
const tolerance = 1e-6;

const scores = v.array(v.array(v.nullable(v.number())));
const irstlmSchema = v.object({
  header: v.object({ library: v.literal('IRSTLM') }),
  ours: v.strictObject({ 'add-k': scores, 'witten-bell': scores, absolute: scores, 'kneser-ney': scores }),
  theirs: v.object({ arpa: v.string(), ln: scores }),
});
const textsSchema = v.object({
  texts: v.object({ syllables: v.string() }),
  tests: v.object({ syllables: v.array(v.string()), short: v.array(v.string()) }),
});

const readJson = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const { ours, theirs } = v.parse(irstlmSchema, readJson('irstlm.json'));
const { texts, tests } = v.parse(textsSchema, readJson('ngram.json'));

function largestDifference(model: NgramModel, sentences: readonly string[], expected: (number | null)[][]) {
  const differences = sentences.flatMap((sentence, i) =>
    scoreWords(model, whitespaceTokenizer.split(sentence)).flatMap(({ logProb10 }, j) => {
      const ln = expected[i]?.[j] ?? null;
      return ln === null ? [] : [Math.abs(logProb10 * Math.LN10 - ln)];
    }),
  );
  expect(differences.length).toBeGreaterThan(10);
  return Math.max(...differences);
}

describe('IRSTLM', () => {
  it.each<[Smoothing, keyof typeof ours]>([
    [{ name: 'add-k', k: 1 }, 'add-k'],
    [{ name: 'witten-bell', isInterpolated: true }, 'witten-bell'],
    [{ name: 'absolute', isInterpolated: true }, 'absolute'],
    [{ name: 'kneser-ney' }, 'kneser-ney'],
  ])('finds our probabilities in our files: %o', (smoothing, name) => {
    const sentences = splitSentences(texts.syllables, whitespaceTokenizer);
    const model = trainNgram(sentences, 3, smoothing, whitespaceTokenizer);
    expect(largestDifference(model, tests.syllables, ours[name])).toBeLessThan(tolerance);
  });

  it('has its own files read', () => {
    expect(largestDifference(readArpa(theirs.arpa), tests.short, theirs.ln)).toBeLessThan(tolerance);
  });
});
