import { type HeapKernel, required } from './heap-kernel.ts';

/** What of a convolution the unfolding needs; names as in TensorFlow.js' `Conv2DInfo`. */
export type Unfolding = {
  readonly batchSize: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly inChannels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly padTop: number;
  readonly padLeft: number;
};

export const unfoldKernelName = 'PhonoscopeUnfold';

/**
 * Lays out what each filter position sees: `[batch, height, width, channels]` →
 * `[filterHeight × filterWidth × channels, batch × outHeight × outWidth]`, zeros where it sees padding. Transposed
 * like this, its product with the outputs' gradient is the filter's gradient, and the fast kind of product.
 */
export const unfold: HeapKernel = {
  kernelName: unfoldKernelName,
  plan: (_shapes, attrs) => {
    const sizes = sizesOf(attrs);
    const numTaps = sizes.filterHeight * sizes.filterWidth * sizes.inChannels;
    const numOutputs = sizes.batchSize * sizes.outHeight * sizes.outWidth;
    return {
      outputShapes: [[numTaps, numOutputs]],
      run: (inputs, [output]) => {
        if (output !== undefined) layOut(required(inputs, 'x'), output, sizes, numOutputs);
      },
    };
  },
};

function sizesOf(attrs: Record<string, unknown>): Unfolding {
  const size = (name: keyof Unfolding) => Number(attrs[name]);
  return {
    batchSize: size('batchSize'),
    inHeight: size('inHeight'),
    inWidth: size('inWidth'),
    inChannels: size('inChannels'),
    outHeight: size('outHeight'),
    outWidth: size('outWidth'),
    filterHeight: size('filterHeight'),
    filterWidth: size('filterWidth'),
    strideHeight: size('strideHeight'),
    strideWidth: size('strideWidth'),
    padTop: size('padTop'),
    padLeft: size('padLeft'),
  };
}

/** The inputs by channel; kept from call to call, for making and clearing it takes as long as filling it. */
let byChannel = new Int32Array(0);

function layOut(x: Float32Array, output: Float32Array, sizes: Unfolding, numOutputs: number): void {
  const { batchSize, inHeight, inWidth, inChannels, filterHeight, filterWidth } = sizes;
  const planeSize = batchSize * inHeight * inWidth;
  if (byChannel.length < planeSize * inChannels) byChannel = new Int32Array(planeSize * inChannels);
  // Bits are copied: a float32 would become a float64 and back on its way.
  const to32 = (values: Float32Array) => new Int32Array(values.buffer, values.byteOffset, values.length);
  const bits = to32(output);
  transpose(to32(x), byChannel, planeSize, inChannels);
  // Row after row of the output: whoever writes to all rows in turn waits for the memory.
  let to = 0;
  for (let filterRow = 0; filterRow < filterHeight; filterRow++) {
    for (let tap = 0; tap < filterWidth; tap++) {
      for (let channel = 0; channel < inChannels; channel++, to += numOutputs) {
        layOutTap(byChannel, channel * planeSize, bits, to, sizes, filterRow, tap);
      }
    }
  }
}

/** `[positions, channels]` → `[channels, positions]`, a few positions at a time for the processor's cache. */
function transpose(x: Int32Array, output: Int32Array, numPositions: number, numChannels: number): void {
  const blockSize = 64;
  for (let block = 0; block < numPositions; block += blockSize) {
    const end = Math.min(numPositions, block + blockSize);
    for (let channel = 0; channel < numChannels; channel++) {
      const to = channel * numPositions;
      for (
        let position = block, at = block * numChannels + channel;
        position < end;
        position++, at += numChannels
      ) {
        output[to + position] = x[at]!;
      }
    }
  }
}

/** What one tap of the filter sees of one channel: a run of `outWidth` values for each clip and row. */
function layOutTap(
  plane: Int32Array,
  start: number,
  output: Int32Array,
  first: number,
  sizes: Unfolding,
  filterRow: number,
  tap: number,
): void {
  const { batchSize, inHeight, inWidth, outHeight, outWidth, strideHeight, strideWidth, padLeft } = sizes;
  // Outputs from `begin` to `end` see an input; the others see padding.
  const begin = Math.min(outWidth, Math.max(0, Math.ceil((padLeft - tap) / strideWidth)));
  const end = Math.max(begin, Math.min(outWidth, Math.ceil((inWidth + padLeft - tap) / strideWidth)));
  const offset = begin * strideWidth + tap - padLeft;
  let to = first;
  for (let clip = 0; clip < batchSize; clip++) {
    for (let row = 0; row < outHeight; row++, to += outWidth) {
      const inRow = row * strideHeight + filterRow - sizes.padTop;
      const isSeen = inRow >= 0 && inRow < inHeight;
      const seenFrom = isSeen ? begin : outWidth;
      const seenTo = isSeen ? end : outWidth;
      let from = start + (clip * inHeight + inRow) * inWidth + offset;
      let column = 0;
      for (; column < seenFrom; column++) output[to + column] = 0;
      let at = to + column;
      for (; column + 4 <= seenTo; column += 4, at += 4, from += 4 * strideWidth) {
        output[at] = plane[from]!;
        output[at + 1] = plane[from + strideWidth]!;
        output[at + 2] = plane[from + 2 * strideWidth]!;
        output[at + 3] = plane[from + 3 * strideWidth]!;
      }
      for (; column < seenTo; column++, from += strideWidth) output[to + column] = plane[from]!;
      for (; column < outWidth; column++) output[to + column] = 0;
    }
  }
}
