import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { layerNames } from '../models/build-network.ts';
import { single } from '../models/layers/layer-inputs.ts';
import { createRandom, type Random } from './random.ts';

export type ClassificationLossOptions = {
  readonly seed: number;
  readonly dropout: number;
  readonly labelSmoothing: number;
};

/** Runs the network as in training and gives the mean loss of a batch; inside `tf.variableGrads`. */
export type ClassificationLoss = (
  inputs: tf.Tensor[],
  targets: tf.Tensor,
  step: number,
) => { loss: tf.Scalar; logits: tf.Tensor };

/**
 * Cross-entropy with label smoothing, for a network of `buildNetwork`. Dropout comes before its last dense layer,
 * from the stream of the seed and the step (TensorFlow.js' own layer repeats one mask, or has no seed).
 */
export function createLoss(model: tfl.LayersModel, options: ClassificationLossOptions): ClassificationLoss {
  const { dropout, labelSmoothing, seed } = options;
  const dense = model.getLayer(layerNames.logits);
  const embedding = layerOutput(model, layerNames.embedding);
  const encoder = tfl.model({ inputs: model.inputs, outputs: embedding });
  return (inputs, targets, step) => {
    let pooled = oneTensor(encoder.apply(inputs, { training: true }));
    if (dropout > 0) pooled = tf.mul(pooled, dropoutMask(pooled.shape, dropout, createRandom(seed, 7, step)));
    const logits = oneTensor(dense.apply(pooled));
    const smoothed = smoothTargets(targets, labelSmoothing);
    const perClip = tf.sum(tf.mul(tf.logSoftmax(logits), smoothed), 1);
    return { loss: tf.reshape(tf.neg(tf.mean(perClip)), []), logits };
  };
}

function layerOutput(model: tfl.LayersModel, name: string): tfl.SymbolicTensor {
  const { output } = model.getLayer(name);
  return single(output);
}

function oneTensor(output: ReturnType<tfl.layers.Layer['apply']>): tf.Tensor {
  if (output instanceof tf.Tensor) return output;
  throw new TypeError('A layer gave something other than one tensor.');
}

/** Kept values are scaled up, so that the expected sum stays. */
function dropoutMask(shape: number[], rate: number, random: Random): tf.Tensor {
  const values = Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () =>
    random.chance(rate) ? 0 : 1 / (1 - rate),
  );
  return tf.tensor(values, shape);
}

function smoothTargets(targets: tf.Tensor, smoothing: number): tf.Tensor {
  if (smoothing === 0) return targets;
  return tf.add(tf.mul(targets, 1 - smoothing), smoothing / (targets.shape[1] ?? 1));
}
