import * as tf from '@tensorflow/tfjs-core';
import { type HeapKernel, required, runHeapKernel } from './heap-kernel.ts';

/** The gradient of a depthwise convolution for its filter, which the WASM backend lacks. */
export const depthwiseFilterGradient: HeapKernel = {
  kernelName: tf.DepthwiseConv2dNativeBackpropFilter,
  plan: (shapes, attrs) => {
    const filterShape = fourOf(attrs['filterShape']);
    const sizes = sizesOf(required(shapes, 'x'), filterShape, attrs);
    return {
      outputShapes: [filterShape],
      run: (inputs, [gradient]) => {
        if (gradient === undefined) return;
        gradient.fill(0);
        addFilterGradient(required(inputs, 'x'), required(inputs, 'dy'), gradient, sizes);
      },
    };
  },
};

/**
 * The gradient of a depthwise convolution for its input, which the WASM backend lacks. With stride 1 it is a
 * depthwise convolution with the filter turned round; else a loop.
 */
export const depthwiseInputGradient: tf.KernelFunc = (call) => {
  const { inputs, attrs } = call;
  const { dy, filter } = inputs;
  if (!(dy instanceof tf.Tensor) || !(filter instanceof tf.Tensor))
    throw new TypeError('A tensor is missing.');
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, ...sizes } = sizesOf(
    fourOf(attrs?.['inputShape']),
    filter.shape,
    { ...attrs },
  );
  if (sizes.strideHeight !== 1 || sizes.strideWidth !== 1) return runHeapKernel(stridedInputGradient, call);
  const ends = (filterSize: number, before: number, size: number, numOutputs: number): [number, number] => {
    const first = filterSize - 1 - before;
    return [first, size - numOutputs + filterSize - 1 - first];
  };
  return tf.tidy(() =>
    tf.depthwiseConv2d(
      tf.reshape<tf.Rank.R4>(dy, [batchSize, outHeight, outWidth, inChannels]),
      tf.reverse(tf.reshape<tf.Rank.R4>(filter, fourOf(filter.shape)), [0, 1]),
      1,
      [
        [0, 0],
        ends(sizes.filterHeight, sizes.padInfo.top, inHeight, outHeight),
        ends(sizes.filterWidth, sizes.padInfo.left, inWidth, outWidth),
        [0, 0],
      ],
    ),
  );
};

const stridedInputGradient: HeapKernel = {
  kernelName: tf.DepthwiseConv2dNativeBackpropInput,
  plan: (shapes, attrs) => {
    const inputShape = fourOf(attrs['inputShape']);
    const sizes = sizesOf(inputShape, required(shapes, 'filter'), attrs);
    return {
      outputShapes: [inputShape],
      run: (inputs, [gradient]) => {
        if (gradient === undefined) return;
        gradient.fill(0);
        addInputGradient(required(inputs, 'dy'), required(inputs, 'filter'), gradient, sizes);
      },
    };
  },
};

type Sizes = ReturnType<typeof sizesOf>;

function sizesOf(xShape: number[], filterShape: number[], attrs: Record<string, unknown>) {
  // The registry's types are looser than what the operations send (tfjs-core's depthwiseConv2dNativeBackpropFilter).
  const { strides, pad, dimRoundingMode, dilations } = attrs as unknown as Omit<
    tf.DepthwiseConv2dNativeBackpropFilterAttrs,
    'filterShape'
  >;
  const conv = tf.backend_util.computeConv2DInfo(
    fourOf(xShape),
    fourOf(filterShape),
    strides,
    dilations,
    pad,
    dimRoundingMode,
    true,
  );
  const isPlain =
    conv.outChannels === conv.inChannels && conv.dilationHeight === 1 && conv.dilationWidth === 1;
  if (!isPlain) throw new Error('Depthwise gradients on WASM need a multiplier of 1 and no dilation.');
  return conv;
}

function fourOf(value: unknown): [number, number, number, number] {
  const [a, b, c, d] = Array.isArray(value) ? value.map(Number) : [];
  if (a === undefined || b === undefined || c === undefined || d === undefined) {
    throw new TypeError('A depthwise gradient needs four dimensions.');
  }
  return [a, b, c, d];
}

/**
 * Sums, for each filter position, the products of inputs and outputs' gradients; first for each column of outputs
 * apart, so that the innermost loop is long where the stride is 1, and four rows at a time.
 */
function addFilterGradient(x: Float32Array, dy: Float32Array, gradient: Float32Array, sizes: Sizes): void {
  const { batchSize, inHeight, inWidth, outHeight, outWidth, inChannels: channels } = sizes;
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = sizes;
  const inRow = inWidth * channels;
  const outRow = outWidth * channels;
  const sums = new Float64Array(filterHeight * filterWidth * outRow);
  for (let clip = 0; clip < batchSize; clip++) {
    for (let tap = 0; tap < filterHeight * filterWidth; tap++) {
      const rowOffset = Math.floor(tap / filterWidth) - padInfo.top;
      const columnOffset = (tap % filterWidth) - padInfo.left;
      const rows = seen(rowOffset, strideHeight, inHeight, outHeight);
      const columns = seen(columnOffset, strideWidth, inWidth, outWidth);
      const run = strideWidth === 1 ? (columns.end - columns.begin) * channels : channels;
      const inStep = strideHeight * inRow;
      for (let column = columns.begin; column < columns.end; column += run / channels) {
        let input =
          (clip * inHeight + rows.begin * strideHeight + rowOffset) * inRow +
          (column * strideWidth + columnOffset) * channels;
        let output = (clip * outHeight + rows.begin) * outRow + column * channels;
        const sum = tap * outRow + column * channels;
        let row = rows.begin;
        for (; row + 4 <= rows.end; row += 4) {
          const [input2, input3, input4] = [input + inStep, input + 2 * inStep, input + 3 * inStep];
          const [output2, output3, output4] = [output + outRow, output + 2 * outRow, output + 3 * outRow];
          for (let i = 0; i < run; i++) {
            sums[sum + i]! +=
              x[input + i]! * dy[output + i]! +
              x[input2 + i]! * dy[output2 + i]! +
              (x[input3 + i]! * dy[output3 + i]! + x[input4 + i]! * dy[output4 + i]!);
          }
          input += 4 * inStep;
          output += 4 * outRow;
        }
        for (; row < rows.end; row++) {
          for (let i = 0; i < run; i++) sums[sum + i]! += x[input + i]! * dy[output + i]!;
          input += inStep;
          output += outRow;
        }
      }
    }
  }
  for (let i = 0; i < sums.length; i++) {
    gradient[Math.floor(i / outRow) * channels + (i % channels)]! += sums[i]!;
  }
}

/** The outputs whose filter position at `offset` lies on an input and not on padding. */
function seen(
  offset: number,
  stride: number,
  numInputs: number,
  numOutputs: number,
): { begin: number; end: number } {
  const begin = Math.min(numOutputs, Math.max(0, Math.ceil(-offset / stride)));
  const end = Math.min(numOutputs, Math.ceil((numInputs - offset) / stride));
  return { begin, end: Math.max(begin, end) };
}

function addInputGradient(
  dy: Float32Array,
  filter: Float32Array,
  gradient: Float32Array,
  sizes: Sizes,
): void {
  const { inChannels: channels, inWidth, outWidth, filterWidth, strideWidth, padInfo } = sizes;
  forEachRow(sizes, (inputRow, outputRow, filterRow) => {
    for (let column = 0; column < outWidth; column++) {
      const output = (outputRow * outWidth + column) * channels;
      for (let tap = 0; tap < filterWidth; tap++) {
        const inColumn = column * strideWidth + tap - padInfo.left;
        if (inColumn < 0 || inColumn >= inWidth) continue;
        const input = (inputRow * inWidth + inColumn) * channels;
        const weight = (filterRow * filterWidth + tap) * channels;
        for (let c = 0; c < channels; c++) gradient[input + c]! += filter[weight + c]! * dy[output + c]!;
      }
    }
  });
}

/** Calls back for each row of outputs and each row of the filter that meets a row of inputs. */
function forEachRow(
  { batchSize, inHeight, outHeight, filterHeight, strideHeight, padInfo }: Sizes,
  visit: (inputRow: number, outputRow: number, filterRow: number) => void,
): void {
  for (let clip = 0; clip < batchSize; clip++) {
    for (let row = 0; row < outHeight; row++) {
      for (let filterRow = 0; filterRow < filterHeight; filterRow++) {
        const inRow = row * strideHeight + filterRow - padInfo.top;
        if (inRow >= 0 && inRow < inHeight) visit(clip * inHeight + inRow, clip * outHeight + row, filterRow);
      }
    }
  }
}
