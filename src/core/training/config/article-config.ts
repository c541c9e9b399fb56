import * as v from 'valibot';
import { toPhonoscopeError } from '../../errors.ts';
import { type FrontEnd, parseFrontEnd, requireMel } from '../../features/front-end.ts';
import { preset } from '../../features/presets.ts';
import { section, toIssue } from './config-document.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));
const seconds = v.pipe(v.number(), v.minValue(1e-4), v.maxValue(10));

/** Names without the marks that people put between words. */
const plainName = v.pipe(
  v.string(),
  v.transform((name) => name.toLowerCase().replaceAll(/[\s_-]/g, '')),
);

const optimizers = { sgd: 'sgd', adam: 'adam', adagrad: 'adagrad', rmsprop: 'rmsprop' } as const;

/** What `model.feat_type` may name: our kinds, and the stages that the article describes on top of mel. */
const featureTypes = {
  mel: { kind: 'mel' },
  melspec: { kind: 'mel' },
  melspectrogram: { kind: 'mel' },
  mfcc: { kind: 'mfcc' },
  stft: { kind: 'stft' },
  spectrogram: { kind: 'stft' },
  modulation: { kind: 'mel', stages: ['modulation'] },
  hpss: { kind: 'mel', stages: ['hpss-harmonic'] },
  harmonic: { kind: 'mel', stages: ['hpss-harmonic'] },
} as const;

const keysOf = <T extends object>(table: T) => {
  const isKey = (name: string): name is keyof T & string => Object.hasOwn(table, name);
  return v.pipe(
    plainName,
    v.rawTransform(({ dataset, addIssue, NEVER }): keyof T & string => {
      if (isKey(dataset.value)) return dataset.value;
      addIssue({ message: `expected ${Object.keys(table).join(', ')}` });
      return NEVER;
    }),
  );
};

const asr = section({
  sampling_rate: v.optional(v.pipe(count, v.minValue(4000), v.maxValue(192_000)), 16_000),
  max_input_len: v.optional(count),
  image_width: v.optional(v.pipe(count, v.maxValue(4096))),
  batch_size: v.optional(v.pipe(count, v.maxValue(1024)), 32),
  num_workers: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(64))),
  device: v.optional(v.pipe(v.string(), v.regex(/^(?:cpu|cuda(?::\d+)?)$/i, 'expected cpu or cuda'))),
  optim: v.optional(keysOf(optimizers), 'adam'),
  lr: v.optional(v.pipe(v.number(), v.minValue(1e-9), v.maxValue(1e6))),
  momentum: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.9999)), 0),
  feature: v.optional(
    section({
      n_mels: v.optional(v.pipe(count, v.maxValue(512))),
      window_size: v.optional(seconds, 0.025),
      hop_length: v.optional(seconds, 0.01),
    }),
    {},
  ),
  model: v.optional(section({ feat_type: v.optional(keysOf(featureTypes), 'mel') }), {}),
});

type Asr = v.InferOutput<typeof asr>;

/**
 * The article's configuration (`asr:`), turned into ours, not yet completed: seconds become samples by rounding at
 * `sampling_rate`, the front end is the preset `article` with these numbers, and the learning rate follows
 * ReduceLROnPlateau. `momentum` counts for SGD and RMSprop, which have one.
 */
export const articleConfig = v.pipe(
  section({ asr }),
  v.rawTransform(({ dataset, addIssue, NEVER }): object => {
    const config = dataset.value.asr;
    try {
      return toOurForm(config, articleFrontEnd(config));
    } catch (thrown) {
      const { details, message } = toPhonoscopeError(thrown);
      const path = ['asr', ...(placeOfField.get(String(details['field'])) ?? [])];
      addIssue(toIssue({ path, message, isKey: false }, config));
      return NEVER;
    }
  }),
);

function toOurForm(config: Asr, frontEnd: FrontEnd): object {
  const { optim, momentum, lr, device, num_workers: workers, batch_size: batchSize } = config;
  const name = optim === 'sgd' && momentum > 0 ? 'momentum' : optim;
  const usesMomentum = name === 'momentum' || name === 'rmsprop';
  return {
    frontEnd,
    training: {
      batchSize,
      optimizer: {
        name,
        ...(usesMomentum && { momentum }),
        ...(lr !== undefined && { learningRate: lr }),
      },
      schedule: { name: 'plateau', warmUpSteps: 0 },
    },
    ...(workers !== undefined && { data: { workers } }),
    ...(device !== undefined && { backend: /^cpu$/i.test(device) ? 'wasm' : 'webgpu' }),
  };
}

function articleFrontEnd(config: Asr): FrontEnd {
  const { sampling_rate: sampleRate, feature } = config;
  const { kind, ...stages } = featureTypes[config.model.feat_type];
  const windowSamples = Math.round(feature.window_size * sampleRate);
  const base = preset('article');
  const { numBands, minHz, maxHz: _ofItsRate, melScale, melNorm, ...spectral } = requireMel(base);
  return parseFrontEnd({
    ...spectral,
    ...(kind !== 'stft' && {
      numBands: feature.n_mels ?? numBands,
      minHz,
      maxHz: sampleRate / 2,
      melScale,
      melNorm,
    }),
    kind,
    ...stages,
    sampleRate,
    windowSamples,
    fftSize: Math.max(8, 2 ** Math.ceil(Math.log2(windowSamples))),
    hopSamples: Math.round(feature.hop_length * sampleRate),
    maxFrames: config.max_input_len ?? base.maxFrames,
    resizeBands: config.image_width ?? base.resizeBands,
  });
}

/** Where the article's form says what a field of the front end is about. */
const placeOfField: ReadonlyMap<string, readonly string[]> = new Map([
  ['windowSamples', ['feature', 'window_size']],
  ['fftSize', ['feature', 'window_size']],
  ['hopSamples', ['feature', 'hop_length']],
  ['numBands', ['feature', 'n_mels']],
  ['numCoefficients', ['feature', 'n_mels']],
  ['maxFrames', ['max_input_len']],
  ['resizeBands', ['image_width']],
]);
