import * as tf from '@tensorflow/tfjs-core';
import { type HeapKernel, required } from './heap-kernel.ts';

/** Names of the kernels of batch normalisation in training, forwards and backwards. */
export const normKernels = { forward: 'PhonoscopeNormTrain', backward: 'PhonoscopeNormTrainGrad' } as const;

/** How `[batch, frames, bands, channels]` is seen: as `[numRows, subBands, bandsEach, numChannels]`. */
export type NormSizes = {
  readonly numRows: number;
  readonly subBands: number;
  readonly bandsEach: number;
  readonly numChannels: number;
  readonly epsilon: number;
  /** A ReLU follows. */
  readonly isRelu: boolean;
};

/** x, gamma, beta and a mask (empty: all rows count) in; output, mean and variance out: one pass over x for the sums, one to scale. */
export const normForward: HeapKernel = {
  kernelName: normKernels.forward,
  plan: (shapes, attrs) => {
    const x = required(shapes, 'x');
    const statistics = required(shapes, 'gamma');
    return {
      outputShapes: [x, statistics, statistics],
      run: (inputs, [output, mean, variance]) => {
        if (output === undefined || mean === undefined || variance === undefined) return;
        const loop = new NormLoop(inputs, sizesOf(attrs));
        loop.measure(mean, variance);
        loop.forward(mean, variance, output);
      },
    };
  },
};

/** What went in and came out of the forward kernel, and dy, in; the gradients of x, gamma and beta out. */
export const normBackward: HeapKernel = {
  kernelName: normKernels.backward,
  plan: (shapes, attrs) => {
    const x = required(shapes, 'x');
    const statistics = required(shapes, 'gamma');
    return {
      outputShapes: [x, statistics, statistics],
      run: (inputs, [dx, dgamma, dbeta]) => {
        if (dx === undefined || dgamma === undefined || dbeta === undefined) return;
        new NormLoop(inputs, sizesOf(attrs)).backward(inputs, dx, dgamma, dbeta);
      },
    };
  },
};

/** Gives the forward kernel its gradient. */
export function registerNormGradient(): void {
  if (tf.getGradient(normKernels.forward) !== undefined) return;
  tf.registerGradient({
    kernelName: normKernels.forward,
    inputsToSave: ['x', 'gamma', 'beta', 'mask'],
    outputsToSave: [true, true, true],
    gradFunc: (dys, saved, attrs) => {
      const [dy] = Array.isArray(dys) ? dys : [dys];
      const [x, gamma, beta, mask, output, mean, variance] = saved;
      if (!dy || !x || !gamma || !beta || !mask || !output || !mean || !variance) {
        throw new TypeError('A tensor was not saved.');
      }
      const inputs = { dy, x, gamma, beta, mask, output, mean, variance };
      const [dx, dgamma, dbeta] = tf.engine().runKernel<tf.Tensor[]>(normKernels.backward, inputs, attrs);
      if (!dx || !dgamma || !dbeta) throw new TypeError('The gradient is incomplete.');
      return { x: () => dx, gamma: () => dgamma, beta: () => dbeta };
    },
  });
}

function sizesOf(attrs: Record<string, unknown>): NormSizes {
  const size = (name: string) => Number(attrs[name]);
  return {
    numRows: size('numRows'),
    subBands: size('subBands'),
    bandsEach: size('bandsEach'),
    numChannels: size('numChannels'),
    epsilon: size('epsilon'),
    isRelu: attrs['isRelu'] === true,
  };
}

/**
 * The loops. A row is one frame with all its bands and channels, so that the innermost loop is long; sums are kept
 * for each of a row's columns and only then added up to channels.
 */
class NormLoop {
  readonly #sizes: NormSizes;
  readonly #x: Float32Array;
  readonly #gamma: Float32Array;
  readonly #beta: Float32Array;
  /** Values of a row. */
  readonly #width: number;
  /** Where the rows that count begin. */
  readonly #starts: Int32Array;
  /** To which statistic each column belongs. */
  readonly #statisticOf: Int32Array;

  constructor(inputs: ReadonlyMap<string, Float32Array>, sizes: NormSizes) {
    const { numRows, subBands, bandsEach, numChannels } = sizes;
    this.#sizes = sizes;
    this.#x = required(inputs, 'x');
    this.#gamma = required(inputs, 'gamma');
    this.#beta = required(inputs, 'beta');
    const width = subBands * bandsEach * numChannels;
    const mask = required(inputs, 'mask');
    const starts = Int32Array.from({ length: numRows }, (_, row) => row * width);
    this.#starts = mask.length === 0 ? starts : starts.filter((_, row) => mask[row] !== 0);
    this.#width = width;
    this.#statisticOf = Int32Array.from({ length: width }, (_, column) => {
      const subBand = Math.floor(column / (bandsEach * numChannels));
      return subBand * numChannels + (column % numChannels);
    });
  }

  /** How many values a statistic sums; at least one. */
  get #count(): number {
    return Math.max(1, this.#starts.length) * this.#sizes.bandsEach;
  }

  measure(mean: Float32Array, variance: Float32Array): void {
    const { sums, products } = sumProducts(this.#x, this.#x, this.#starts, this.#width);
    const sum = this.#perStatistic(sums);
    const square = this.#perStatistic(products);
    for (let i = 0; i < sum.length; i++) {
      const average = sum[i]! / this.#count;
      mean[i] = average;
      variance[i] = Math.max(0, square[i]! / this.#count - average * average);
    }
  }

  forward(mean: Float32Array, variance: Float32Array, output: Float32Array): void {
    const x = this.#x;
    const width = this.#width;
    const [scale, shift] = this.#scaleAndShift(mean, variance);
    // (v + |v|) / 2 is ReLU without a branch, which would be guessed wrongly half of the time.
    const [own, absolute] = this.#sizes.isRelu ? [0.5, 0.5] : [1, 0];
    for (const start of this.#starts) {
      for (let column = 0; column < width; column++) {
        const value = x[start + column]! * scale[column]! + shift[column]!;
        output[start + column] = own * value + absolute * Math.abs(value);
      }
    }
    this.#clearPadding(output);
  }

  backward(
    inputs: ReadonlyMap<string, Float32Array>,
    dx: Float32Array,
    dgamma: Float32Array,
    dbeta: Float32Array,
  ): void {
    const x = this.#x;
    const width = this.#width;
    const mean = required(inputs, 'mean');
    const variance = required(inputs, 'variance');
    const [scale] = this.#scaleAndShift(mean, variance);
    const dy = required(inputs, 'dy');
    // The gradient in front of the ReLU is laid down in dx until the last pass.
    if (this.#sizes.isRelu) maskByOutput(dy, required(inputs, 'output'), dx);
    const slopes = this.#sizes.isRelu ? dx : dy;
    const { sums, products } = sumProducts(slopes, x, this.#starts, width);
    const sum = this.#perStatistic(sums);
    const product = this.#perStatistic(products);
    for (let i = 0; i < sum.length; i++) {
      dbeta[i] = sum[i]!;
      // Σ slope (x − mean) / std
      dgamma[i] = (product[i]! - sum[i]! * mean[i]!) / Math.sqrt(variance[i]! + this.#sizes.epsilon);
    }
    const [onValue, constant] = this.#correction(mean, variance, dgamma, dbeta);
    for (const start of this.#starts) {
      for (let column = 0; column < width; column++) {
        const at = start + column;
        dx[at] = slopes[at]! * scale[column]! + x[at]! * onValue[column]! + constant[column]!;
      }
    }
    this.#clearPadding(dx);
  }

  /**
   * dx = scale (slope − mean slope − x̂ mean(slope x̂)), with x̂ = (x − mean) / std, is linear in x: what to multiply it
   * by and what to add, for each column.
   */
  #correction(
    mean: Float32Array,
    variance: Float32Array,
    dgamma: Float32Array,
    dbeta: Float32Array,
  ): [Float64Array, Float64Array] {
    const { epsilon } = this.#sizes;
    const onValue = Float64Array.from(mean, (_, i) => {
      const inverseStd = 1 / Math.sqrt(variance[i]! + epsilon);
      return (-this.#gamma[i]! * inverseStd * inverseStd * dgamma[i]!) / this.#count;
    });
    const constant = Float64Array.from(mean, (average, i) => {
      const scale = this.#gamma[i]! / Math.sqrt(variance[i]! + epsilon);
      return (-scale * dbeta[i]!) / this.#count - onValue[i]! * average;
    });
    return [this.#perColumn(onValue), this.#perColumn(constant)];
  }

  #scaleAndShift(mean: Float32Array, variance: Float32Array): [Float64Array, Float64Array] {
    const scale = Float64Array.from(
      variance,
      (value, i) => this.#gamma[i]! / Math.sqrt(value + this.#sizes.epsilon),
    );
    const shift = Float64Array.from(mean, (value, i) => this.#beta[i]! - value * scale[i]!);
    return [this.#perColumn(scale), this.#perColumn(shift)];
  }

  #clearPadding(values: Float32Array): void {
    if (this.#starts.length === this.#sizes.numRows) return;
    const width = this.#width;
    let end = 0;
    for (const start of [...this.#starts, values.length]) {
      values.fill(0, end, start);
      end = start + width;
    }
  }

  #perStatistic(columns: Float64Array): Float64Array {
    const sums = new Float64Array(this.#gamma.length);
    for (let column = 0; column < columns.length; column++) {
      sums[this.#statisticOf[column]!]! += columns[column]!;
    }
    return sums;
  }

  #perColumn(values: Float64Array): Float64Array {
    return Float64Array.from(this.#statisticOf, (statistic) => values[statistic]!);
  }
}

/**
 * For each column of the rows that start at `starts`: the sum of `a`, and the sum of `a` times `b`. Four rows at a
 * time, which saves three quarters of the reading and writing of the sums.
 */
function sumProducts(
  a: Float32Array,
  b: Float32Array,
  starts: Int32Array,
  width: number,
): { sums: Float64Array; products: Float64Array } {
  const sums = new Float64Array(width);
  const products = new Float64Array(width);
  const numWhole = starts.length - (starts.length % 4);
  for (let row = 0; row < numWhole; row += 4) {
    const [first, second, third, fourth] = [
      starts[row]!,
      starts[row + 1]!,
      starts[row + 2]!,
      starts[row + 3]!,
    ];
    for (let column = 0; column < width; column++) {
      const v = a[first + column]!;
      const w = a[second + column]!;
      const x = a[third + column]!;
      const y = a[fourth + column]!;
      sums[column]! += v + w + (x + y);
      products[column]! +=
        v * b[first + column]! + w * b[second + column]! + (x * b[third + column]! + y * b[fourth + column]!);
    }
  }
  for (let row = numWhole; row < starts.length; row++) {
    const start = starts[row]!;
    for (let column = 0; column < width; column++) {
      sums[column]! += a[start + column]!;
      products[column]! += a[start + column]! * b[start + column]!;
    }
  }
  return { sums, products };
}

/**
 * dy where the output of a ReLU is positive, else 0. The bits of a positive number, read as a whole number, are
 * positive: the sign of its negative is a mask, again without a branch.
 */
function maskByOutput(dy: Float32Array, output: Float32Array, result: Float32Array): void {
  const gradientBits = new Int32Array(dy.buffer, dy.byteOffset, dy.length);
  const outputBits = new Int32Array(output.buffer, output.byteOffset, output.length);
  const resultBits = new Int32Array(result.buffer, result.byteOffset, result.length);
  for (let i = 0; i < resultBits.length; i++) resultBits[i] = gradientBits[i]! & (-outputBits[i]! >> 31);
}
