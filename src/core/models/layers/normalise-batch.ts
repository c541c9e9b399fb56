import * as tf from '@tensorflow/tfjs-core';
import { type NormSizes as KernelSizes, normKernels } from '../kernels/norm-kernels.ts';
import { activate, type Activation } from './activation.ts';

export type NormSizes = Omit<KernelSizes, 'isRelu'> & { readonly activation: Activation };

export type NormInputs = {
  readonly x: tf.Tensor;
  /** Scale, `[subBands × channels]`. */
  readonly gamma: tf.Tensor;
  /** Offset, `[subBands × channels]`. */
  readonly beta: tf.Tensor;
  /** Ones for the rows that count, zeros for those that do not; null = all count. */
  readonly mask: tf.Tensor | null;
};

/** `mean` and `variance` (of the population) are `[subBands × channels]`. */
export type NormOutput = {
  readonly output: tf.Tensor;
  readonly mean: tf.Tensor;
  readonly variance: tf.Tensor;
};

/**
 * Normalises a batch by its own statistics, as in training; differentiable for x, gamma and beta. One kernel where
 * the backend has ours (WASM, once training has registered it), else TensorFlow.js' operations.
 */
export function normaliseBatch(inputs: NormInputs, sizes: NormSizes): NormOutput {
  if (tf.getKernel(normKernels.forward, tf.getBackend()) === undefined) return composed(inputs, sizes);
  const mask = inputs.mask ?? tf.zeros([0]);
  const isRelu = sizes.activation === 'relu';
  const [output, mean, variance] = tf
    .engine()
    .runKernel<tf.Tensor[]>(normKernels.forward, { ...inputs, mask }, { ...sizes, isRelu });
  if (!output || !mean || !variance) throw new TypeError('The normalisation is incomplete.');
  // The backend's own exponential is quicker than a loop's; 0 stays 0.
  return { output: isRelu ? output : activate(output, sizes.activation), mean, variance };
}

function composed({ x, gamma, beta, mask }: NormInputs, sizes: NormSizes): NormOutput {
  const { numRows, subBands, bandsEach, numChannels } = sizes;
  const rows = tf.reshape(x, [numRows, subBands, bandsEach, numChannels]);
  const counted = mask === null ? null : tf.reshape(mask, [numRows, 1, 1, 1]);
  const count = counted === null ? numRows * bandsEach : tf.mul(tf.maximum(tf.sum(counted), 1), bandsEach);
  const masked = (values: tf.Tensor) => (counted === null ? values : tf.mul(values, counted));
  const meanOf = (values: tf.Tensor) => tf.div(tf.sum(masked(values), [0, 2], true), count);
  const perBand = (values: tf.Tensor) => tf.reshape(values, [1, subBands, 1, numChannels]);
  const mean = meanOf(rows);
  const centred = tf.sub(rows, mean);
  const variance = meanOf(tf.square(centred));
  const scale = tf.mul(tf.rsqrt(tf.add(variance, sizes.epsilon)), perBand(gamma));
  const normalised = tf.add(tf.mul(centred, scale), perBand(beta));
  const output = masked(activate(normalised, sizes.activation));
  const flat = [subBands * numChannels];
  return {
    output: tf.reshape(output, x.shape),
    mean: tf.reshape(mean, flat),
    variance: tf.reshape(variance, flat),
  };
}
