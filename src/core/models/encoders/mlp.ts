import * as tfl from '@tensorflow/tfjs-layers';
import type { EncoderOf } from '../architecture.ts';
import { connect } from '../layers/layer-inputs.ts';
import type { EncoderParts, Frames } from './encoder-parts.ts';

/**
 * A feed-forward network that looks at each frame with those around it: dense layers, each with a ReLU. The first is
 * written as a convolution over time, which is the same sum.
 */
export function mlpEncoder(
  features: tfl.SymbolicTensor,
  { contextFrames, units }: EncoderOf<'mlp'>,
  parts: EncoderParts,
): Frames {
  let frames = parts.begin(features, 'channels');
  units.forEach((filters, index) => {
    const dense = tfl.layers.conv2d({
      name: `dense${index + 1}`,
      filters,
      kernelSize: [index === 0 ? contextFrames : 1, 1],
      padding: 'same',
      activation: 'relu',
      kernelInitializer: 'zeros',
    });
    frames = { ...frames, tensor: connect(dense, frames.tensor) };
  });
  return frames;
}
