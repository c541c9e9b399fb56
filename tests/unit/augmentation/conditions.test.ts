import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareClip } from '../../../src/core/audio/prepare-clip.ts';
import { activePower, energyOf } from '../../../src/core/augmentation/active-power.ts';
import {
  applyCondition,
  type SoundCondition,
} from '../../../src/core/augmentation/conditions/apply-condition.ts';
import {
  allConditions,
  type Condition,
  conditionGroups,
  seedOfPath,
} from '../../../src/core/augmentation/conditions/condition.ts';
import { hearUnderCondition } from '../../../src/core/augmentation/conditions/hear-under-condition.ts';
import { parseFrontEnd } from '../../../src/core/features/front-end.ts';
import { createRandom } from '../../../src/core/training/random.ts';

const rate = 16_000;

function noise(rms: number, length: number, seed = 1): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length }, () => rms * random.normal());
}

function tone(hz: number, numSamples: number): Float32Array {
  return Float32Array.from({ length: numSamples }, (_, i) => 0.3 * Math.sin((2 * Math.PI * hz * i) / rate));
}

/** A word of 0.4 s in a second of silence. */
function word(): Float32Array {
  const samples = new Float32Array(rate);
  samples.set(noise(0.1, 6400, 3), 4800);
  return samples;
}

const apply = (samples: Float32Array, condition: SoundCondition, seed = 7) =>
  applyCondition(samples, rate, condition, seed);
const soundConditions = allConditions.filter((condition) => condition.kind !== 'shift');
/** The gain that a condition gives to a tone, away from both ends. */
const gainDb = (hz: number, condition: SoundCondition) => {
  const [before, after] = [tone(hz, rate), apply(tone(hz, rate), condition)];
  return 10 * Math.log10(energyOf(after, 4000, 12_000) / energyOf(before, 4000, 12_000));
};

describe('conditionGroups', () => {
  it('have the unchanged recordings once each, and grow along the axis or fall', () => {
    for (const { kind, points } of conditionGroups) {
      expect(points.filter(({ condition }) => condition === null)).toHaveLength(1);
      expect(points.every(({ condition }) => condition === null || condition.kind === kind)).toBe(true);
      const places = points.map(({ x }) => x);
      const sorted = places.toSorted((a, b) => (kind === 'noise' ? b - a : a - b));
      expect(places).toEqual(sorted);
    }
    expect(allConditions).toHaveLength(21);
    expect(new Set(allConditions.map((condition) => JSON.stringify(condition))).size).toBe(21);
  });
});

describe('applyCondition', () => {
  it.each([20, 10, 5, 0, -5])('adds noise at %d dB of the active part', (snrDb) => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const clip = word();
      const mixed = apply(clip, { kind: 'noise', snrDb }, seed);
      const added = mixed.map((sample, i) => sample - clip[i]!);
      const found = 10 * Math.log10(activePower(clip, rate) / activePower(added, rate));
      expect(Math.abs(found - snrDb)).toBeLessThan(0.1);
    }
  });

  it('takes the same noise for a clip at every ratio, and others for other clips', () => {
    const added = (path: string, snrDb: number) => {
      const mixed = apply(new Float32Array(rate).fill(0.1), { kind: 'noise', snrDb }, seedOfPath(path));
      const rest = mixed.map((sample) => sample - 0.1);
      return rest.map((sample) => sample / Math.sqrt(energyOf(rest)));
    };
    const [loud, soft] = [added('seven/a.wav', 0), added('seven/a.wav', 20)];
    loud.forEach((sample, i) => expect(Math.abs(sample - soft[i]!)).toBeLessThan(1e-4));
    expect(added('seven/b.wav', 0)).not.toEqual(loud);
  });

  it.each([0.8, 0.9, 1.1, 1.25])('speaks %d times as fast at the same pitch', (factor) => {
    const found = apply(tone(200, rate), { kind: 'speed', factor });
    expect(found).toHaveLength(Math.round(rate / factor));
    const numRises = Array.from(found.subarray(1)).filter((sample, i) => sample >= 0 && found[i]! < 0).length;
    expect(Math.abs(numRises / (found.length / rate) - 200)).toBeLessThan(4);
  });

  it('lets a telephone pass 300 to 3,400 Hz, a blanket up to 2 kHz, a small loudspeaker from 500 Hz', () => {
    const telephone = { kind: 'band', lowHz: 300, highHz: 3400 } as const;
    const blanket = { kind: 'band', lowHz: null, highHz: 2000 } as const;
    const loudspeaker = { kind: 'band', lowHz: 500, highHz: null } as const;
    const passed = [
      [telephone, [350, 1000, 3300]],
      [blanket, [50, 1000, 1950]],
      [loudspeaker, [520, 1000, 7500]],
    ] as const;
    const stopped = [
      [telephone, [100, 200, 5100, 7000]],
      [blanket, [3000, 7000]],
      [loudspeaker, [100, 333]],
    ] as const;
    for (const [condition, tones] of passed)
      for (const hz of tones) expect(Math.abs(gainDb(hz, condition))).toBeLessThan(1.1);
    for (const [condition, tones] of stopped)
      for (const hz of tones) expect(gainDb(hz, condition)).toBeLessThan(-40);
  });

  it.each([0.3, 0.6, 1.2])('adds a tail that falls by 60 dB in %d s', (decaySec) => {
    const click = new Float32Array(1000);
    click[10] = 1;
    const found = apply(click, { kind: 'room', decaySec });
    expect(found[10]).toBeCloseTo(1, 6);
    expect(energyOf(found, 11)).toBeCloseTo(1, 3);
    expect(found).toHaveLength(999 + Math.ceil(decaySec * 0.6 * rate));
    const [early, late] = [0, 0.3].map((share) => 11 + Math.round(share * decaySec * rate));
    const size = Math.round(0.2 * decaySec * rate);
    const fallDb =
      10 * Math.log10(energyOf(found, early, early! + size) / energyOf(found, late, late! + size));
    expect(Math.abs(fallDb - 18)).toBeLessThan(1.5);
  });

  it('brings the peak to a level, and clips above full scale', () => {
    const quiet = apply(word(), { kind: 'level', peakDbfs: -20 });
    expect(Math.max(...quiet.map(Math.abs))).toBeCloseTo(0.1, 6);
    const loud = apply(tone(200, rate), { kind: 'level', peakDbfs: 12 });
    expect(Math.max(...loud)).toBe(1);
    expect(Math.min(...loud)).toBe(-1);
    // A sine of four times full scale is above it for 1 − 2/π · asin(1/4) of the time.
    const numClipped = loud.filter((sample) => Math.abs(sample) === 1).length;
    expect(numClipped / rate).toBeCloseTo(1 - (2 / Math.PI) * Math.asin(10 ** (-12 / 20)), 1);
  });

  it('leaves its input alone, and gives the same numbers again', () => {
    for (const condition of soundConditions) {
      const clip = word();
      const first = apply(clip, condition);
      expect(clip).toEqual(word());
      expect(apply(clip, condition)).toEqual(first);
    }
  });

  it('keeps silence silent, and gives numbers for any recording', () => {
    const samples = fc
      .array(fc.float({ min: -4, max: 4, noNaN: true }), { minLength: 0, maxLength: 700 })
      .map((values) => Float32Array.from(values));
    for (const condition of soundConditions) {
      expect(apply(new Float32Array(rate), condition).every((sample) => sample === 0)).toBe(true);
      expect(apply(Float32Array.of(0.5), condition).every(Number.isFinite)).toBe(true);
      fc.assert(
        fc.property(samples, fc.integer({ min: 0 }), (values, seed) => {
          expect(apply(values, condition, seed).every(Number.isFinite)).toBe(true);
        }),
        { numRuns: 10, seed: 2 },
      );
    }
  });

  it('works at 8 kHz', () => {
    for (const condition of soundConditions)
      expect(applyCondition(word(), 8000, condition, 1).every(Number.isFinite)).toBe(true);
  });
});

describe('hearUnderCondition', () => {
  const frontEnd = parseFrontEnd({ clipSamples: rate, level: { targetDbfs: -20, maxGainDb: 30 } });
  const prepare = (samples: Float32Array) =>
    prepareClip({ sampleRateHz: rate, channels: [samples], notes: [] }, frontEnd);
  const hear = (samples: Float32Array, condition: Condition) =>
    hearUnderCondition(prepare(samples), frontEnd, condition, 1);

  it.each([-0.2, -0.1, 0.1, 0.2])('moves what is heard by exactly %d s, whatever the length', (shiftSec) => {
    for (const length of [3000, 16_000, 40_000]) {
      const samples = noise(0.05, length);
      const plain = prepare(samples);
      const { samples: heard, startSample } = hear(samples, { kind: 'shift', shiftSec });
      expect(startSample).toBe(plain.startSample - shiftSec * rate);
      const shift = shiftSec * rate;
      for (let i = Math.max(0, shift); i < Math.min(rate, rate + shift); i++)
        expect(heard[i]).toBe(plain.samples[i - shift]);
    }
  });

  it('takes level and place anew after the sound has changed', () => {
    const { samples, whole } = hear(word().subarray(4800, 11_200), { kind: 'level', peakDbfs: -20 });
    expect(Math.max(...whole)).toBeLessThanOrEqual(0.1 + 1e-6);
    const plain = prepare(word().subarray(4800, 11_200)).samples;
    samples.forEach((sample, i) => expect(Math.abs(sample - plain[i]!)).toBeLessThan(1e-5));
  });

  it('gives a window of the same length under each condition', () => {
    for (const condition of allConditions) expect(hear(word(), condition).samples).toHaveLength(rate);
  });
});
