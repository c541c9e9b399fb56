import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AugmentOptions, noAugmentation } from '../../../src/core/augmentation/augment-options.ts';
import { type Augmenter, createAugmenter } from '../../../src/core/augmentation/augmenter.ts';
import { noVariation } from '../../../src/core/augmentation/variation.ts';
import { createRandom } from '../../../src/core/training/random.ts';

const sampleRateHz = 16_000;
const numSamples = 8000;

function noise(rms: number, seed: number, length = numSamples): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length }, () => rms * random.normal());
}

function tone(hz: number, length = numSamples): Float32Array {
  return Float32Array.from({ length }, (_, i) => 0.3 * Math.sin((2 * Math.PI * hz * i) / sampleRateHz));
}

const strong: AugmentOptions = {
  ...noAugmentation,
  shiftSec: 0.1,
  speed: 0.15,
  gainDb: 6,
  vocalTract: 0.14,
  noise: { probability: 0.8, snrDb: [-5, 30] },
  room: { probability: 0.5, decaySec: [0.1, 0.3] },
  lowPass: { probability: 0.5, hz: [3300, 4000] },
};

function augmenter(options: Partial<AugmentOptions>, targetDbfs: number | null = null): Augmenter {
  const noises = [noise(0.01, 8, 3000), new Float32Array(2000)];
  return createAugmenter({
    options: { ...noAugmentation, ...options },
    sampleRateHz,
    targetDbfs,
    noises,
    rooms: [],
  });
}

function vary(
  samples: Float32Array,
  variation: Partial<typeof noVariation>,
  { length = samples.length, startSample = 0 } = {},
): Float32Array {
  const output = new Float32Array(length).fill(Number.NaN);
  augmenter({}).vary({ samples, startSample }, { ...noVariation, ...variation }, output);
  return output;
}

/** Mean square, in a form of its own. */
function power(samples: Float32Array): number {
  return samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length;
}

/** How much of a frequency is in the samples: the size of one bin of a Fourier sum. */
function strengthAt(samples: Float32Array, hz: number): number {
  let [re, im] = [0, 0];
  samples.forEach((sample, i) => {
    re += sample * Math.cos((2 * Math.PI * hz * i) / sampleRateHz);
    im += sample * Math.sin((2 * Math.PI * hz * i) / sampleRateHz);
  });
  return Math.hypot(re, im) / samples.length;
}

describe('createAugmenter', () => {
  it('changes nothing, bit for bit, when everything is off', () => {
    const clip = noise(0.05, 1);
    const { draw, vary: apply } = augmenter({}, -26);
    const variation = draw(createRandom(1));
    expect(variation).toEqual(noVariation);
    const output = new Float32Array(numSamples);
    apply({ samples: clip, startSample: 0 }, variation, output);
    expect(output).toEqual(clip);
  });

  it('takes the window out of a longer recording and pads a shorter one with zeros', () => {
    const clip = Float32Array.of(1, 2, 3, 4, 5);
    expect([...vary(clip, {}, { length: 3, startSample: 1 })]).toEqual([2, 3, 4]);
    expect([...vary(clip, {}, { length: 8, startSample: -2 })]).toEqual([0, 0, 1, 2, 3, 4, 5, 0]);
    expect([...vary(clip, {}, { length: 2, startSample: 9 })]).toEqual([0, 0]);
  });

  it('gives finite samples, the same for the same seed, from any clip', () => {
    const clips = [noise(0.05, 1), tone(440, 700), new Float32Array(numSamples), new Float32Array(0)];
    const made = augmenter(strong, -26);
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom(...clips),
        fc.integer({ min: -3000, max: 3000 }),
        (seed, samples, startSample) => {
          const [first, second] = [0, 1].map(() => {
            const output = new Float32Array(numSamples).fill(Number.NaN);
            const random = createRandom(seed);
            made.vary({ samples, startSample }, made.draw(random), output);
            return output;
          });
          expect(first?.every(Number.isFinite)).toBe(true);
          expect(first).toEqual(second);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('draws within its limits', () => {
    const { draw } = augmenter(strong);
    for (let seed = 0; seed < 300; seed++) {
      const { shiftSec, speed, frequency, noise: drawn, lowPassHz, gainDb } = draw(createRandom(seed));
      expect(Math.abs(shiftSec)).toBeLessThanOrEqual(0.1);
      // Steps of 1/128.
      expect(Math.abs(speed - 1)).toBeLessThan(0.155);
      expect(Math.abs(frequency - 1)).toBeLessThan(0.145);
      expect(Math.abs(gainDb)).toBeLessThanOrEqual(6);
      if (drawn !== null) expect(drawn.snrDb).toBeGreaterThanOrEqual(-5);
      if (lowPassHz !== null) expect(lowPassHz).toBeLessThanOrEqual(4000);
    }
  });
});

describe('gain', () => {
  it('changes the energy by what was asked for', () => {
    const clip = noise(0.05, 1);
    const louder = vary(clip, { gainDb: 4.5 });
    expect(10 * Math.log10(power(louder) / power(clip))).toBeCloseTo(4.5, 4);
  });
});

describe('shift', () => {
  it('moves the clip by whole samples', () => {
    const clip = noise(0.05, 1);
    const later = vary(clip, { shiftSec: 0.01 });
    expect(later.subarray(0, 160)).toEqual(new Float32Array(160));
    expect(later.subarray(160)).toEqual(clip.subarray(0, numSamples - 160));
    expect(vary(clip, { shiftSec: -0.01 }).subarray(0, 100)).toEqual(clip.subarray(160, 260));
  });
});

describe('speed', () => {
  it('moves a tone by the same factor, 60 dB and more above the error', () => {
    const speed = 144 / 128;
    const faster = vary(tone(1000, 16_000), { speed }, { length: 4000, startSample: 4000 });
    const hz = 1000 * speed;
    const start = 8000 - 2000 * speed;
    let error = 0;
    faster.forEach((sample, i) => {
      error += (sample - 0.3 * Math.sin((2 * Math.PI * 1000 * (start + i * speed)) / sampleRateHz)) ** 2;
    });
    expect(strengthAt(faster, hz)).toBeCloseTo(0.15, 2);
    expect(10 * Math.log10(error / 4000 / power(faster))).toBeLessThan(-60);
  });

  it('does not let high frequencies fold back', () => {
    // 7.9 kHz would come out at 8.9 kHz, and be heard at 7.1 kHz.
    const faster = vary(tone(7900), { speed: 144 / 128 }, { length: 4000, startSample: 1000 });
    expect(10 * Math.log10(power(faster) / 0.045)).toBeLessThan(-20);
  });
});

describe('vocal tract', () => {
  it('moves a tone at unchanged tempo', () => {
    // A tone in the second half alone: it must begin in the middle as before.
    const clip = tone(500);
    clip.fill(0, 0, numSamples / 2);
    const higher = vary(clip, { frequency: 144 / 128 });
    const [silent, heard] = [higher.subarray(0, 3700), higher.subarray(4300, 7500)];
    expect(power(silent)).toBeLessThan(1e-6);
    expect(power(heard)).toBeGreaterThan(0.6 * power(clip.subarray(4300)));
    expect(strengthAt(heard, 562.5)).toBeGreaterThan(5 * strengthAt(heard, 500));
  });
});

describe('low-pass', () => {
  it('keeps what lies below and takes what lies above', () => {
    const low = vary(tone(2000), { lowPassHz: 3400 });
    const high = vary(tone(5000), { lowPassHz: 3400 });
    expect(Math.abs(10 * Math.log10(power(low) / 0.045))).toBeLessThan(0.6);
    expect(10 * Math.log10(power(high.subarray(500)) / 0.045)).toBeLessThan(-45);
  });

  it('does nothing from half the sampling rate on', () => {
    const clip = noise(0.1, 4);
    expect(vary(clip, { lowPassHz: 8000 })).toEqual(clip);
  });
});

describe('level', () => {
  it('stays that of the clip where the front end levels clips', () => {
    const made = augmenter({ noise: { probability: 1, snrDb: [0, 0] } }, -26);
    const clip = noise(0.05, 1);
    const output = new Float32Array(numSamples);
    made.vary(
      { samples: clip, startSample: 0 },
      { ...noVariation, noise: { index: 0, start: 0, snrDb: 0 } },
      output,
    );
    expect(power(output) / power(clip)).toBeCloseTo(1, 4);
  });
});

describe('noise alone', () => {
  it('is no louder than speech at the level of the front end, and mostly as loud', () => {
    const { noiseAlone } = createAugmenter({
      options: noAugmentation,
      sampleRateHz,
      targetDbfs: -26,
      noises: [noise(0.01, 8, 3000)],
      rooms: [],
    });
    const levels = Array.from({ length: 200 }, (_, seed) => {
      const output = new Float32Array(numSamples);
      noiseAlone(createRandom(seed), output);
      return 10 * Math.log10(power(output));
    });
    expect(Math.max(...levels)).toBeCloseTo(-26, 2);
    const loud = levels.filter((level) => level > -26.1).length;
    // Six in ten, five standard errors.
    expect(Math.abs(loud - 120)).toBeLessThan(5 * Math.sqrt(200 * 0.6 * 0.4));
  });

  it('is silence where there are no noises', () => {
    const made = createAugmenter({ options: strong, sampleRateHz, targetDbfs: null, noises: [], rooms: [] });
    const output = new Float32Array(10).fill(1);
    made.noiseAlone(createRandom(1), output);
    expect(output).toEqual(new Float32Array(10));
  });
});
