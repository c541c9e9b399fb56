import * as tfl from '@tensorflow/tfjs-layers';
import type { TcResnetEncoder } from './architecture.ts';

/**
 * Builds the encoder of TC-ResNet: 1-D convolutions over time with the bands as channels, in residual blocks that
 * each halve the number of frames. Time is the height of 2-D layers of width 1, because those train everywhere.
 *
 * @param features symbolic `[batch, frames, bands]`.
 * @param normMomentum share of the moving statistics of batch normalisation that stays at each step.
 * @returns symbolic `[batch, frames', 1, filters]`.
 * @see Choi et al. 2019, "Temporal Convolution for Real-time Keyword Spotting on Mobile Devices".
 */
export function tcResnetEncoder(
  features: tfl.SymbolicTensor,
  encoder: TcResnetEncoder,
  normMomentum: number,
): tfl.SymbolicTensor {
  const [, numFrames = null, numBands = null] = features.shape;
  const asImage = tfl.layers.reshape({ name: 'as-image', targetShape: [numFrames, 1, numBands] });
  let frames = single(asImage.apply(features));
  frames = convolution('stem', frames, {
    filters: encoder.stemFilters,
    kernel: encoder.stemKernel,
    stride: 1,
    normMomentum,
  });
  frames = relu('stem', frames);
  encoder.blockFilters.forEach((filters, index) => {
    frames = residualBlock(`block${index + 1}`, frames, { filters, kernel: encoder.kernel, normMomentum });
  });
  return frames;
}

function residualBlock(name: string, frames: tfl.SymbolicTensor, sizes: Omit<Convolution, 'stride'>) {
  const shortcut = relu(
    `${name}-shortcut`,
    convolution(`${name}-shortcut`, frames, { ...sizes, kernel: 1, stride: 2 }),
  );
  const first = relu(`${name}-first`, convolution(`${name}-first`, frames, { ...sizes, stride: 2 }));
  const second = convolution(`${name}-second`, first, { ...sizes, stride: 1 });
  const sum = single(tfl.layers.add({ name: `${name}-add` }).apply([second, shortcut]));
  return relu(name, sum);
}

type Convolution = {
  readonly filters: number;
  readonly kernel: number;
  readonly stride: number;
  readonly normMomentum: number;
};

/** Convolution over time and batch normalisation. */
function convolution(name: string, frames: tfl.SymbolicTensor, sizes: Convolution) {
  const { filters, kernel, stride, normMomentum } = sizes;
  const convolved = tfl.layers.conv2d({
    name: `${name}-conv`,
    filters,
    kernelSize: [kernel, 1],
    strides: [stride, 1],
    padding: 'same',
    useBias: false,
    kernelInitializer: 'zeros',
  });
  const normalised = tfl.layers.batchNormalization({ name: `${name}-norm`, momentum: normMomentum });
  return single(normalised.apply(single(convolved.apply(frames))));
}

function relu(name: string, x: tfl.SymbolicTensor): tfl.SymbolicTensor {
  return single(tfl.layers.reLU({ name: `${name}-relu` }).apply(x));
}

/** The one symbolic output of a layer. */
export function single(output: ReturnType<tfl.layers.Layer['apply']>): tfl.SymbolicTensor {
  if (output instanceof tfl.SymbolicTensor) return output;
  throw new TypeError('A layer gave something other than one symbolic tensor.');
}
