import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  decodeFileHashes,
  describeTrainingClips,
  parseFileHash,
  trainedOnSchema,
} from '../../../src/core/models/trained-on.ts';

const hashOf = (value: number) => value.toString(16).padStart(12, '0');
const clipsOf = (hashes: readonly (string | null)[]) => hashes.map((hash) => ({ path: 'yes/1.wav', hash }));

describe('what a model was trained on', () => {
  it('comes back as hashes in ascending order, each once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 48 - 1 }), { minLength: 1 }), (values) => {
        const trainedOn = describeTrainingClips(clipsOf(values.map(hashOf)));
        expect(v.is(trainedOnSchema, trainedOn)).toBe(true);
        const ascending = [...new Set(values)].sort((a, b) => a - b);
        expect([...decodeFileHashes(trainedOn?.files ?? '')]).toEqual(ascending);
      }),
    );
  });

  it('names the speakers that file names give, each once', () => {
    const paths = ['seven/7_theo_1.wav', 'one/0a7c2a8d_nohash_0.wav', '7_theo_2.wav', 'mine.wav'];
    const trainedOn = describeTrainingClips(paths.map((path) => ({ path, hash: null })));
    expect(trainedOn).toEqual({ speakers: ['0a7c2a8d', 'theo'], files: '' });
  });

  it('is unknown where nobody knows a speaker or a file', () => {
    expect(describeTrainingClips(clipsOf([null, '', 'ABCDEF012345', 'abc']))).toBeUndefined();
    expect(parseFileHash('abcdef01234g')).toBeNull();
  });

  it('takes in what the model that it started from was trained on', () => {
    const first = describeTrainingClips([{ path: '7_theo_1.wav', hash: hashOf(7) }]);
    const second = describeTrainingClips([{ path: '7_anna_1.wav', hash: hashOf(3) }], first);
    expect(second?.speakers).toEqual(['anna', 'theo']);
    expect([...decodeFileHashes(second?.files ?? '')]).toEqual([3, 7]);
    expect(describeTrainingClips([], first)).toEqual(first);
  });

  it('keeps to what a card may hold', () => {
    const clips = Array.from({ length: 100_100 }, (_, i) => ({
      path: `7_${i % 2 === 0 ? `speaker${i}` : 'x'.repeat(101)}_1.wav`,
      hash: hashOf(i),
    }));
    const trainedOn = describeTrainingClips(clips);
    expect(v.is(trainedOnSchema, trainedOn)).toBe(true);
    expect(trainedOn?.speakers).toHaveLength(2000);
    expect(decodeFileHashes(trainedOn?.files ?? '')).toHaveLength(100_000);
  });

  const good = { speakers: ['theo'], files: 'AAAAAAAAAAAAAAAB' };
  it.each<[string, unknown]>([
    ['null', null],
    ['text', 'theo'],
    ['no files', { speakers: [] }],
    ['something else beside', { ...good, more: 1 }],
    ['a speaker that is no text', { ...good, speakers: [7] }],
    ['an empty speaker', { ...good, speakers: [''] }],
    ['a long speaker', { ...good, speakers: ['x'.repeat(101)] }],
    ['a control character', { ...good, speakers: ['a\u001Bb'] }],
    ['too many speakers', { ...good, speakers: Array.from({ length: 2001 }, String) }],
    ['too many files', { ...good, files: 'AAAAAAAB'.repeat(100_001) }],
    ['half a hash', { ...good, files: 'AAAA' }],
    ['no Base64', { ...good, files: 'AAAA\u0000AAA' }],
    ['padding', { ...good, files: 'AAAAAA==' }],
    ['letters beyond ASCII', { ...good, files: 'ÄAAAAAAA' }],
    ['a hash twice', { ...good, files: 'AAAAAAABAAAAAAAB' }],
    ['hashes out of order', { ...good, files: 'AAAAAAABAAAAAAAA' }],
  ])('is refused: %s', (_, value) => {
    expect(v.is(trainedOnSchema, good)).toBe(true);
    expect(v.is(trainedOnSchema, value)).toBe(false);
  });
});
