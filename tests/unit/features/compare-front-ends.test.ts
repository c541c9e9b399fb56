import { describe, expect, it } from 'vitest';
import {
  compareFrontEnds,
  describeDifferences,
  frontEndMismatch,
  guessFrontEnd,
} from '../../../src/core/features/compare-front-ends.ts';
import { fingerprint } from '../../../src/core/features/fingerprint.ts';
import { parseFrontEnd } from '../../../src/core/features/front-end.ts';
import { preset } from '../../../src/core/features/presets.ts';

describe('compareFrontEnds', () => {
  it('names each field with what was expected and found', () => {
    const expected = parseFrontEnd({ level: { targetDbfs: -26, maxGainDb: 30 } });
    const found = parseFrontEnd({ minHz: 60 });
    expect(compareFrontEnds(expected, found)).toEqual([
      { field: 'level', expected: '{"targetDbfs":-26,"maxGainDb":30}', found: 'null' },
      { field: 'minHz', expected: '20', found: '60' },
    ]);
    expect(compareFrontEnds(expected, expected)).toEqual([]);
  });

  it('puts the kind first, and says which fields the other kind lacks', () => {
    const differences = compareFrontEnds(preset('log-mel-16k'), parseFrontEnd({ kind: 'stft' }));
    expect(differences[0]).toEqual({ field: 'kind', expected: '"mel"', found: '"stft"' });
    expect(differences).toContainEqual({ field: 'numBands', expected: '40', found: 'not used' });
  });

  it('writes a sentence', () => {
    const differences = compareFrontEnds(preset('log-mel-16k'), parseFrontEnd({ window: 'rect' }));
    expect(describeDifferences(differences)).toBe(
      'The front end differs: "window" should be "hann" and is "rect".',
    );
    const error = frontEndMismatch('The model "x"', preset('log-mel-16k'), parseFrontEnd({ window: 'rect' }));
    expect(error).toMatchObject({
      code: 'front-end-mismatch',
      details: { field: 'window', expected: '"hann"', found: '"rect"' },
    });
    expect(error.message).toMatch(/^The model "x" was made for another front end\. The front end differs/);
  });
});

describe('guessFrontEnd', () => {
  it('knows presets and front ends that differ in one field from a preset', () => {
    const near = parseFrontEnd({ clipSamples: 16_000, minHz: 60 });
    const meant = parseFrontEnd({ clipSamples: 16_000 });
    expect(guessFrontEnd(fingerprint(preset('librosa')), near)).toEqual(preset('librosa'));
    expect(guessFrontEnd(fingerprint(meant), near)).toEqual(meant);
    expect(guessFrontEnd('0'.repeat(64), near)).toBeNull();
  });
});
