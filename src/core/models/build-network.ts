import * as tfl from '@tensorflow/tfjs-layers';
import type { Architecture } from './architecture.ts';
import { single, tcResnetEncoder } from './tc-resnet.ts';

/** Names of the layers that training looks for. */
export const layerNames = { embedding: 'embedding', logits: 'logits', scores: 'scores' } as const;

export type NetworkShape = {
  readonly numFrames: number;
  readonly numBands: number;
  readonly numLabels: number;
};

/**
 * Builds an untrained network in plain TensorFlow.js layers; kernels are zero until `initialiseWeights` fills them.
 * Dropout is not part of it: the trainer applies it, from its own seeded random numbers.
 *
 * @param normMomentum how slowly the moving statistics of batch normalisation follow in training.
 * @returns a model `[batch, frames, bands]` → softmax `[batch, labels]`; the caller disposes of it.
 */
export function buildNetwork(
  architecture: Architecture,
  shape: NetworkShape,
  normMomentum = 0.99,
): tfl.LayersModel {
  const features = tfl.input({ name: 'features', shape: [shape.numFrames, shape.numBands] });
  const frames = tcResnetEncoder(features, architecture.encoder, normMomentum);
  const pool = tfl.layers.globalAveragePooling2d({ name: layerNames.embedding });
  const dense = tfl.layers.dense({
    name: layerNames.logits,
    units: shape.numLabels,
    kernelInitializer: 'zeros',
  });
  const softmax = tfl.layers.softmax({ name: layerNames.scores });
  const scores = single(softmax.apply(single(dense.apply(single(pool.apply(frames))))));
  return tfl.model({ name: architecture.encoder.type, inputs: features, outputs: scores });
}
