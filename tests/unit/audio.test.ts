import { describe, expect, it } from 'vitest';
import type { Audio } from '../../src/core/audio/audio.ts';
import { prepareClip } from '../../src/core/audio/prepare-clip.ts';
import { resample } from '../../src/core/audio/resample.ts';
import { encodeWav } from '../../src/core/audio/encode-wav.ts';
import { decodeWav } from '../../src/core/audio/wav.ts';
import { PhonoscopeError } from '../../src/core/errors.ts';
import { parseFrontEnd } from '../../src/core/features/front-end.ts';
import { expandALaw, expandMuLaw } from '../../src/core/audio/g711.ts';
import { fuzzWav } from './fuzz-wav.ts';
import { aliasDb } from './alias-db.ts';
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
    { encoding: 'float', bits: 64 },
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
    ['A-law of 16 bits', makeWav([ramp], { formatTag: 6 }), 'audio-unsupported-encoding'],
    ['MP3 in WAV', makeWav([ramp], { formatTag: 85 }), 'audio-unsupported-encoding'],
    ['nine channels', makeWav(Array.from({ length: 9 }, () => ramp)), 'audio-unsupported-encoding'],
    ['infinite samples', makeWav([[0, -Infinity]], { encoding: 'float', bits: 64 }), 'audio-undecodable'],
    ['1e300', makeWav([[0, 1e300]], { encoding: 'float', bits: 64 }), 'audio-undecodable'],
    ['200 kHz', makeWav([ramp], { sampleRateHz: 200_000 }), 'audio-bad-rate'],
    ['12 bits', makeWav([ramp], { declaredBits: 12 }), 'audio-unsupported-encoding'],
    ['no fmt', makeWav([ramp]).subarray(0, 12), 'audio-broken-header'],
    ['no samples', makeWav([[]]), 'audio-no-samples'],
    ['zero channels', makeWav([]), 'audio-unsupported-encoding'],
    ['3 Hz', makeWav([ramp], { sampleRateHz: 3 }), 'audio-bad-rate'],
    ['NaN samples', makeWav([[0, Number.NaN]], { encoding: 'float', bits: 32 }), 'audio-undecodable'],
  ])('refuses %s', (_, bytes, code) => {
    expect(codeOf(bytes)).toBe(code);
  });

  it('ends in a result or a typed error for 2,000 mutated files', () => {
    const { numFiles, numRead, codes } = fuzzWav(2000, 1);
    expect(numFiles).toBe(2000);
    expect(numRead).toBeGreaterThan(200);
    expect(codes.size).toBeGreaterThan(4);
  });

  it.each([
    ['A-law', 6, expandALaw],
    ['µ-law', 7, expandMuLaw],
  ])('reads %s, plain and extensible', (_, formatTag, expand) => {
    const rawData = Uint8Array.from({ length: 256 }, (_value, byte) => byte);
    for (const isExtensible of [false, true]) {
      const bytes = makeWav([[]], { formatTag, bits: 8, rawData, isExtensible });
      expect([...(decodeWav(bytes).channels[0] ?? [])]).toEqual(
        [...rawData].map((byte) => expand(byte) / 32_768),
      );
    }
  });

  it('reads what is there where the sizes are 2³² − 1 or wrong, and one sample', () => {
    const endless = decodeWav(makeWav([ramp], { declaredDataBytes: 0xffff_ffff }));
    expect(endless.channels[0]).toHaveLength(5);
    expect(endless.notes).toEqual([]);
    const wrong = decodeWav(makeWav([ramp], { declaredDataBytes: 0xffff_fff0 }));
    expect(wrong.channels[0]).toHaveLength(5);
    expect(wrong.notes).toMatchObject([{ code: 'truncated', foundSamples: 5 }]);
    const huge = makeWav([ramp], { extraChunks: [{ tag: 'LIST', bytes: new Uint8Array(4) }] });
    huge.fill(0xff, 16, 20);
    expect(codeOf(huge)).toBe('audio-broken-header');
    expect([...(decodeWav(makeWav([[0.5]])).channels[0] ?? [])]).toEqual([0.5]);
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

describe('resample: other rates', () => {
  it.each([
    [44_100, 16_000],
    [48_000, 16_000],
    [22_050, 8000],
  ])('keeps aliases of %i → %i Hz 80 dB down', (fromHz, toHz) => {
    expect(aliasDb(fromHz, toHz, 0.3)).toBeLessThan(-80);
  });

  it.each([
    [44_101, 16_000],
    [15_999, 16_000],
    [191_999, 4001],
    [4001, 191_999],
  ])('carries a tone from %i to %i Hz, without a common divisor', (from, to) => {
    const hz = 440;
    const tone = Float32Array.from({ length: Math.round(from / 4) }, (_, i) =>
      Math.sin((2 * Math.PI * hz * i) / from),
    );
    const output = resample(tone, from, to);
    expect(output).toHaveLength(Math.ceil((tone.length * to) / from));
    const middle = Math.floor(output.length / 2);
    for (let i = middle - 40; i < middle + 40; i++)
      expect(Math.abs((output[i] ?? 9) - Math.sin((2 * Math.PI * hz * i) / to))).toBeLessThan(3e-4);
  });

  it.each([
    [8000, 16_000],
    [48_000, 16_000],
    [44_100, 16_000],
  ])('gives the middle of a long recording what it gives that part alone: %d → %d', (from, to) => {
    // Longer than what is worked on at a time.
    const samples = Float32Array.from({ length: 150_000 }, (_, i) => Math.sin(i * i * 1e-5));
    const [start, end] = [44_100, 98_100];
    const part = resample(samples.slice(start, end), from, to);
    const first = (start * to) / from;
    const edge = 500;
    expect(resample(samples, from, to).slice(first + edge, first + part.length - edge)).toEqual(
      part.slice(edge, part.length - edge),
    );
  });

  it('is the identity for equal rates, and gives nothing for nothing', () => {
    const samples = Float32Array.of(0.1, -0.2, 0.3);
    expect(resample(samples, 8000, 8000)).toEqual(samples);
    expect(resample(new Float32Array(0), 44_100, 16_000)).toHaveLength(0);
    expect(resample(Float32Array.of(1), 44_100, 16_000)).toHaveLength(1);
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
