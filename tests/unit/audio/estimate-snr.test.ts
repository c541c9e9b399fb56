import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeAudio } from '../../../src/core/audio/decode-audio.ts';
import { estimateSnrDb } from '../../../src/core/audio/estimate-snr.ts';
import { prepareClip } from '../../../src/core/audio/prepare-clip.ts';
import { addNoise, cutNoise } from '../../../src/core/augmentation/add-noise.ts';
import { builtInNoises } from '../../../src/core/augmentation/built-in-noises.ts';
import { preset } from '../../../src/core/features/presets.ts';
import { createRandom } from '../../../src/core/training/random.ts';

const rate = 16_000;
const samplesDir = join(import.meta.dirname, '../../../public/samples/digits');
const indexSchema = v.array(v.object({ path: v.string() }));

function noise(rms: number, length: number, seed = 1): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length }, () => rms * random.normal());
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

describe('estimateSnrDb', () => {
  let words: Float32Array[] = [];

  beforeAll(async () => {
    const index = v.parse(indexSchema, JSON.parse(readFileSync(join(samplesDir, 'index.json'), 'utf8')));
    const audios = index.map(({ path }) => decodeAudio(readFileSync(join(samplesDir, path))));
    const frontEnd = preset('log-mel-16k');
    words = (await Promise.all(audios)).map((audio) => prepareClip(audio, frontEnd).whole);
    expect(words.length).toBeGreaterThanOrEqual(50);
  });

  it.each([
    ['steady noise', [0, 1, 2, 3], 3],
    ['babble', [4], 7],
  ])('finds the ratio of words in %s', (_, kinds, toleranceDb) => {
    const noises = builtInNoises(rate);
    for (const snrDb of [15, 10, 5, 0]) {
      const found = words.map((word, i) => {
        const mixed = word.slice();
        const piece = new Float32Array(word.length);
        cutNoise(noises[kinds[i % kinds.length] ?? 0] ?? piece, i * 797, piece);
        addNoise(mixed, piece, snrDb, rate);
        return estimateSnrDb(mixed, rate);
      });
      expect(Math.abs(median(found) - snrDb)).toBeLessThan(toleranceDb);
    }
  });

  it('does not depend on the level or on digital silence around', () => {
    const clip = noise(0.001, rate);
    clip.set(noise(0.1, 6400, 2), 4800);
    const expected = estimateSnrDb(clip, rate);
    expect(Math.abs(expected - 40)).toBeLessThan(1);
    expect(
      estimateSnrDb(
        clip.map((x) => x * 0.125),
        rate,
      ),
    ).toBeCloseTo(expected, 6);
    const padded = new Float32Array(2 * rate);
    padded.set(clip, 5120);
    expect(Math.abs(estimateSnrDb(padded, rate) - expected)).toBeLessThan(1);
  });

  it('says nothing of silence and of what is too short, and never more than −10…80 dB', () => {
    for (const length of [0, 1, 511, 512, 1023]) {
      expect(estimateSnrDb(noise(0.1, length), rate)).toBeNaN();
      expect(estimateSnrDb(new Float32Array(length + rate), rate)).toBeNaN();
    }
    expect(estimateSnrDb(new Float32Array(rate).fill(0.25), rate)).toBe(-10);
    const samples = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), {
      minLength: 1024,
      maxLength: 3000,
    });
    fc.assert(
      fc.property(samples, (values) => {
        const snrDb = estimateSnrDb(Float32Array.from(values), rate);
        expect(Number.isNaN(snrDb) || (snrDb >= -10 && snrDb <= 80)).toBe(true);
      }),
      { numRuns: 50, seed: 1 },
    );
  });
});
