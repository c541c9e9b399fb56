import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignWords } from '../../../src/core/evaluation/align-words.ts';
import {
  bootstrapWordErrorRate,
  findMissingWords,
  measureWordErrors,
} from '../../../src/core/evaluation/word-errors.ts';

const split = (text: string) => text.split(' ').filter((word) => word !== '');
const utterance = (reference: string, hypothesis: string) => ({
  reference: split(reference),
  hypothesis: split(hypothesis),
});
const sentence = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 7 });

describe('measureWordErrors', () => {
  const utterances = [
    utterance('one two three', 'one too three'),
    utterance('one two', 'one too two'),
    utterance('four five', 'five'),
    utterance('six', 'six'),
    utterance('', ''),
    utterance('TWO', 'too'),
  ];

  it('adds up errors, words and recordings', () => {
    expect(measureWordErrors(utterances)).toMatchObject({
      words: 9,
      substitutions: 2,
      deletions: 1,
      insertions: 1,
      wordErrorRate: 4 / 9,
      utterances: 6,
      wrongUtterances: 4,
      stringErrorRate: 4 / 6,
    });
  });

  it('lists what was taken for what, most frequent first', () => {
    expect(measureWordErrors(utterances).confusions).toEqual([
      { reference: 'two', hypothesis: 'too', count: 2 },
      { reference: null, hypothesis: 'too', count: 1 },
      { reference: 'four', hypothesis: null, count: 1 },
    ]);
  });

  it('has no rate without words', () => {
    const none = measureWordErrors([]);
    expect(none).toMatchObject({ wordErrorRate: null, stringErrorRate: null, wordErrorInterval: null });
    expect(measureWordErrors([utterance('', 'one')])).toMatchObject({ wordErrorRate: null, insertions: 1 });
  });

  it('counts as many errors in either direction', () => {
    fc.assert(
      fc.property(sentence, sentence, (a, b) => {
        const there = alignWords(a, b).filter(({ kind }) => kind !== 'correct').length;
        expect(alignWords(b, a).filter(({ kind }) => kind !== 'correct')).toHaveLength(there);
      }),
    );
  });

  it('gives both sentences back, word by word', () => {
    fc.assert(
      fc.property(sentence, sentence, (a, b) => {
        const aligned = alignWords(a, b);
        expect(aligned.flatMap(({ reference }) => reference ?? [])).toEqual(a);
        expect(aligned.flatMap(({ hypothesis }) => hypothesis ?? [])).toEqual(b);
      }),
    );
  });
});

describe('bootstrapWordErrorRate', () => {
  const counts = Array.from({ length: 200 }, (_, i) => ({
    words: 5,
    substitutions: i % 10 === 0 ? 1 : 0,
    deletions: 0,
    insertions: 0,
  }));

  it('is the same with the same seed', () => {
    expect(bootstrapWordErrorRate(counts, 7)).toEqual(bootstrapWordErrorRate(counts, 7));
  });

  // 20 errors in 200 sentences of 5 words: standard error √(0.1 · 0.9 / 200) / 5 = 0.00424.
  it('is as wide as the spread between recordings says', () => {
    const [low, high] = bootstrapWordErrorRate(counts, 1) ?? [0, 0];
    expect(low).toBeCloseTo(0.02 - 1.96 * 0.00424, 2);
    expect(high).toBeCloseTo(0.02 + 1.96 * 0.00424, 2);
    expect((high - low) / 2).toBeGreaterThan(0.0065);
    expect((high - low) / 2).toBeLessThan(0.0105);
  });

  it('needs two recordings with words', () => {
    expect(bootstrapWordErrorRate(counts.slice(0, 1), 1)).toBeNull();
  });
});

describe('findMissingWords', () => {
  it('counts words that the model lacks, whatever their case', () => {
    const missing = findMissingWords([['One', 'eleven'], ['eleven']], ['one', 'two']);
    expect([...missing]).toEqual([['eleven', 2]]);
  });
});
