import { describe, expect, it } from 'vitest';
import { prepareClip } from '../../../src/core/audio/prepare-clip.ts';
import { PhonoscopeError } from '../../../src/core/errors.ts';
import { createFeatureExtractor } from '../../../src/core/features/extract-features.ts';
import { countBands } from '../../../src/core/features/feature-shape.ts';
import { type FrontEndInput, parseFrontEnd } from '../../../src/core/features/front-end.ts';

const inputs: readonly FrontEndInput[] = [
  {},
  { log: 'none', power: 1, level: { targetDbfs: -20, maxGainDb: 100 } },
  { log: 'ln', ref: 1, centered: false, fftSize: 400, normalise: 'clip' },
  { ref: 'max', topDb: 80, clipSamples: 4000, maxFrames: 10, resizeBands: 16 },
  { stages: ['hpss-percussive', 'modulation', 'deltas'] },
  { kind: 'mfcc', lifter: 22, stages: ['hpss-harmonic', 'deltas'], normalise: 'clip' },
  { kind: 'mfcc', fftSize: 400, log: 'none' },
  { kind: 'stft', stages: ['modulation'], log: 'none' },
  { kind: 'stft', fftSize: 400, windowSamples: 400, stages: ['hpss-harmonic'] },
  { kind: 'meyda-mel', stages: ['modulation', 'deltas'], normalise: 'clip' },
];
const cases = inputs.flatMap((input) =>
  (['meyda', 'batch'] as const).map((engine) => ({ engine, input, name: JSON.stringify(input) })),
);

const audioOf = (channels: readonly Float32Array[], sampleRateHz = 16_000) => ({
  sampleRateHz,
  channels,
  notes: [],
});
const at = (value: number) => Float32Array.from({ length: 4000 }, (_, i) => (i === 3999 ? value : 0.1));

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'no error';
  } catch (thrown) {
    if (!(thrown instanceof PhonoscopeError)) throw thrown;
    expect(thrown.message).toMatch(/^[A-Z].*\.$/);
    return thrown.code;
  }
}

describe.each(cases)('$engine, $name', ({ engine, input }) => {
  const frontEnd = parseFrontEnd(input);
  const extract = createFeatureExtractor(frontEnd, null, engine);
  const featuresOf = (channels: readonly Float32Array[], rateHz?: number) =>
    extract(prepareClip(audioOf(channels, rateHz), frontEnd).samples);

  it.each([
    ['digital silence', [new Float32Array(8000)]],
    ['DC', [new Float32Array(8000).fill(-1)]],
    ['one sample', [Float32Array.of(1)]],
    ['fewer samples than a frame', [Float32Array.of(0.1, -0.1, 0.2)]],
    ['channels that cancel', [new Float32Array(3000).fill(0.5), new Float32Array(3000).fill(-0.5)]],
    ['no channel', []],
    ['float files of full scale 2³¹', [Float32Array.from({ length: 3000 }, (_, i) => 2 ** 31 * Math.sin(i))]],
  ])('gives finite features of %s', (_, channels) => {
    const { values, numFrames, numBands } = featuresOf(channels);
    expect(numFrames).toBeGreaterThan(0);
    expect(numBands).toBe(countBands(frontEnd));
    expect(values).toHaveLength(numFrames * numBands);
    expect(values.every(Number.isFinite)).toBe(true);
  });

  it.each([Number.NaN, Infinity, -Infinity, 1e30])('refuses a sample of %d in any channel', (value) => {
    expect(codeOf(() => featuresOf([at(value)]))).toBe('audio-undecodable');
    expect(codeOf(() => featuresOf([at(0), at(value)]))).toBe('audio-undecodable');
    expect(codeOf(() => featuresOf([at(value)], 8000))).toBe('audio-undecodable');
  });

  it.each([3, 0, -16_000, 2 ** 32, Number.NaN])('refuses a rate of %d Hz', (rateHz) => {
    expect(codeOf(() => featuresOf([at(0)], rateHz))).toBe('audio-bad-rate');
  });
});

describe('sizes', () => {
  it.each([
    'sampleRate',
    'clipSamples',
    'windowSamples',
    'hopSamples',
    'fftSize',
    'numBands',
    'maxFrames',
    'resizeBands',
  ])('of 2³² are refused for %s', (field) => {
    expect(codeOf(() => parseFrontEnd({ [field]: 2 ** 32 }))).toBe('front-end-invalid');
  });

  it.each<[string, FrontEndInput, number, number]>([
    ['a recording of hours', {}, 40_000_000, 4000],
    ['a frame for each sample', { kind: 'stft', hopSamples: 1 }, 1_000_000, 16_000],
    ['a clip of frames at each sample', { clipSamples: 10_000_000, hopSamples: 1 }, 1, 16_000],
    ['a million frames', { maxFrames: 1_000_000 }, 1, 16_000],
    [
      'a million frames of two bands',
      { fftSize: 8, windowSamples: 8, resizeBands: 4096, maxFrames: 1_000_000, numBands: 2 },
      1,
      16_000,
    ],
  ])('that fill the memory are refused before they do: %s', (_, input, numSamples, rateHz) => {
    const audio = audioOf([new Float32Array(numSamples)], rateHz);
    expect(codeOf(() => prepareClip(audio, parseFrontEnd(input)))).toBe('audio-too-long');
  });
});
