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

function layOut(x: Float32Array, output: Float32Array, sizes: Unfolding, numOutputs: number): void {
  const { batchSize, inHeight, outHeight, outWidth, filterHeight, strideHeight, padTop } = sizes;
  const tapsPerRow = sizes.filterWidth * sizes.inChannels;
  for (let clip = 0; clip < batchSize; clip++) {
    for (let row = 0; row < outHeight; row++) {
      const column = (clip * outHeight + row) * outWidth;
      for (let filterRow = 0; filterRow < filterHeight; filterRow++) {
        const inRow = row * strideHeight + filterRow - padTop;
        const first = filterRow * tapsPerRow * numOutputs + column;
        if (inRow >= 0 && inRow < inHeight) {
          layOutRow(x, (clip * inHeight + inRow) * sizes.inWidth, output, first, sizes, numOutputs);
        } else {
          for (let tap = 0; tap < tapsPerRow; tap++) {
            const at = first + tap * numOutputs;
            output.fill(0, at, at + outWidth);
          }
        }
      }
    }
  }
}

/** One row of inputs under one row of the filter: for each tap and channel a run of `outWidth` values. */
function layOutRow(
  x: Float32Array,
  pixel: number,
  output: Float32Array,
  first: number,
  { inWidth, inChannels, outWidth, filterWidth, strideWidth, padLeft }: Unfolding,
  numOutputs: number,
): void {
  for (let tap = 0; tap < filterWidth; tap++) {
    // Outputs from `begin` to `end` see an input; the others see padding.
    const begin = Math.min(outWidth, Math.max(0, Math.ceil((padLeft - tap) / strideWidth)));
    const end = Math.max(begin, Math.min(outWidth, Math.ceil((inWidth + padLeft - tap) / strideWidth)));
    const step = strideWidth * inChannels;
    for (let channel = 0; channel < inChannels; channel++) {
      const to = first + (tap * inChannels + channel) * numOutputs;
      if (begin > 0) output.fill(0, to, to + begin);
      if (end < outWidth) output.fill(0, to + end, to + outWidth);
      let from = (pixel + begin * strideWidth + tap - padLeft) * inChannels + channel;
      for (let column = begin; column < end; column++, from += step) output[to + column] = x[from]!;
    }
  }
}
