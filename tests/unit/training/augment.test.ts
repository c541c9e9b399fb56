import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFeatureExtractor } from '../../../src/core/features/extract-features.ts';
import { parseFrontEnd, requireMel } from '../../../src/core/features/front-end.ts';
import { type AugmentOptions, createAugmenter, noAugmentation } from '../../../src/core/training/augment.ts';
import { bandStatistics } from '../../../src/core/training/band-statistics.ts';
import { holdOut } from '../../../src/core/training/hold-out.ts';
import {
  activePower,
  framePowers,
  levelledFramePower,
  melBands,
} from '../../../src/core/training/mel-power.ts';
import { createRandom, shuffledIndices } from '../../../src/core/training/random.ts';
import { chooseThresholds } from '../../../src/core/training/thresholds.ts';

const frontEnd = requireMel(parseFrontEnd({ clipSamples: 16_000, normalise: 'dataset', amin: 1e-6 }));
const plainFrontEnd = requireMel(parseFrontEnd({ clipSamples: 16_000, amin: 1e-10 }));
const extract = createFeatureExtractor(plainFrontEnd, null);

function noise(rms: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: 16_000 }, () => rms * random.normal());
}

const strong: AugmentOptions = {
  shiftSec: 0.1,
  speed: 0.15,
  gainDb: 6,
  vocalTract: 0.14,
  noise: { probability: 1, snrDb: [-5, 30] },
  room: { probability: 1, decaySec: [0.2, 0.8] },
  lowPass: { probability: 0.5, hz: [3300, 4000] },
  specAugment: { masks: 2, bands: 7, frames: 20 },
};

describe('augmenter', () => {
  const clip = extract(noise(0.05, 1));
  const noises = [extract(noise(0.001, 2)), extract(new Float32Array(16_000))];
  const normalisation = bandStatistics([clip], 40, -60);

  it('gives the front end’s own features when everything is off', () => {
    const { vary, plain } = createAugmenter(frontEnd, normalisation, [], noAugmentation);
    const expected = createFeatureExtractor(frontEnd, normalisation)(noise(0.05, 1)).values;
    for (const write of [plain, vary]) {
      const output = new Float32Array(expected.length);
      if (write === plain) plain(clip, output, 0);
      else vary(clip, createRandom(1), output, 0);
      // dB to power and back in float64 from float32 values, divided by a deviation of a few dB.
      expected.forEach((value, i) => expect(Math.abs(value - (output[i] ?? 0))).toBeLessThan(1e-4));
    }
  });

  it('always gives finite numbers, the same for the same seed', () => {
    const augmenter = createAugmenter(frontEnd, normalisation, noises, strong);
    const silent = extract(new Float32Array(16_000));
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(clip, silent, null), (seed, source) => {
        const [first, second] = [0, 1].map(() => {
          const output = new Float32Array(101 * 40);
          if (source === null) augmenter.noiseAlone(101, createRandom(seed), output, 0);
          else augmenter.vary(source, createRandom(seed), output, 0);
          return output;
        });
        expect(first?.every(Number.isFinite)).toBe(true);
        expect(first).toEqual(second);
      }),
      { numRuns: 60 },
    );
  });
});

describe('mel powers', () => {
  it('knows the power of white noise at the level of the front end', () => {
    const levelled = requireMel(
      parseFrontEnd({ ...plainFrontEnd, level: { targetDbfs: -26, maxGainDb: 40 } }),
    );
    const { values, numFrames, numBands } = extract(noise(10 ** (-26 / 20), 3));
    const powers = { values: Float64Array.from(values, (db) => 10 ** (db / 10)), numFrames, numBands };
    const perFrame = framePowers(powers, melBands(levelled).weight);
    const mean = perFrame.reduce((sum, power) => sum + power, 0) / numFrames;
    // 16,000 random samples and the missing upper half of the outermost triangles: within half a dB.
    expect(Math.abs(10 * Math.log10(mean / levelledFramePower(levelled)))).toBeLessThan(0.5);
  });

  it('takes the level of sound from its loud frames', () => {
    expect(activePower(Float64Array.of(0, 0, 4, 6, 0.001))).toBe(5);
    expect(activePower(Float64Array.of(0, 0))).toBe(0);
  });
});

describe('random', () => {
  it('gives another stream for each step, evenly spread', () => {
    const means = Array.from({ length: 200 }, (_, step) => createRandom(1, 11, step).uniform(0, 1));
    expect(new Set(means).size).toBe(200);
    const mean = means.reduce((sum, value) => sum + value, 0) / 200;
    // Five standard errors.
    expect(Math.abs(mean - 0.5)).toBeLessThan((5 * Math.sqrt(1 / 12)) / Math.sqrt(200));
  });

  it('shuffles without losing anything', () => {
    const order = shuffledIndices(50, createRandom(3));
    expect(order).not.toEqual([...order].sort((a, b) => a - b));
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  });
});

describe('holdOut', () => {
  const clips = Array.from({ length: 1000 }, (_, i) => ({
    path: `yes/${(0xabc00000 + Math.floor(i / 5)).toString(16)}_nohash_${i % 5}.wav`,
  }));

  it('keeps every speaker on one side', () => {
    const { train, validation } = holdOut(clips, { share: 0.2, by: 'speaker', seed: 1 });
    const speakers = (some: typeof clips) => new Set(some.map(({ path }) => path.slice(4, 12)));
    expect(train.length + validation.length).toBe(1000);
    expect(validation.length).toBeGreaterThan(100);
    expect(validation.length).toBeLessThan(300);
    const inTrain = speakers(train);
    for (const speaker of speakers(validation)) expect(inTrain.has(speaker)).toBe(false);
  });

  it('holds nothing out when the share is 0', () => {
    expect(holdOut(clips, { share: 0, by: 'clip', seed: 1 }).validation).toEqual([]);
  });
});

describe('chooseThresholds', () => {
  it('lies above what other labels reach, within its limits', () => {
    const clip = (label: number, ...scores: number[]) => ({ label, scores: Float32Array.from(scores) });
    const clips = [clip(0, 0.9, 0.1), clip(1, 0.72, 0.28), clip(1, 0.1, 0.9), clip(0, 0.999, 0.001)];
    expect([...chooseThresholds(clips, ['yes', 'no'], () => true)]).toEqual([
      ['yes', 0.73],
      ['no', 0.5],
    ]);
    expect(chooseThresholds(clips, ['yes', 'no'], (label) => label === 'no').has('yes')).toBe(false);
  });
});
