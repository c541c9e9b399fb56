import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { alignWords, type AlignedWord } from '../../../src/core/evaluation/align-words.ts';
import { countErrors, sumErrors } from '../../../src/core/evaluation/word-errors.ts';

const goldenSchema = v.object({
  header: v.object({ sclite: v.string() }),
  cases: v.array(
    v.object({ reference: v.string(), hypothesis: v.string(), path: v.string(), fewest: v.number() }),
  ),
});
const golden = v.parse(
  goldenSchema,
  JSON.parse(readFileSync(new URL('word-errors.json', import.meta.url), 'utf8')),
);

const letters: Readonly<Record<AlignedWord['kind'], string>> = {
  correct: 'C',
  substitution: 'S',
  deletion: 'D',
  insertion: 'I',
};
const split = (text: string) => text.split(' ').filter((word) => word !== '');
const cases = golden.cases.map(({ reference, hypothesis, path, fewest }) => ({
  path,
  fewest,
  alignment: alignWords(split(reference), split(hypothesis)),
}));
const errorsOf = (path: string) => path.replaceAll('C', '').length;

describe('alignWords beside sclite', () => {
  it('has cases of both kinds', () => {
    expect(cases.length).toBeGreaterThan(300);
    expect(cases.filter(({ path, fewest }) => errorsOf(path) > fewest)).toHaveLength(1);
  });

  it('never has more errors than the edit distance', () => {
    for (const { alignment, fewest } of cases) expect(sumErrors(countErrors(alignment))).toBe(fewest);
  });

  it('takes the same steps where sclite has no more errors than there need be', () => {
    for (const { alignment, path, fewest } of cases) {
      if (errorsOf(path) === fewest) expect(alignment.map(({ kind }) => letters[kind]).join('')).toBe(path);
    }
  });
});
