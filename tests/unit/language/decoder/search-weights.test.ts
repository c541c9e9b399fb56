import { expect, it } from 'vitest';
import { anyWords } from '../../../../src/core/language/combine-models.ts';
import { optionsFor } from '../../../../src/core/language/decoder/decode-options.ts';
import { searchWeights } from '../../../../src/core/language/decoder/search-weights.ts';

it('tries every pair, row by row, and counts the words that are wrong', () => {
  const segment = (from: number, scores: readonly number[]) => ({
    from,
    to: from + 1,
    startSec: from,
    endSec: from + 0.5,
    scores: Float32Array.from(scores),
  });
  const sound = { kind: 'segments', segments: [segment(0, [0.9, 0.1]), segment(1, [0.2, 0.8])] } as const;
  const labelSet = { labels: ['yes', '_silence_'], roles: new Map([['_silence_', 'silence' as const]]) };
  const setup = {
    labelSet,
    languageModel: anyWords,
    options: { ...optionsFor('segments'), fillerPenalty: 0 },
    priors: null,
  };
  const tried = [
    ...searchWeights([{ sound, words: ['yes'] }], setup, {
      lmWeights: [0, 1],
      wordInsertionPenalties: [-10, 0, 10],
    }),
  ];
  // A reward for words finds one too many, a penalty none.
  expect(
    tried.map(({ lmWeight, wordInsertionPenalty, wordErrorRate }) => [
      lmWeight,
      wordInsertionPenalty,
      wordErrorRate,
    ]),
  ).toEqual([
    [0, -10, 1],
    [0, 0, 0],
    [0, 10, 1],
    [1, -10, 1],
    [1, 0, 0],
    [1, 10, 1],
  ]);
});
