import * as tf from '@tensorflow/tfjs-core';
// Registers the gradients of all operations.
import '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerTrainingKernels } from '../../../src/core/models/kernels/register-training-kernels.ts';
import { registerBatchNormGradient } from '../../../src/core/training/batch-norm-gradient.ts';
import { createRandom } from '../../../src/core/training/random.ts';
import { startBackend } from '../../../src/platform/node/backend.ts';

type Case = {
  readonly input: [number, number, number];
  readonly filter: [number, number];
  readonly outChannels: number;
  readonly strides: [number, number];
  readonly pad: 'same' | 'valid' | number;
};

const cases: Case[] = [
  { input: [11, 1, 3], filter: [9, 1], outChannels: 4, strides: [2, 1], pad: 'same' },
  { input: [12, 1, 3], filter: [9, 1], outChannels: 4, strides: [1, 1], pad: 'same' },
  { input: [10, 1, 3], filter: [1, 1], outChannels: 4, strides: [2, 1], pad: 'same' },
  { input: [9, 8, 3], filter: [3, 3], outChannels: 5, strides: [2, 2], pad: 'same' },
  { input: [9, 8, 3], filter: [3, 2], outChannels: 5, strides: [2, 3], pad: 'valid' },
  { input: [10, 7, 2], filter: [2, 3], outChannels: 3, strides: [3, 1], pad: 'same' },
  { input: [10, 7, 2], filter: [1, 1], outChannels: 3, strides: [3, 2], pad: 'valid' },
  { input: [8, 8, 2], filter: [3, 3], outChannels: 3, strides: [1, 1], pad: 2 },
];

function randomArray(size: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: size }, () => random.normal());
}

function loss(x: tf.Tensor4D, filter: tf.Tensor4D, { strides, pad }: Case): tf.Scalar {
  return tf.reshape<tf.Rank.R0>(tf.sum(tf.sin(tf.conv2d(x, filter, strides, pad))), []);
}

function tensorsOf({ input, filter, outChannels }: Case): [tf.Tensor4D, tf.Tensor4D] {
  const [height, width, channels] = input;
  const xShape: [number, number, number, number] = [2, height, width, channels];
  const filterShape: [number, number, number, number] = [filter[0], filter[1], channels, outChannels];
  const x = tf.tensor4d(randomArray(2 * height * width * channels, 1), xShape);
  const weights = randomArray(filter[0] * filter[1] * channels * outChannels, 2);
  return [x, tf.tensor4d(weights, filterShape)];
}

async function gradientsOn(backend: string, testCase: Case): Promise<Float32Array[]> {
  await tf.setBackend(backend);
  const [x, filter] = tensorsOf(testCase);
  const gradients = tf.grads((a, b) => loss(tf.reshape(a, x.shape), tf.reshape(b, filter.shape), testCase))([
    x,
    filter,
  ]);
  const values = await Promise.all(
    gradients.map(async (gradient) => Float32Array.from(await gradient.data())),
  );
  tf.dispose([x, filter, gradients]);
  return values;
}

function largestDifference(
  a: Float32Array = new Float32Array(0),
  b: Float32Array = new Float32Array(0),
): number {
  expect(a.length).toBe(b.length);
  expect(a.length).toBeGreaterThan(0);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? Number.NaN))), 0);
}

beforeAll(async () => {
  expect(await startBackend()).toBe('wasm');
  registerTrainingKernels();
  registerTrainingKernels();
});

describe('convolution gradients on WASM', () => {
  it.each(cases)('equal those of the cpu backend: %j', async (testCase) => {
    const cpu = await gradientsOn('cpu', testCase);
    const wasm = await gradientsOn('wasm', testCase);
    // Sums of up to a hundred products of numbers of size 1 in float32, in another order.
    expect(largestDifference(cpu[0], wasm[0])).toBeLessThan(1e-5);
    expect(largestDifference(cpu[1], wasm[1])).toBeLessThan(1e-5);
  });

  it('equal finite differences', async () => {
    const testCase = cases[0];
    if (testCase === undefined) throw new Error('no case');
    const [, gradient = new Float32Array(0)] = await gradientsOn('wasm', testCase);
    await tf.setBackend('cpu');
    const [x, filter] = tensorsOf(testCase);
    const values = Float32Array.from(await filter.data());
    const step = 1e-2;
    const lossAt = (index: number, change: number) => {
      const moved = values.slice();
      moved[index] = (moved[index] ?? 0) + change;
      return tf.tidy(() => loss(x, tf.tensor4d(moved, filter.shape), testCase).dataSync()[0] ?? Number.NaN);
    };
    for (const index of [0, 5, 17, 50, 107]) {
      const slope = (lossAt(index, step) - lossAt(index, -step)) / (2 * step);
      // Central differences err by about the step squared times the third derivative (up to 20 outputs here).
      expect(Math.abs(slope - (gradient[index] ?? Number.NaN))).toBeLessThan(5e-3);
    }
    tf.dispose([x, filter]);
  });

  it('leak nothing', async () => {
    const testCase = cases[3];
    if (testCase === undefined) throw new Error('no case');
    await gradientsOn('wasm', testCase);
    const before = tf.memory().numTensors;
    await gradientsOn('wasm', testCase);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('gradient of batch normalisation', () => {
  it('equals the original', async () => {
    await tf.setBackend('cpu');
    const shapes: [number[], number[]] = [[3, 5, 1, 4], [4]];
    const run = async () => {
      const inputs = [
        tf.tensor(randomArray(60, 3), shapes[0]),
        tf.tensor(randomArray(4, 4), shapes[1]),
        tf.tensor(randomArray(4, 5).map(Math.abs), shapes[1]),
        tf.tensor(randomArray(4, 6), shapes[1]),
        tf.tensor(randomArray(4, 7), shapes[1]),
      ];
      const gradients = tf.grads((x, mean, variance, offset, scale) =>
        tf.sum(
          tf.sin(
            tf.batchNorm(
              tf.reshape<tf.Rank.R4>(x, [3, 5, 1, 4]),
              tf.reshape<tf.Rank.R1>(mean, [4]),
              tf.reshape<tf.Rank.R1>(variance, [4]),
              tf.reshape<tf.Rank.R1>(offset, [4]),
              tf.reshape<tf.Rank.R1>(scale, [4]),
              1e-3,
            ),
          ),
        ),
      )(inputs);
      return Promise.all(gradients.map(async (gradient) => Float32Array.from(await gradient.data())));
    };
    const original = await run();
    registerBatchNormGradient();
    const ours = await run();
    expect(ours).toHaveLength(5);
    ours.forEach((gradient, index) => {
      const scale = Math.max(1, ...(original[index] ?? []).map(Math.abs));
      expect(largestDifference(gradient, original[index]) / scale).toBeLessThan(1e-5);
    });
  });
});
