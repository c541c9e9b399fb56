import {
  both,
  type BrokenModel,
  type Edit,
  networkFile,
  weightsFile,
  withFile,
  withText,
  withWeights,
} from './edit-model.ts';

/** Changes the last weight: a variance, kept as float32. */
const withLastWeight = (value: number): Edit =>
  withWeights((weights) => {
    weights.writeFloatLE(value, weights.length - 4);
    return weights;
  });

/** Weights that are no numbers, and that do not fit their description. */
export const brokenWeights: readonly BrokenModel[] = [
  [
    'weights that are no numbers',
    withLastWeight(Number.NaN),
    /weights of "block1-shortcut-norm\/moving_variance" are not all numbers/,
  ],
  ['an infinite weight', withLastWeight(Infinity), /are not all numbers/],
  ['a negative variance', withLastWeight(-1), /its normalisation comes to no numbers/],
  [
    'a half float that is no number',
    withWeights((weights) => weights.fill(0xff, 0, 2)),
    /weights of "stem-conv\/kernel" are not all numbers/,
  ],
  [
    'weights cut short',
    withWeights((weights) => weights.subarray(0, 10)),
    /weights.bin has 10 bytes where model.json describes/,
  ],
  [
    'weights that are too long',
    withWeights((weights) => Buffer.concat([weights, Buffer.alloc(4)])),
    /weights.bin has \d+ bytes where/,
  ],
  ['no weights', withFile(weightsFile, ''), /weights.bin has 0 bytes/],
  ['a negative shape', withText(networkFile, '"shape":[3,', '"shape":[-3,'), /model.json, weightsManifest/],
  ['a shape of halves', withText(networkFile, '"shape":[3,', '"shape":[1.5,'), /model.json, weightsManifest/],
  [
    'a huge shape',
    withText(networkFile, '"shape":[3,1,8,4]', '"shape":[19000000]'),
    /weights.bin has \d+ bytes where/,
  ],
  [
    'a shape that overflows',
    withText(networkFile, '"shape":[3,1,8,4]', '"shape":[19000000,19000000,19000000,19000000]'),
    /more than 20000000 weights/,
  ],
  [
    'a shape of 1e999',
    withText(networkFile, '"shape":[3,', '"shape":[1e999,'),
    /model.json, weightsManifest/,
  ],
  [
    'weights of another type',
    withText(networkFile, '[4],"dtype":"float32"', '[4],"dtype":"string"'),
    /model.json, weightsManifest/,
  ],
  [
    'a quantisation of an unknown type',
    withText(networkFile, '"dtype":"float16"', '"dtype":"uint64"'),
    /model.json, weightsManifest/,
  ],
  [
    'a scale that is null',
    withText(networkFile, '{"dtype":"float16"}', '{"dtype":"uint16","scale":null,"min":0}'),
    /model.json, weightsManifest/,
  ],
  [
    'a scale that overflows',
    both(
      withText(networkFile, '{"dtype":"float16"}', '{"dtype":"uint16","scale":1e308,"min":0}'),
      withWeights((weights) => weights.fill(0xff, 0, 2)),
    ),
    /weights of "stem-conv\/kernel" are not all numbers/,
  ],
  [
    'no description of the weights',
    withText(networkFile, '"weightsManifest"', '"weights"'),
    /layers format of TensorFlow.js/,
  ],
  [
    'two groups of weights',
    withText(networkFile, '"weightsManifest":[', '"weightsManifest":[{"paths":[],"weights":[]},'),
    /one group of weights is expected/,
  ],
  [
    'a weight twice',
    withText(networkFile, '"name":"stem-norm/beta"', '"name":"stem-norm/gamma"'),
    /describes a weight twice/,
  ],
  [
    'a weight of an unknown layer',
    withText(networkFile, '"name":"logits/bias"', '"name":"extra/bias"'),
    /its network does not load/,
  ],
  [
    'a weight of another shape',
    withText(networkFile, '"shape":[3,1,8,4]', '"shape":[1,3,8,4]'),
    /its network does not load/,
  ],
];
