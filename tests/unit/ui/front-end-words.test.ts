import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { frontEndMismatch } from '../../../src/core/features/compare-front-ends.ts';
import { type FrontEndInput, parseFrontEnd } from '../../../src/core/features/front-end.ts';
import { preset, presetNames } from '../../../src/core/features/presets.ts';
import { frontEndWords } from '../../../src/ui/classify/explain/front-end-words.ts';
import { scientific } from '../../../src/ui/classify/explain/scientific.ts';
import en from '../../../src/ui/i18n/en.json' with { type: 'json' };
import zh from '../../../src/ui/i18n/zh.json' with { type: 'json' };
import { createFormat } from '../../../src/ui/shared/format.ts';

const texts = { en: { translation: en }, zh: { translation: zh } };
beforeAll(() => i18next.init({ lng: 'en', resources: texts, interpolation: { escapeValue: false } }));

type Language = 'en' | 'zh';
const wordsOf = (input: FrontEndInput, language: Language) =>
  frontEndWords(parseFrontEnd(input), i18next.getFixedT(language), createFormat(language));
const sentence = (input: FrontEndInput, language: Language = 'en') =>
  wordsOf(input, language)
    .main.join(language === 'en' ? ', ' : '，')
    .replaceAll('\u00A0', ' ');
const everything = (input: FrontEndInput, language: Language) => {
  const { main, fine } = wordsOf(input, language);
  return [...main, '|', ...fine].join(', ');
};

const trained: FrontEndInput = {
  level: { targetDbfs: -26, maxGainDb: 40 },
  clipSamples: 16_000,
  normalise: 'dataset',
};

/** Each field with a change that has an effect, and what has to be set besides. */
const changes: [field: string, base: FrontEndInput, change: FrontEndInput][] = [
  ['kind mfcc', {}, { kind: 'mfcc' }],
  ['kind stft', {}, { kind: 'stft' }],
  ['kind meyda-mel', {}, { kind: 'meyda-mel' }],
  ['sampleRate', {}, { sampleRate: 22_050 }],
  ['level', {}, { level: { targetDbfs: -20, maxGainDb: 30 } }],
  ['level.targetDbfs', trained, { level: { targetDbfs: -25, maxGainDb: 40 } }],
  ['level.maxGainDb', trained, { level: { targetDbfs: -26, maxGainDb: 39 } }],
  ['clipSamples', trained, { clipSamples: 12_000 }],
  ['place', trained, { place: 'start' }],
  ['windowSamples', {}, { windowSamples: 480 }],
  ['hopSamples', {}, { hopSamples: 200 }],
  ['fftSize', {}, { fftSize: 1024 }],
  ['window', {}, { window: 'hamming' }],
  ['window', {}, { window: 'rect' }],
  ['centered', {}, { centered: false }],
  ['padMode', {}, { padMode: 'constant' }],
  ['power', { amin: 1e-10 }, { power: 1 }],
  ['numBands', {}, { numBands: 41 }],
  ['minHz', {}, { minHz: 30 }],
  ['maxHz', {}, { maxHz: 7000 }],
  ['melScale', {}, { melScale: 'htk' }],
  ['melNorm', {}, { melNorm: 'none' }],
  ['log', {}, { log: 'ln' }],
  ['log', {}, { log: 'none' }],
  ['amin', {}, { amin: 1e-6 }],
  ['logOffset', { log: 'ln' }, { logOffset: 1e-6 }],
  ['topDb', {}, { topDb: 80 }],
  ['ref', {}, { ref: 'max' }],
  ['ref', {}, { ref: 0.5 }],
  ['numCoefficients', { kind: 'mfcc' }, { numCoefficients: 20 }],
  ['lifter', { kind: 'mfcc' }, { lifter: 22 }],
  ['stages', {}, { stages: ['hpss-harmonic'] }],
  ['stages', {}, { stages: ['hpss-percussive'] }],
  ['stages', {}, { stages: ['modulation'] }],
  ['stages', {}, { stages: ['deltas'] }],
  ['normalise', {}, { normalise: 'clip' }],
  ['normalise', {}, { normalise: 'dataset' }],
  ['maxFrames', {}, { maxFrames: 100 }],
  ['padValue', { maxFrames: 100 }, { padValue: -1 }],
  ['resizeBands', {}, { resizeBands: 64 }],
];

describe('frontEndWords', () => {
  it('says what the trained models use', () => {
    expect(sentence(trained)).toBe(
      '16 kHz, level −26 dBFS, one second around the energy, 25 ms Hann windows every 10 ms, 40 Slaney mel bands from 20 to 7,600 Hz, in dB, normalised over the training set',
    );
    expect(sentence(trained, 'zh')).toBe(
      '16 kHz，电平调到 −26 dBFS，取能量周围的一秒，每 10 ms 取一个 25 ms 的汉宁窗，20 至 7,600 Hz 的 40 个 Slaney 梅尔频带，以 dB 表示，按训练集归一化',
    );
  });

  it('says the other kinds', () => {
    expect(sentence({ kind: 'stft', window: 'rect', log: 'none' })).toBe(
      '16 kHz, level as recorded, the whole clip, 25 ms rectangular windows every 10 ms, all 257 frequencies from 0 to 8,000 Hz, without logarithm, not normalised',
    );
    expect(sentence({ kind: 'meyda-mel' })).toContain(
      "40 of Meyda's own mel bands from 0 to 8,000 Hz, as ln(1 + x)",
    );
    expect(sentence({ kind: 'mfcc', stages: ['deltas', 'modulation'] })).toContain(
      '13 cepstral coefficients of them (MFCC), filtered along time (RASTA), with their slopes over time (deltas)',
    );
  });

  it.each(changes)('has words for %s', (_, base, change) => {
    for (const language of ['en', 'zh'] as const) {
      expect(everything({ ...base, ...change }, language)).not.toBe(everything(base, language));
    }
  });

  it('has words for every field, and leaves no gap in any preset', () => {
    const named = new Set(changes.map(([field]) => field.split(/[ .]/)[0]));
    // There is only one way to fit.
    named.add('fit');
    for (const name of presetNames) {
      for (const field of Object.keys(preset(name))) expect([...named], field).toContain(field);
      for (const language of ['en', 'zh'] as const) {
        expect(everything(preset(name), language)).not.toMatch(/\{\{|explain\.|undefined|NaN/);
      }
    }
  });
});

describe('scientific', () => {
  it.each([
    [0, '0'],
    [0.25, '0.25'],
    [1e-10, '10⁻¹⁰'],
    [3.2e-5, '3.2\u00A0×\u00A010⁻⁵'],
    [-0.5, '−0.5'],
    [25_000, '2.5\u00A0×\u00A010⁴'],
  ])('writes %d as %s', (value, text) => expect(scientific(value)).toBe(text));
});

describe('the error of a front end that does not fit', () => {
  it('names the field in both languages', () => {
    const { details } = frontEndMismatch('x', preset('log-mel-16k'), parseFrontEnd({ minHz: 60 }));
    for (const language of ['en', 'zh'] as const) {
      const text = i18next.getFixedT(language)('errors.front-end-mismatch', details);
      expect(text).toMatch(/minHz.*20.*60/);
      expect(i18next.getFixedT(language)('errors.front-end-mismatch')).not.toContain('{{');
    }
  });
});
