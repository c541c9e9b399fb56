import * as tf from '@tensorflow/tfjs-core';

/** What may follow a normalisation. */
export const activations = ['linear', 'relu', 'swish'] as const;
export type Activation = (typeof activations)[number];

/** Applies an activation. */
export function activate(x: tf.Tensor, activation: Activation): tf.Tensor {
  if (activation === 'relu') return tf.relu(x);
  return activation === 'swish' ? tf.mul(x, tf.sigmoid(x)) : x;
}
