import type * as tfl from '@tensorflow/tfjs-layers';
import type { EncoderOf } from '../architecture.ts';
import type { EncoderParts, Frames } from './encoder-parts.ts';

/**
 * Depthwise separable convolutions: one wide convolution that halves frames and bands, then pairs of a 3 × 3
 * convolution of each channel and a 1 × 1 convolution across them, all with batch normalisation and ReLU.
 *
 * @see Zhang et al. 2017, "Hello Edge: Keyword Spotting on Microcontrollers" (DS-CNN).
 */
export function dsCnnEncoder(
  features: tfl.SymbolicTensor,
  { filters, numBlocks }: EncoderOf<'ds-cnn'>,
  parts: EncoderParts,
): Frames {
  let frames = parts.begin(features, 'image');
  frames = parts.convolve('stem', frames, { filters, kernel: [10, 4], stride: [2, 2] });
  frames = parts.normalise('stem', frames, { activation: 'relu' });
  for (let block = 1; block <= numBlocks; block++) {
    const [depthwise, pointwise] = [`block${block}-depthwise`, `block${block}-pointwise`];
    frames = parts.convolveDepthwise(depthwise, frames, { kernel: [3, 3] });
    frames = parts.normalise(depthwise, frames, { activation: 'relu' });
    frames = parts.convolve(pointwise, frames, { filters, kernel: [1, 1] });
    frames = parts.normalise(pointwise, frames, { activation: 'relu' });
  }
  return frames;
}
