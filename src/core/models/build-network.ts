import * as tfl from '@tensorflow/tfjs-layers';
import type { Architecture, DecoderType } from './architecture.ts';
import { attentionDecoder } from './decoders/attention.ts';
import { lastDecoder } from './decoders/last.ts';
import { poolDecoder } from './decoders/pool.ts';
import { encode } from './encoders/encode.ts';
import { EncoderParts } from './encoders/encoder-parts.ts';
import { registerCustomLayers } from './layers/custom-layers.ts';
import { connect } from './layers/layer-inputs.ts';

/** Names of the layers that training looks for. */
export const layerNames = { embedding: 'embedding', logits: 'logits', scores: 'scores' } as const;

/** True for the layers between the encoder's frames and the scores: what a frozen encoder leaves to learn. */
export function isDecoderLayer(name: string): boolean {
  return name === layerNames.logits || name.startsWith('attention-');
}

export type NetworkShape = {
  readonly numFrames: number;
  readonly numBands: number;
  readonly numLabels: number;
  /** The network takes numbers of valid frames besides; frames after them, and how many there are, change nothing. */
  readonly hasLengths?: boolean;
};

type Decoder = typeof poolDecoder;

const decoders: Readonly<Record<DecoderType, Decoder>> = {
  pool: poolDecoder,
  last: lastDecoder,
  attention: attentionDecoder,
};

/**
 * Builds an untrained network; kernels are zero until `initialiseWeights` fills them. Dropout is not part of it: the
 * trainer applies it, from its own seeded random numbers.
 *
 * @returns a model `features` `[batch, frames, bands]`, and with `hasLengths` `lengths` `[batch]` (declared as
 *   `[batch, 1]`, into which TensorFlow.js turns vectors) → softmax `[batch, labels]`; the caller disposes of it.
 */
export function buildNetwork(
  architecture: Architecture,
  { numFrames, numBands, numLabels, hasLengths = false }: NetworkShape,
): tfl.LayersModel {
  registerCustomLayers();
  const { encoder, decoder } = architecture;
  const features = tfl.input({ name: 'features', shape: [numFrames, numBands] });
  const lengths = hasLengths ? tfl.input({ name: 'lengths', shape: [1] }) : null;
  const parts = new EncoderParts(lengths);
  const frames = encode(features, encoder, parts);
  const embedding = decoders[decoder.type](layerNames.embedding, frames.tensor, parts.mask(frames));
  const dense = tfl.layers.dense({
    name: layerNames.logits,
    units: numLabels,
    kernelInitializer: 'zeros',
  });
  const scores = connect(tfl.layers.softmax({ name: layerNames.scores }), connect(dense, embedding));
  return tfl.model({
    name: `${encoder.type}-${decoder.type}`,
    inputs: lengths === null ? features : [features, lengths],
    outputs: scores,
  });
}
