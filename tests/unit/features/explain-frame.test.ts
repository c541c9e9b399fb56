import { readFileSync } from 'node:fs';
import { array, custom, parse } from 'valibot';
import { describe, expect, it } from 'vitest';
import { applyFilters } from '../../../src/core/features/base-features.ts';
import { planCompression } from '../../../src/core/features/compression.ts';
import { explainClip } from '../../../src/core/features/explain-frame.ts';
import { createFeatureExtractor } from '../../../src/core/features/extract-features.ts';
import { countFrames, numBinsOf, statisticsWidth } from '../../../src/core/features/feature-shape.ts';
import { frameAtSample, frameCentre } from '../../../src/core/features/frames.ts';
import { type FrontEndInput, parseFrontEnd } from '../../../src/core/features/front-end.ts';
import { preset, presetNames } from '../../../src/core/features/presets.ts';

const optionsFile = new URL('../../golden/features/option-sets.json', import.meta.url);
const isObject = (value: unknown): value is FrontEndInput => typeof value === 'object' && value !== null;
const optionSets = parse(
  array(custom<FrontEndInput>(isObject)),
  JSON.parse(readFileSync(optionsFile, 'utf8')),
);
const more: FrontEndInput[] = [
  { normalise: 'dataset' },
  { normalise: 'clip', maxFrames: 10 },
  { maxFrames: 60, padValue: -3, resizeBands: 20 },
  { kind: 'mfcc', stages: ['modulation', 'deltas'], normalise: 'dataset', resizeBands: 16 },
  { kind: 'stft', stages: ['hpss-percussive'], power: 1 },
  { kind: 'meyda-mel', stages: ['deltas'], normalise: 'clip' },
];
const frontEnds = [
  ...presetNames.map((name) => preset(name)),
  ...[...optionSets, ...more].map((set) => parseFrontEnd(set)),
];

/** A tone that rises and falls, with noise from a small generator. */
const samples = Float32Array.from({ length: 5000 }, (_, i) => {
  const noise = (((i * 7919) % 1013) / 1013 - 0.5) * 0.02;
  return 0.4 * Math.sin(i * (0.05 + i / 60_000)) * Math.sin((Math.PI * i) / 5000) + noise;
});

const statistics = (width: number) => ({
  mean: Array.from({ length: width }, (_, i) => -20 - i / 3),
  std: Array.from({ length: width }, (_, i) => 8 + i / 7),
});

describe.each(['meyda', 'batch'] as const)('explainClip with the %s engine', (engine) => {
  it.each(frontEnds.map((frontEnd) => [JSON.stringify(frontEnd), frontEnd] as const))(
    'gives exactly the frames of %s',
    (_, frontEnd) => {
      const normalisation = frontEnd.normalise === 'dataset' ? statistics(statisticsWidth(frontEnd)) : null;
      const features = createFeatureExtractor(frontEnd, normalisation, engine)(samples);
      const explain = explainClip(samples, frontEnd, normalisation, engine);
      const numFrames = countFrames(samples.length, frontEnd);
      const kept = Array.from({ length: numFrames }, (_, i) => explain(i).features).filter((f) => f !== null);
      expect(kept).toHaveLength(Math.min(numFrames, features.numFrames));
      expect(Float32Array.from(kept.flatMap((row) => [...row]))).toEqual(
        features.values.slice(0, kept.length * features.numBands),
      );
    },
  );
});

describe('the stations of a frame', () => {
  it.each(frontEnds.map((frontEnd) => [JSON.stringify(frontEnd), frontEnd] as const))(
    'follow from each other for %s',
    (_, frontEnd) => {
      if (frontEnd.normalise === 'dataset') return;
      const explained = explainClip(samples, frontEnd, null)(7);
      const { windowed, window, spectrumDb, separatedDb, filters, linear, logged } = explained;
      expect(windowed).toEqual(explained.samples.map((sample, i) => sample * window[i]!));
      expect(spectrumDb).toHaveLength(numBinsOf(frontEnd));
      if (frontEnd.kind === 'meyda-mel') {
        for (const [band, value] of linear.entries()) expect(Math.log1p(value)).toBeCloseTo(logged[band]!, 4);
        return;
      }
      const power = (separatedDb ?? spectrumDb).map((db) => 10 ** ((db / 20) * frontEnd.power));
      const again = new Float64Array(linear.length);
      if (filters === null) again.set(power);
      else applyFilters(filters, power, 0, again, 0);
      for (const [band, value] of again.entries()) {
        expect(Math.abs(value - linear[band]!)).toBeLessThan(1e-9 * Math.max(1, ...linear));
      }
      if (frontEnd.ref === 'max' || frontEnd.topDb !== null) return;
      const logAgain = linear.slice();
      planCompression(frontEnd, 'meyda')(logAgain);
      expect(logAgain).toEqual(logged);
    },
  );

  it('shows the sound of the whole FFT frame, around the window too', () => {
    const explained = explainClip(samples, parseFrontEnd({}), null)(12);
    const { firstSample } = explained;
    expect(explained.samples).toEqual(Float64Array.from(samples.slice(firstSample, firstSample + 512)));
    expect(explained.windowed[0]).toBeCloseTo(0, 12);
  });

  it('says where a frame lies, and finds it again', () => {
    for (const centered of [true, false]) {
      const frontEnd = parseFrontEnd({ centered });
      const { index, numFrames, firstSample } = explainClip(samples, frontEnd, null)(12);
      expect(firstSample + frontEnd.fftSize / 2).toBe(frameCentre(12, frontEnd));
      expect(frameAtSample(frameCentre(12, frontEnd) + 70, samples.length, frontEnd)).toBe(index);
      expect(frameAtSample(1e9, samples.length, frontEnd)).toBe(numFrames - 1);
      expect(frameAtSample(-1e9, samples.length, frontEnd)).toBe(0);
    }
  });

  it('brings any number into the clip', () => {
    const explain = explainClip(samples, preset('log-mel-16k'), null);
    expect(explain(-5).index).toBe(0);
    expect(explain(1e9).index).toBe(31);
  });

  it('survives digital silence and a single sample', () => {
    const { spectrumDb, ranges } = explainClip(new Float32Array(1), preset('log-mel-16k'), null)(0);
    expect([...spectrumDb].every(Number.isFinite)).toBe(true);
    expect(ranges.samples).toEqual([0, 0]);
  });
});
