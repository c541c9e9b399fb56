import * as tfl from '@tensorflow/tfjs-layers';
import type { EncoderOf } from '../architecture.ts';
import { connect } from '../layers/layer-inputs.ts';
import type { EncoderParts, Frames } from './encoder-parts.ts';

/**
 * Convolutions over time and frequency, each followed by batch normalisation, ReLU and a maximum over 2 × 2 values. A
 * frame keeps its bands apart: they become channels in the end, because where a sound lies matters in speech.
 */
export function cnnEncoder(
  features: tfl.SymbolicTensor,
  { filters, kernel }: EncoderOf<'cnn'>,
  parts: EncoderParts,
): Frames {
  let frames = parts.begin(features, 'image');
  filters.forEach((count, index) => {
    const name = `layer${index + 1}`;
    frames = parts.convolve(name, frames, { filters: count, kernel: [kernel, kernel] });
    frames = parts.normalise(name, frames, { activation: 'relu' });
    frames = parts.halve(name, frames);
  });
  const [, numFrames = 0, numBands = 0, numChannels = 0] = frames.tensor.shape;
  const targetShape = [numFrames, 1, (numBands ?? 0) * (numChannels ?? 0)];
  const flat = tfl.layers.reshape({ name: 'bands-as-channels', targetShape });
  return { ...frames, tensor: connect(flat, frames.tensor) };
}
