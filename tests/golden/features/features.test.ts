import { describe, expect, it } from 'vitest';
import { resample } from '../../../src/core/audio/resample.ts';
import { compareWithGolden, readGolden } from './golden-features.ts';

const golden = readGolden(new URL('./', import.meta.url));
const named = <T extends { signal: string; options: object }>(cases: T[]) =>
  cases.map((one) => ({ ...one, name: `${one.signal} ${JSON.stringify(one.options)}` }));

describe.each(['meyda', 'batch'] as const)(
  'features of the %s engine equal torch, scipy and Pillow',
  (engine) => {
    it.each(named(golden.features))('$name', (one) => {
      const { shape, error, bar } = compareWithGolden(golden, one, engine);
      expect(shape).toEqual(one.shape);
      expect(error).toBeLessThanOrEqual(bar);
    });
  },
);

// Its float32 spectrum has a noise floor: beside a pure tone, bands 80 dB down are off by 1 dB. 60 dB are compared.
describe('features are within 0.1 dB of torchaudio’s own float32 transform', () => {
  it.each(named(golden.transform))('$signal', (one) => {
    expect(compareWithGolden(golden, one, 'batch', 60).error).toBeLessThanOrEqual(0.1);
  });
});

describe('resampling equals torchaudio', () => {
  it.each(golden.resampled)('$fromHz Hz → $toHz Hz', (one) => {
    const input = Float32Array.from(golden.slice(one.inputOffset, one.inputLength));
    const expected = golden.slice(one.outputOffset, one.outputLength);
    const ours = resample(input, one.fromHz, one.toHz);
    expect(ours.length).toBe(expected.length);
    // Both are stored as float32, which is 6e-8 of full scale.
    for (const [i, value] of ours.entries())
      expect(Math.abs(value - (expected[i] ?? 9))).toBeLessThanOrEqual(1e-6);
  });
});
