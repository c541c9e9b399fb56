import * as tfl from '@tensorflow/tfjs-layers';
import type { Activation } from '../layers/activation.ts';
import { FrameMask, MaskFrames } from '../layers/frame-mask.ts';
import { connect } from '../layers/layer-inputs.ts';
import { Norm } from '../layers/norm.ts';

/** Frames on their way through an encoder, symbolic `[batch, frames, bands, channels]`. */
export type Frames = {
  readonly tensor: tfl.SymbolicTensor;
  /** How many frames of the features one of them stands for. */
  readonly stride: number;
};

/** Two sizes: over time and over the bands. */
type Pair = readonly [frames: number, bands: number];

export type ConvolutionSizes = {
  readonly filters: number;
  readonly kernel: Pair;
  readonly stride?: Pair;
  /** `valid` over the bands, where the kernel is to leave one band. */
  readonly bandPadding?: 'same' | 'valid';
};

type NormSettings = {
  readonly activation: Activation;
  readonly subBands?: number;
  readonly epsilon?: number;
};

/**
 * Makes the parts of which encoders consist. With lengths, everything in front of a convolution is 0 in the padding,
 * just as beyond the end, so that what is padded gives what is not; the normalisations see to that.
 */
export class EncoderParts {
  readonly #lengths: tfl.SymbolicTensor | null;
  readonly #masks = new Map<number, tfl.SymbolicTensor>();

  /** @param lengths symbolic `[batch, 1]`, numbers of valid frames; null = no clip is padded. */
  constructor(lengths: tfl.SymbolicTensor | null) {
    this.#lengths = lengths;
  }

  get hasLengths(): boolean {
    return this.#lengths !== null;
  }

  /** The features `[batch, frames, bands]` as one image (`bands` × 1 channel) or as channels (1 band). */
  begin(features: tfl.SymbolicTensor, as: 'image' | 'channels'): Frames {
    const [, numFrames = null, numBands = null] = features.shape;
    const targetShape = as === 'image' ? [numFrames, numBands, 1] : [numFrames, 1, numBands];
    const tensor = connect(tfl.layers.reshape({ name: 'as-image', targetShape }), features);
    return this.masked('features', { tensor, stride: 1 });
  }

  /** Zero in the padding. */
  masked(name: string, frames: Frames): Frames {
    const mask = this.mask(frames);
    if (mask === null) return frames;
    return { ...frames, tensor: connect(new MaskFrames({ name: `${name}-masked` }), [frames.tensor, mask]) };
  }

  /** Symbolic `[batch, frames, 1, 1]`, 1 for valid frames; null without lengths. */
  mask({ tensor, stride }: Frames): tfl.SymbolicTensor | null {
    if (this.#lengths === null) return null;
    const known = this.#masks.get(stride);
    if (known !== undefined) return known;
    const name = stride === 1 ? 'mask' : `mask-${stride}`;
    const mask = connect(new FrameMask({ name, numFrames: tensor.shape[1] ?? 0, stride }), this.#lengths);
    this.#masks.set(stride, mask);
    return mask;
  }

  /** Convolution without bias. ⌈frames / stride⌉ frames come out, wherever the clip ends. */
  convolve(name: string, frames: Frames, sizes: ConvolutionSizes): Frames {
    return this.#convolve(name, frames, sizes, (padding) =>
      tfl.layers.conv2d({
        name: `${name}-conv`,
        filters: sizes.filters,
        kernelSize: [...sizes.kernel],
        strides: [...(sizes.stride ?? [1, 1])],
        padding,
        useBias: false,
        kernelInitializer: 'zeros',
      }),
    );
  }

  /** Convolution of each channel by itself, without bias; not dilated. */
  convolveDepthwise(name: string, frames: Frames, sizes: Omit<ConvolutionSizes, 'filters'>): Frames {
    return this.#convolve(name, frames, sizes, (padding) =>
      tfl.layers.depthwiseConv2d({
        name: `${name}-conv`,
        kernelSize: [sizes.kernel[0], sizes.kernel[1]],
        strides: [...(sizes.stride ?? [1, 1])],
        padding,
        useBias: false,
        depthwiseInitializer: 'zeros',
      }),
    );
  }

  /** Batch normalisation, the activation after it, and zeros in the padding. */
  normalise(name: string, frames: Frames, settings: NormSettings): Frames {
    const norm = new Norm({ name: `${name}-norm`, ...settings });
    const mask = this.mask(frames);
    return { ...frames, tensor: connect(norm, mask === null ? frames.tensor : [frames.tensor, mask]) };
  }

  /** The largest of two frames by two bands, half as many of both (rounded up). Values must not be negative. */
  halve(name: string, frames: Frames): Frames {
    const [, numFrames = 0, numBands = 0] = frames.tensor.shape;
    const padded = pad(`${name}-pool`, frames.tensor, [
      [0, (numFrames ?? 0) % 2],
      [0, (numBands ?? 0) % 2],
    ]);
    const pool = tfl.layers.maxPooling2d({ name: `${name}-pool`, poolSize: 2, strides: 2 });
    return { tensor: connect(pool, padded), stride: 2 * frames.stride };
  }

  #convolve(
    name: string,
    { tensor, stride }: Frames,
    sizes: Omit<ConvolutionSizes, 'filters'>,
    layer: (padding: 'same' | 'valid') => tfl.layers.Layer,
  ): Frames {
    const { kernel, stride: strides = [1, 1], bandPadding = 'same' } = sizes;
    const [, numFrames = 0, numBands = 0] = tensor.shape;
    const isPlain = strides[0] === 1 && strides[1] === 1 && bandPadding === 'same';
    const padded = isPlain
      ? tensor
      : pad(`${name}-conv`, tensor, [
          padding(numFrames ?? 0, kernel[0], strides[0]),
          bandPadding === 'valid' ? [0, 0] : padding(numBands ?? 0, kernel[1], strides[1]),
        ]);
    const output = connect(layer(isPlain ? 'same' : 'valid'), padded);
    return { tensor: output, stride: stride * strides[0] };
  }
}

type Ends = [before: number, after: number];

/**
 * Zeros before and after `size` values for ⌈size / stride⌉ outputs. Those before are PyTorch's (kernel − 1) / 2;
 * TensorFlow's `same` would move with the size.
 */
function padding(size: number, kernel: number, stride: number): Ends {
  const before = Math.floor((kernel - 1) / 2);
  const numOutputs = Math.ceil(size / stride);
  return [before, Math.max(0, (numOutputs - 1) * stride + kernel - size - before)];
}

function pad(name: string, tensor: tfl.SymbolicTensor, ends: [Ends, Ends]): tfl.SymbolicTensor {
  if (ends.flat().every((count) => count === 0)) return tensor;
  return connect(tfl.layers.zeroPadding2d({ name: `${name}-pad`, padding: ends }), tensor);
}

/** Adds frames of the same size; one may have a single band, which then goes to all. */
export function add(name: string, first: Frames, ...others: readonly Frames[]): Frames {
  const tensors = [first, ...others].map(({ tensor }) => tensor);
  return { ...first, tensor: connect(tfl.layers.add({ name: `${name}-add` }), tensors) };
}

export function relu(name: string, frames: Frames): Frames {
  return { ...frames, tensor: connect(tfl.layers.reLU({ name: `${name}-relu` }), frames.tensor) };
}
