import * as tf from '@tensorflow/tfjs-core';
import { activate, type Activation } from './activation.ts';

/** How `[batch, frames, bands, channels]` is seen: as `[numRows, subBands, bandsEach, numChannels]`. */
export type NormSizes = {
  readonly numRows: number;
  readonly subBands: number;
  readonly bandsEach: number;
  readonly numChannels: number;
  readonly epsilon: number;
  readonly activation: Activation;
};

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

/** Normalises a batch by its own statistics, as in training; differentiable for x, gamma and beta. */
export function normaliseBatch({ x, gamma, beta, mask }: NormInputs, sizes: NormSizes): NormOutput {
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
