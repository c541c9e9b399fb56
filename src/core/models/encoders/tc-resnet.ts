import type * as tfl from '@tensorflow/tfjs-layers';
import type { EncoderOf } from '../architecture.ts';
import { add, type EncoderParts, type Frames, relu } from './encoder-parts.ts';

/** Keras' own, with which the first shipped models were trained. */
const epsilon = 1e-3;

/**
 * TC-ResNet: convolutions over time with the bands as channels, in residual blocks that each halve the number of
 * frames.
 *
 * @see Choi et al. 2019, "Temporal Convolution for Real-time Keyword Spotting on Mobile Devices".
 */
export function tcResnetEncoder(
  features: tfl.SymbolicTensor,
  { stemFilters, stemKernel, blockFilters, kernel }: EncoderOf<'tc-resnet'>,
  parts: EncoderParts,
): Frames {
  const convolve = (name: string, frames: Frames, filters: number, size: number, stride: number) => {
    const convolved = parts.convolve(name, frames, { filters, kernel: [size, 1], stride: [stride, 1] });
    const activation = name.endsWith('-second') ? 'linear' : 'relu';
    return parts.normalise(name, convolved, { activation, epsilon });
  };
  const stem = convolve('stem', parts.begin(features, 'channels'), stemFilters, stemKernel, 1);
  return blockFilters.reduce((frames, filters, index) => {
    const name = `block${index + 1}`;
    const shortcut = convolve(`${name}-shortcut`, frames, filters, 1, 2);
    const first = convolve(`${name}-first`, frames, filters, kernel, 2);
    const second = convolve(`${name}-second`, first, filters, kernel, 1);
    return relu(name, add(name, second, shortcut));
  }, stem);
}
