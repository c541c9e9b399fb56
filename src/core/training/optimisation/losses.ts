import * as tf from '@tensorflow/tfjs-core';

export const lossNames = ['cross-entropy', 'mse', 'kl'] as const;

export type LossOptions = {
  readonly name: (typeof lossNames)[number];
  /** Share of each target that is spread evenly over all labels before any loss is taken. */
  readonly labelSmoothing: number;
  /** For `cross-entropy`: how much a clip of each label counts; null = all the same. */
  readonly classWeights: Float32Array | null;
};

/**
 * The loss of a batch, as PyTorch's modules give it.
 *
 * - `cross-entropy`: `CrossEntropyLoss`. With class weights w the mean over clips is weighted by w of each clip's target.
 * - `mse`: `MSELoss` between the softmax scores and the targets, mean over clips and labels.
 * - `kl`: `KLDivLoss` with `batchmean`: Σ t (ln t − ln score) / clips.
 *
 * @param logits `[clips, labels]`, before softmax.
 * @param targets `[clips, labels]` probabilities.
 * @see torch.nn of PyTorch 1.13.
 */
export function lossOfLogits(logits: tf.Tensor, targets: tf.Tensor, options: LossOptions): tf.Scalar {
  const smoothed = smoothTargets(targets, options.labelSmoothing);
  if (options.name === 'mse') return tf.mean(tf.square(tf.sub(tf.softmax(logits), smoothed)));
  if (options.name === 'kl') return divergence(logits, smoothed);
  return crossEntropy(logits, targets, smoothed, options.classWeights);
}

function divergence(logits: tf.Tensor, targets: tf.Tensor): tf.Scalar {
  // A target of 0 adds nothing; the limit keeps 0 × ln 0 a number.
  const entropy = tf.mul(targets, tf.log(tf.maximum(targets, 1e-30)));
  return tf.mean(tf.sum(tf.sub(entropy, tf.mul(targets, tf.logSoftmax(logits))), 1));
}

function crossEntropy(
  logits: tf.Tensor,
  targets: tf.Tensor,
  smoothed: tf.Tensor,
  classWeights: Float32Array | null,
): tf.Scalar {
  const logScores = tf.logSoftmax(logits);
  if (classWeights === null) return tf.neg(tf.mean(tf.sum(tf.mul(logScores, smoothed), 1)));
  const weights = tf.tensor1d(classWeights);
  const total = tf.sum(tf.mul(tf.mul(logScores, smoothed), weights));
  return tf.neg(tf.div(total, tf.sum(tf.mul(targets, weights))));
}

function smoothTargets(targets: tf.Tensor, smoothing: number): tf.Tensor {
  if (smoothing === 0) return targets;
  return tf.add(tf.mul(targets, 1 - smoothing), smoothing / (targets.shape[1] ?? 1));
}
