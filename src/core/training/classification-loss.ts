import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { layerNames } from '../models/build-network.ts';
import { single } from '../models/layers/layer-inputs.ts';
import { type LossOptions, lossOfLogits } from './optimisation/losses.ts';
import { createRandom, type Random } from './random.ts';

export type ClassificationLossOptions = {
  readonly seed: number;
  readonly dropout: number;
  readonly loss: LossOptions;
  /** The encoder works as in prediction: batch normalisation by its moving statistics, which stay as they are. */
  readonly isEncoderFrozen: boolean;
};

/** Runs the network as in training and gives the loss of a batch; inside `tf.variableGrads`. */
export type ClassificationLoss = (
  inputs: tf.Tensor[],
  targets: tf.Tensor,
  step: number,
) => { loss: tf.Scalar; logits: tf.Tensor };

/**
 * The loss of a network of `buildNetwork`. Dropout comes before its last dense layer, from the stream of the seed and
 * the step (TensorFlow.js' own layer repeats one mask, or has no seed).
 */
export function createLoss(model: tfl.LayersModel, options: ClassificationLossOptions): ClassificationLoss {
  const { dropout, seed } = options;
  const dense = model.getLayer(layerNames.logits);
  const embedding = layerOutput(model, layerNames.embedding);
  const encoder = tfl.model({ inputs: model.inputs, outputs: embedding });
  return (inputs, targets, step) => {
    let pooled = oneTensor(encoder.apply(inputs, { training: !options.isEncoderFrozen, step }));
    if (dropout > 0) pooled = tf.mul(pooled, dropoutMask(pooled.shape, dropout, createRandom(seed, 7, step)));
    const logits = oneTensor(dense.apply(pooled));
    return { loss: lossOfLogits(logits, targets, options.loss), logits };
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
