import { describe, expect, it } from 'vitest';
import { PhonoscopeError } from '../../src/core/errors.ts';
import { createFeatureExtractor } from '../../src/core/features/extract-features.ts';
import { fingerprint } from '../../src/core/features/fingerprint.ts';
import { parseFrontEnd, requireMel } from '../../src/core/features/front-end.ts';
import { preset, presetNames } from '../../src/core/features/presets.ts';
import { hzToMel, melFilterBank, melToHz } from '../../src/core/features/mel-filter-bank.ts';

const fieldOf = (input: unknown): unknown => {
  try {
    parseFrontEnd(input);
    return 'no error';
  } catch (thrown) {
    if (thrown instanceof PhonoscopeError && thrown.code === 'front-end-invalid')
      return thrown.details['field'];
    throw thrown;
  }
};

describe('parseFrontEnd', () => {
  it('fills in the defaults of log-mel-16k', () => {
    expect(preset('log-mel-16k')).toMatchObject({
      sampleRate: 16_000,
      windowSamples: 400,
      hopSamples: 160,
      fftSize: 512,
      amin: 1e-10,
    });
    expect(parseFrontEnd({ power: 1 })).toMatchObject({ amin: 1e-5 });
  });

  it.each([
    [{ numMels: 40 }, 'numMels'],
    [{ fftSize: 401 }, 'fftSize'],
    [{ windowSamples: 600 }, 'windowSamples'],
    [{ maxHz: 9000 }, 'maxHz'],
    [{ minHz: 7600 }, 'minHz'],
    [{ numBands: -1 }, 'numBands'],
    [{ logOffset: 1 }, 'logOffset'],
    [{ stages: ['deltas', 'deltas'] }, 'stages'],
  ])('refuses %j and names the field', (input, field) => {
    expect(fieldOf(input)).toBe(field);
  });
});

describe('fields that a kind does not use', () => {
  const samples: Record<string, unknown> = {
    windowSamples: 400,
    window: 'hann',
    power: 2,
    log: 'db',
    amin: 1e-10,
    logOffset: 0,
    topDb: null,
    ref: 1,
    numBands: 40,
    minHz: 20,
    maxHz: 7600,
    melScale: 'htk',
    melNorm: 'none',
    numCoefficients: 13,
    lifter: 0,
  };
  const melFields = ['numBands', 'minHz', 'maxHz', 'melScale', 'melNorm'];
  const unused: Record<string, string[]> = {
    mel: ['numCoefficients', 'lifter'],
    mfcc: [],
    stft: [...melFields, 'numCoefficients', 'lifter'],
    'meyda-mel': Object.keys(samples).filter((field) => field !== 'numBands'),
  };
  it.each(Object.entries(unused))('are refused for %s, the others taken', (kind, fields) => {
    for (const [field, value] of Object.entries(samples)) {
      const found = fieldOf({ kind, [field]: value });
      expect([field, found]).toEqual([field, fields.includes(field) ? field : 'no error']);
    }
  });
});

describe('presets', () => {
  it('parse, and are all different', () => {
    const all = presetNames.map((name) => fingerprint(preset(name)));
    expect(new Set(all).size).toBe(presetNames.length);
    for (const name of presetNames) expect(parseFrontEnd(preset(name))).toEqual(preset(name));
  });

  it.each(['meyda', 'batch'] as const)('give finite features of silence, DC and one sample: %s', (engine) => {
    const signals = [new Float32Array(8000), new Float32Array(8000).fill(0.5), Float32Array.of(1)];
    for (const name of presetNames) {
      const extract = createFeatureExtractor(preset(name), null, engine);
      for (const signal of signals) expect(extract(signal).values.every(Number.isFinite)).toBe(true);
    }
  });
});

describe('fingerprint', () => {
  it('does not depend on the order of fields or on which defaults were written out', () => {
    const a = fingerprint(parseFrontEnd({ numBands: 40, power: 2 }));
    expect(a).toBe(fingerprint(parseFrontEnd({ power: 2 })));
    expect(a).toMatch(/^[0-9a-f]{64}$/);
    expect(a).not.toBe(fingerprint(parseFrontEnd({ numBands: 41 })));
  });
});

describe('mel', () => {
  it('converts there and back on both scales', () => {
    for (const scale of ['slaney', 'htk'] as const) {
      for (const hz of [20, 440, 1000, 7600]) expect(melToHz(hzToMel(hz, scale), scale)).toBeCloseTo(hz, 8);
    }
    expect(hzToMel(1000, 'slaney')).toBeCloseTo(15, 12);
  });

  it('has an empty filter, not a wrong one, where a band is narrower than a bin', () => {
    const bank = melFilterBank(
      requireMel(parseFrontEnd({ numBands: 128, melScale: 'htk', minHz: 0, maxHz: 8000 })),
    );
    expect(bank.some(({ weights }) => weights.length === 0)).toBe(true);
    expect(bank).toHaveLength(128);
  });
});

describe('createFeatureExtractor', () => {
  it('gives the floor, and no NaN, for digital silence, one sample and nothing', () => {
    const extract = createFeatureExtractor(preset('log-mel-16k'), null);
    for (const length of [0, 1, 160]) {
      const { values, numFrames } = extract(new Float32Array(length));
      expect(numFrames).toBe(1 + Math.floor(length / 160));
      expect(values.every((value) => value === -100)).toBe(true);
    }
  });

  it('normalises per band and refuses a normalisation of another size', () => {
    const frontEnd = parseFrontEnd({ numBands: 2, normalise: 'dataset' });
    const { values } = createFeatureExtractor(frontEnd, { mean: [-100, 0], std: [1, 50] })(
      new Float32Array(10),
    );
    expect([...values]).toEqual([0, -2]);
    expect(() => createFeatureExtractor(frontEnd, { mean: [0], std: [1] })).toThrow('2 means');
    expect(() => createFeatureExtractor(frontEnd, null)).toThrow(PhonoscopeError);
  });
});
