import * as tf from '@tensorflow/tfjs-core';
import { turnFilterKernelName } from './turn-filter.ts';
import { type Unfolding, unfoldKernelName } from './unfold.ts';

/** The gradients of a convolution for its filter and for its input, put together from kernels that WASM has. */
export const convGradientKernels: ReadonlyMap<string, tf.KernelFunc> = new Map([
  [tf.Conv2DBackpropFilter, filterGradientKernel],
  [tf.Conv2DBackpropInput, inputGradientKernel],
]);

type Shape4D = [number, number, number, number];
type ConvAttributes = tf.Conv2DBackpropFilterAttrs & tf.Conv2DBackpropInputAttrs;

function filterGradientKernel({ inputs, attrs }: Parameters<tf.KernelFunc>[0]): tf.TensorInfo {
  const { x, dy } = inputs;
  // The registry's types are looser than what the operations send (tfjs-core's conv2DBackpropFilter).
  const { filterShape, ...rest } = attrs as unknown as ConvAttributes;
  return tf.tidy(() => {
    const input = toTensor4D(x);
    const geometry = convGeometry(input.shape, filterShape, rest);
    return filterGradient(input, toTensor4D(dy), geometry);
  });
}

function inputGradientKernel({ inputs, attrs }: Parameters<tf.KernelFunc>[0]): tf.TensorInfo {
  const { dy, filter } = inputs;
  const { inputShape, ...rest } = attrs as unknown as ConvAttributes;
  return tf.tidy(() => {
    const weights = toTensor4D(filter);
    const geometry = convGeometry(inputShape, weights.shape, rest);
    return inputGradient(toTensor4D(dy), weights, geometry);
  });
}

function toTensor4D(info: tf.TensorInfo | undefined): tf.Tensor4D {
  if (!(info instanceof tf.Tensor)) throw new Error('A convolution gradient got no tensor.');
  return tf.reshape<tf.Rank.R4>(info, info.shape as Shape4D);
}

/**
 * Sizes of one convolution. `rows` and `columns` count blocks of `stride` pixels of the padded input;
 * `filterRows` and `filterColumns` count the same blocks in the filter.
 */
type Geometry = ReturnType<typeof convGeometry>;

function convGeometry(
  inputShape: Shape4D,
  filterShape: Shape4D,
  { strides, pad, dataFormat, dimRoundingMode }: Omit<ConvAttributes, 'inputShape' | 'filterShape'>,
) {
  if (dataFormat === 'NCHW') throw new Error('Convolution gradients on WASM need channels last.');
  const conv = tf.backend_util.computeConv2DInfo(
    inputShape,
    filterShape,
    strides,
    1,
    pad,
    dimRoundingMode,
    false,
    'channelsLast',
  );
  const filterRows = Math.ceil(conv.filterHeight / conv.strideHeight);
  const filterColumns = Math.ceil(conv.filterWidth / conv.strideWidth);
  return {
    ...conv,
    filterShape,
    filterRows,
    filterColumns,
    rows: conv.outHeight + filterRows - 1,
    columns: conv.outWidth + filterColumns - 1,
    deepChannels: conv.strideHeight * conv.strideWidth * conv.inChannels,
  };
}

/** One matrix product with all that the filter positions see. */
function filterGradient(x: tf.Tensor4D, dy: tf.Tensor4D, g: Geometry): tf.Tensor4D {
  const seen = tf.engine().runKernel<tf.Tensor2D>(unfoldKernelName, { x }, unfoldingOf(g));
  const numOutputs = g.batchSize * g.outHeight * g.outWidth;
  const gradient = tf.reshape<tf.Rank.R2>(dy, [numOutputs, g.outChannels]);
  return tf.reshape(tf.matMul(seen, gradient), g.filterShape);
}

/** Images of one column are laid on their side: the unfolding is quick along rows. */
function unfoldingOf(g: Geometry): Unfolding {
  const { batchSize, inChannels, padInfo } = g;
  const tall = {
    inHeight: g.inHeight,
    outHeight: g.outHeight,
    filterHeight: g.filterHeight,
    strideHeight: g.strideHeight,
    padTop: padInfo.top,
  };
  const wide = {
    inWidth: g.inWidth,
    outWidth: g.outWidth,
    filterWidth: g.filterWidth,
    strideWidth: g.strideWidth,
    padLeft: padInfo.left,
  };
  if (g.inWidth !== 1 || g.filterWidth !== 1 || g.outWidth !== 1)
    return { batchSize, inChannels, ...tall, ...wide };
  return {
    batchSize,
    inChannels,
    inHeight: 1,
    outHeight: 1,
    filterHeight: 1,
    strideHeight: 1,
    padTop: 0,
    inWidth: g.inHeight,
    outWidth: g.outHeight,
    filterWidth: g.filterHeight,
    strideWidth: g.strideHeight,
    padLeft: padInfo.top,
  };
}

function inputGradient(dy: tf.Tensor4D, filter: tf.Tensor4D, g: Geometry): tf.Tensor4D {
  if (g.strideHeight === 1 && g.strideWidth === 1) return plainInputGradient(dy, filter, g);
  const flipped = turned(toFilterBlocks(filter, g));
  const [overRows, overColumns] = [g.filterRows - 1, g.filterColumns - 1];
  const blocks = tf.conv2d(dy, flipped, 1, [
    [0, 0],
    [overRows, overRows],
    [overColumns, overColumns],
    [0, 0],
  ]);
  return fromBlocks(blocks, g);
}

/** With stride 1: a convolution of dy with the filter turned round, of just as many pixels as the input has. */
function plainInputGradient(dy: tf.Tensor4D, filter: tf.Tensor4D, g: Geometry): tf.Tensor4D {
  const flipped = turned(filter);
  const [top, left] = [g.filterHeight - 1 - g.padInfo.top, g.filterWidth - 1 - g.padInfo.left];
  return tf.conv2d(dy, flipped, 1, [
    [0, 0],
    [top, g.inHeight - g.outHeight + g.filterHeight - 1 - top],
    [left, g.inWidth - g.outWidth + g.filterWidth - 1 - left],
    [0, 0],
  ]);
}

function turned(filter: tf.Tensor4D): tf.Tensor4D {
  return tf.engine().runKernel<tf.Tensor4D>(turnFilterKernelName, { filter });
}

/** Moves blocks of `stride` pixels out of the channels: back to the input's shape, without its padding. */
function fromBlocks(blocks: tf.Tensor4D, g: Geometry): tf.Tensor4D {
  const [height, width] = [g.rows * g.strideHeight, g.columns * g.strideWidth];
  const rows = tf.reshape<tf.Rank.R4>(blocks, [
    g.batchSize * g.rows,
    g.columns,
    g.strideHeight,
    g.strideWidth * g.inChannels,
  ]);
  const whole = tf.reshape<tf.Rank.R4>(swapMiddle(rows), [g.batchSize, height, width, g.inChannels]);
  // Pixels past the last window got no gradient.
  const padded = tf.pad(whole, [
    [0, 0],
    [0, Math.max(0, g.padInfo.top + g.inHeight - height)],
    [0, Math.max(0, g.padInfo.left + g.inWidth - width)],
    [0, 0],
  ]);
  return cropTo(padded, [g.batchSize, g.inHeight, g.inWidth, g.inChannels], g.padInfo.top, g.padInfo.left);
}

/** Filter `[height, width, in, out]` → `[filterRows, filterColumns, deepChannels, out]`, zeros added. */
function toFilterBlocks(filter: tf.Tensor4D, g: Geometry): tf.Tensor4D {
  const [height, width, inChannels, outChannels] = g.filterShape;
  const padded = tf.pad(filter, [
    [0, g.filterRows * g.strideHeight - height],
    [0, g.filterColumns * g.strideWidth - width],
    [0, 0],
    [0, 0],
  ]);
  const rest = g.strideWidth * inChannels * outChannels;
  const rows = tf.reshape<tf.Rank.R4>(padded, [g.filterRows, g.strideHeight, g.filterColumns, rest]);
  return tf.reshape(swapMiddle(rows), [g.filterRows, g.filterColumns, g.deepChannels, outChannels]);
}

function swapMiddle(x: tf.Tensor4D): tf.Tensor4D {
  const [a, b, c, d] = x.shape;
  if (b === 1 || c === 1) return tf.reshape(x, [a, c, b, d]);
  return tf.transpose(x, [0, 2, 1, 3]);
}

function cropTo(x: tf.Tensor4D, shape: Shape4D, row: number, column: number): tf.Tensor4D {
  if (tf.util.arraysEqual(x.shape, shape)) return x;
  return tf.slice(x, [0, row, column, 0], shape);
}
