import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Audio } from '../../src/core/audio/audio.ts';
import { prepareClip } from '../../src/core/audio/prepare-clip.ts';
import { resample } from '../../src/core/audio/resample.ts';
import { decodeWav, encodeWav } from '../../src/core/audio/wav.ts';
import { PhonoscopeError } from '../../src/core/errors.ts';
import { parseFrontEnd } from '../../src/core/features/front-end.ts';
import { makeWav, type WavOptions } from './make-wav.ts';

const codeOf = (bytes: Uint8Array): string => {
  try {
    decodeWav(bytes);
    return 'no error';
  } catch (thrown) {
    if (thrown instanceof PhonoscopeError) return thrown.code;
    throw thrown;
  }
};

describe('decodeWav', () => {
  const ramp = [-1, -0.5, 0, 0.25, 0.5];
  it.each([
    { encoding: 'pcm', bits: 8 },
    { encoding: 'pcm', bits: 16 },
    { encoding: 'pcm', bits: 24 },
    { encoding: 'pcm', bits: 32 },
    { encoding: 'float', bits: 32 },
  ] satisfies WavOptions[])('reads $encoding of $bits bits, plain and extensible', (options) => {
    for (const isExtensible of [false, true]) {
      const audio = decodeWav(makeWav([ramp, ramp.toReversed()], { ...options, isExtensible }));
      expect(audio.sampleRateHz).toBe(16_000);
      expect([...(audio.channels[0] ?? [])]).toEqual(ramp);
      expect([...(audio.channels[1] ?? [])]).toEqual(ramp.toReversed());
    }
  });

  it('skips chunks it does not know, odd-sized ones too, and takes data before fmt', () => {
    const before = { tag: 'LIST', bytes: new Uint8Array(7) };
    expect(decodeWav(makeWav([ramp], { extraChunks: [before] })).channels[0]).toHaveLength(5);
    expect(decodeWav(makeWav([ramp], { isDataFirst: true })).channels[0]).toHaveLength(5);
  });

  it('reads a truncated file as far as it goes and says so', () => {
    const audio = decodeWav(makeWav([Array.from({ length: 100 }, () => 0.5)]).subarray(0, 44 + 60));
    expect(audio.channels[0]).toHaveLength(30);
    expect(audio.notes).toEqual([{ code: 'truncated', expectedSamples: 100, foundSamples: 30 }]);
  });

  it.each([
    ['zero bytes', new Uint8Array(0), 'audio-empty-file'],
    ['text', new TextEncoder().encode('this is not a recording at all'), 'audio-not-wav'],
    ['RF64', makeWav([ramp], { container: 'RF64' }), 'audio-unsupported-encoding'],
    ['A-law', makeWav([ramp], { formatTag: 6 }), 'audio-unsupported-encoding'],
    ['12 bits', makeWav([ramp], { declaredBits: 12 }), 'audio-unsupported-encoding'],
    ['no fmt', makeWav([ramp]).subarray(0, 12), 'audio-broken-header'],
    ['no samples', makeWav([[]]), 'audio-no-samples'],
    ['zero channels', makeWav([]), 'audio-unsupported-encoding'],
    ['3 Hz', makeWav([ramp], { sampleRateHz: 3 }), 'audio-bad-rate'],
    ['NaN samples', makeWav([[0, Number.NaN]], { encoding: 'float', bits: 32 }), 'audio-undecodable'],
  ])('refuses %s', (_, bytes, code) => {
    expect(codeOf(bytes)).toBe(code);
  });

  it('never throws anything untyped on mutated files', () => {
    const file = makeWav([ramp, ramp], { isExtensible: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { maxLength: 8 }), (changes) => {
        const mutated = file.slice();
        for (const [at, value] of changes) mutated[at] = value;
        expect(['no error', 'audio-']).toContain(codeOf(mutated).replace(/^audio-.*/, 'audio-'));
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('reads back what encodeWav wrote', () => {
    const samples = Float32Array.from([0, 0.5, -0.5, 1, -1, 2]);
    const back = decodeWav(encodeWav(samples, 22_050));
    expect(back.sampleRateHz).toBe(22_050);
    expect([...(back.channels[0] ?? [])]).toEqual([0, 0.5, -0.5, 32_767 / 32_768, -1, 32_767 / 32_768]);
  });
});

describe('resample', () => {
  it('gives ceil(n · to / from) samples, for rates without a common divisor too', () => {
    for (const [from, to] of [
      [44_101, 16_000],
      [8000, 16_000],
      [48_000, 16_000],
    ] as const) {
      const tone = Float32Array.from({ length: from / 10 }, (_, i) =>
        Math.sin((2 * Math.PI * 440 * i) / from),
      );
      const output = resample(tone, from, to);
      expect(output).toHaveLength(Math.ceil((tone.length * to) / from));
      for (let i = 500; i < 700; i++)
        expect(output[i]).toBeCloseTo(Math.sin((2 * Math.PI * 440 * i) / to), 4);
    }
  });
});

describe('prepareClip', () => {
  const clip = (samples: number[], sampleRateHz = 16_000): Audio => ({
    sampleRateHz,
    channels: [Float32Array.from(samples)],
    notes: [],
  });
  const burst = (length: number, at: number, width: number) =>
    Array.from({ length }, (_, i) => (i >= at && i < at + width ? (i % 2 === 0 ? 0.5 : -0.5) : 0));

  it('centres a short clip in zeros', () => {
    const { samples, startSample } = prepareClip(clip([1, 1]), parseFrontEnd({ clipSamples: 6 }));
    expect([...samples]).toEqual([0, 0, 1, 1, 0, 0]);
    expect(startSample).toBe(-2);
  });

  it('cuts a long clip around its loudest part', () => {
    const { startSample } = prepareClip(clip(burst(5000, 3000, 200)), parseFrontEnd({ clipSamples: 1000 }));
    expect(startSample).toBeGreaterThan(2550);
    expect(startSample).toBeLessThan(2650);
  });

  it('brings the level to the target, amplified by no more than the limit', () => {
    const level = { targetDbfs: -20, maxGainDb: 6 };
    const loud = prepareClip(clip([0.5, -0.5, 0.5, -0.5]), parseFrontEnd({ level }));
    expect(loud.samples[0]).toBeCloseTo(0.1, 6);
    const quiet = prepareClip(clip([0.001, -0.001]), parseFrontEnd({ level }));
    expect(quiet.samples[0]).toBeCloseTo(0.001 * 10 ** 0.3, 9);
  });

  it('takes the mean of the channels and knows digital silence', () => {
    const stereo: Audio = { ...clip([]), channels: [Float32Array.of(1, 0), Float32Array.of(0, 1)] };
    expect([...prepareClip(stereo, parseFrontEnd({})).samples]).toEqual([0.5, 0.5]);
    const silent = prepareClip(clip([0, 0, 0]), parseFrontEnd({ level: { targetDbfs: -20, maxGainDb: 40 } }));
    expect(silent.isSilent).toBe(true);
    expect(silent.rmsDbfs).toBe(Number.NEGATIVE_INFINITY);
    expect([...silent.samples]).toEqual([0, 0, 0]);
  });
});
