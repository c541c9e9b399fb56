import * as tf from '@tensorflow/tfjs-core';

/**
 * Registers the convolution gradients that TensorFlow.js' WASM backend lacks (filter) or computes slowly
 * (input), so that ordinary layers train on it. Both are put together from kernels that the backend has.
 * Call it after importing the backend; calling it twice does no harm.
 *
 * A stride is turned into channels first (space to depth), so that everything below has stride 1: the filter
 * gradient is one matrix product per filter position, the input gradient one plain convolution. Nothing has
 * more than four dimensions, because the backend's slices get 50 times slower beyond that.
 *
 * @see tensorflow/tfjs#8474 (4.22.0). Measured at batch 64, 51 frames, 36 → 36 channels, filter 9: the
 *   backend's own input gradient 31 ms, this one 5 ms; filter gradient 9 ms.
 */
export function registerWasmConvGradients(): void {
  const kernels = { Conv2DBackpropFilter: filterGradientKernel, Conv2DBackpropInput: inputGradientKernel };
  for (const [kernelName, kernelFunc] of Object.entries(kernels)) {
    const registered = tf.getKernel(kernelName, 'wasm');
    if (registered?.kernelFunc === kernelFunc) continue;
    if (registered !== undefined) tf.unregisterKernel(kernelName, 'wasm');
    tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
  }
}

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

function filterGradient(x: tf.Tensor4D, dy: tf.Tensor4D, g: Geometry): tf.Tensor4D {
  const blocks = toBlocks(x, g);
  const numPositions = g.batchSize * g.rows * g.columns;
  // The backend's product with transposeA is slow: transpose once, then multiply.
  const channelsFirst = tf.reshape(tf.transpose(tf.reshape(blocks, [numPositions, g.deepChannels])), [
    g.deepChannels * g.batchSize,
    g.rows,
    g.columns,
  ]);
  const numOutputs = g.batchSize * g.outHeight * g.outWidth;
  const gradient = tf.reshape<tf.Rank.R2>(dy, [numOutputs, g.outChannels]);
  const products: tf.Tensor[] = [];
  for (let row = 0; row < g.filterRows; row++) {
    for (let column = 0; column < g.filterColumns; column++) {
      const window = tf.reshape<tf.Rank.R2>(sliceWindow(channelsFirst, row, column, g), [
        g.deepChannels,
        numOutputs,
      ]);
      products.push(tf.matMul(window, gradient));
    }
  }
  return fromFilterBlocks(tf.concat(products, 0), g);
}

/** One filter position's view of the input: `[deepChannels × batch, outHeight, outWidth]`. */
function sliceWindow(channelsFirst: tf.Tensor, row: number, column: number, g: Geometry): tf.Tensor {
  const numPlanes = g.deepChannels * g.batchSize;
  if (g.columns === 1) {
    // Rows of contiguous numbers are copied at once; a last dimension of 1 would be copied number by number.
    return tf.slice(tf.reshape(channelsFirst, [numPlanes, g.rows]), [0, row], [numPlanes, g.outHeight]);
  }
  return tf.slice(channelsFirst, [0, row, column], [numPlanes, g.outHeight, g.outWidth]);
}

function inputGradient(dy: tf.Tensor4D, filter: tf.Tensor4D, g: Geometry): tf.Tensor4D {
  const flipped = tf.transpose(tf.reverse(toFilterBlocks(filter, g), [0, 1]), [0, 1, 3, 2]);
  const [overRows, overColumns] = [g.filterRows - 1, g.filterColumns - 1];
  const padded = tf.pad(dy, [
    [0, 0],
    [overRows, overRows],
    [overColumns, overColumns],
    [0, 0],
  ]);
  return fromBlocks(tf.conv2d(padded, flipped, 1, 'valid'), g);
}

/** Pads or cuts `[batch, height, width, channels]` to whole blocks and moves each block into the channels. */
function toBlocks(x: tf.Tensor4D, g: Geometry): tf.Tensor4D {
  const [height, width] = [g.rows * g.strideHeight, g.columns * g.strideWidth];
  const padded = tf.pad(x, [
    [0, 0],
    [g.padInfo.top, Math.max(0, height - g.padInfo.top - g.inHeight)],
    [g.padInfo.left, Math.max(0, width - g.padInfo.left - g.inWidth)],
    [0, 0],
  ]);
  const whole = cropTo(padded, [g.batchSize, height, width, g.inChannels], 0, 0);
  const rows = tf.reshape<tf.Rank.R4>(whole, [
    g.batchSize * g.rows,
    g.strideHeight,
    g.columns,
    g.strideWidth * g.inChannels,
  ]);
  return tf.reshape(swapMiddle(rows), [g.batchSize, g.rows, g.columns, g.deepChannels]);
}

/** The inverse of `toBlocks`: back to the input's shape, without its padding. */
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

/** The inverse of `toFilterBlocks`. */
function fromFilterBlocks(blocks: tf.Tensor, g: Geometry): tf.Tensor4D {
  const [, , inChannels, outChannels] = g.filterShape;
  const rest = g.strideWidth * inChannels * outChannels;
  const rows = tf.reshape<tf.Rank.R4>(blocks, [g.filterRows, g.filterColumns, g.strideHeight, rest]);
  const [height, width] = [g.filterRows * g.strideHeight, g.filterColumns * g.strideWidth];
  const whole = tf.reshape<tf.Rank.R4>(swapMiddle(rows), [height, width, inChannels, outChannels]);
  return cropTo(whole, g.filterShape, 0, 0);
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
