import * as tf from '@tensorflow/tfjs-core';
// Registers the gradients of all operations.
import '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { decoderTypes, encoderTypes } from '../../../src/core/models/architecture.ts';
import { registerTrainingKernels } from '../../../src/core/models/kernels/register-training-kernels.ts';
import { normaliseBatch } from '../../../src/core/models/layers/normalise-batch.ts';
import { createRandom } from '../../../src/core/training/random.ts';
import { startBackend } from '../../../src/platform/node/backend.ts';
import { smallArchitecture } from './small-sizes.ts';
import { trainingStep } from './training-step.ts';

beforeAll(async () => {
  expect(await startBackend()).toBe('wasm');
  registerTrainingKernels();
});

function randomArray(shape: readonly number[], seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, () => random.normal());
}

type Loss = (...inputs: tf.Tensor[]) => tf.Tensor;

/** A smooth sum in which every output counts differently. */
function summed(output: tf.Tensor): tf.Scalar {
  const weights = tf.reshape(tf.cos(tf.range(0, output.size)), output.shape);
  return tf.reshape<tf.Rank.R0>(tf.sum(tf.mul(tf.sin(output), weights)), []);
}

async function gradientsOn(backend: string, shapes: number[][], loss: Loss): Promise<Float32Array[]> {
  await tf.setBackend(backend);
  const inputs = shapes.map((shape, index) => tf.tensor(randomArray(shape, index + 1), shape));
  const before = tf.memory().numTensors;
  const gradients = tf.grads((...given) => summed(loss(...given)))(inputs);
  expect(tf.memory().numTensors).toBe(before + gradients.length);
  const values = await Promise.all(gradients.map(async (one) => Float32Array.from(await one.data())));
  tf.dispose([inputs, gradients]);
  return values;
}

function expectClose(found: readonly Float32Array[], expected: readonly Float32Array[], tolerance: number) {
  expect(found).toHaveLength(expected.length);
  expect(expected.length).toBeGreaterThan(0);
  expected.forEach((values, index) => {
    const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
    expect(found[index]).toHaveLength(values.length);
    values.forEach((value, at) => {
      expect(Math.abs(value - (found[index]?.[at] ?? Number.NaN)) / scale).toBeLessThan(tolerance);
    });
  });
}

/** Central differences of the loss for some of the numbers of one input, in plain JavaScript. */
async function expectSlopes(shapes: number[][], loss: Loss, input: number, gradient: Float32Array) {
  await tf.setBackend('cpu');
  const step = 1e-2;
  const size = tf.util.sizeFromShape(shapes[input] ?? []);
  for (const at of [0, Math.floor(size / 3), size - 1]) {
    const lossAt = (change: number) =>
      tf.tidy(() => {
        const inputs = shapes.map((shape, index) => {
          const values = randomArray(shape, index + 1);
          if (index === input) values[at] = (values[at] ?? 0) + change;
          return tf.tensor(values, shape);
        });
        return summed(loss(...inputs)).dataSync()[0] ?? Number.NaN;
      });
    const slope = (lossAt(step) - lossAt(-step)) / (2 * step);
    // The difference errs by the step squared times the third derivative.
    expect(Math.abs(slope - (gradient[at] ?? Number.NaN))).toBeLessThan(1e-2 * Math.max(1, Math.abs(slope)));
  }
}

type Depthwise = {
  readonly x: [number, number, number, number];
  readonly filter: [number, number];
  readonly strides: [number, number];
  readonly pad: 'same' | 'valid';
};

describe('depthwise convolution on WASM', () => {
  it.each<Depthwise>([
    { x: [2, 9, 8, 3], filter: [3, 3], strides: [1, 1], pad: 'same' },
    { x: [2, 9, 8, 3], filter: [3, 3], strides: [1, 1], pad: 'valid' },
    { x: [2, 11, 5, 4], filter: [5, 5], strides: [1, 1], pad: 'valid' },
    { x: [2, 7, 10, 4], filter: [1, 3], strides: [1, 2], pad: 'same' },
    { x: [2, 7, 10, 4], filter: [1, 3], strides: [1, 2], pad: 'valid' },
    { x: [2, 12, 6, 2], filter: [5, 1], strides: [2, 1], pad: 'same' },
    { x: [1, 8, 9, 2], filter: [2, 3], strides: [3, 2], pad: 'valid' },
  ])('has the gradients of the cpu backend and of finite differences: %j', async (sizes) => {
    const shapes = [[...sizes.x], [...sizes.filter, sizes.x[3], 1]];
    const loss: Loss = (x = tf.zeros([0]), filter = tf.zeros([0])) =>
      tf.depthwiseConv2d(
        tf.reshape<tf.Rank.R4>(x, sizes.x),
        tf.reshape<tf.Rank.R4>(filter, [...sizes.filter, sizes.x[3], 1]),
        sizes.strides,
        sizes.pad,
      );
    const cpu = await gradientsOn('cpu', shapes, loss);
    const wasm = await gradientsOn('wasm', shapes, loss);
    expectClose(wasm, cpu, 1e-5);
    await expectSlopes(shapes, loss, 0, wasm[0] ?? new Float32Array(0));
    await expectSlopes(shapes, loss, 1, wasm[1] ?? new Float32Array(0));
  });
});

describe('maximum over windows on WASM', () => {
  it.each([
    { x: [2, 8, 6, 3], size: [2, 2], pad: 'valid' },
    { x: [2, 9, 7, 3], size: [2, 2], pad: 'valid' },
    { x: [2, 9, 7, 3], size: [3, 2], pad: 'same' },
  ] as const)('has the gradient of the cpu backend: %j', async ({ x: shape, size, pad }) => {
    const loss: Loss = (x = tf.zeros([0])) =>
      tf.maxPool(tf.reshape<tf.Rank.R4>(x, [...shape]), [...size], [...size], pad);
    const cpu = await gradientsOn('cpu', [[...shape]], loss);
    const wasm = await gradientsOn('wasm', [[...shape]], loss);
    expectClose(wasm, cpu, 1e-6);
    await expectSlopes([[...shape]], loss, 0, wasm[0] ?? new Float32Array(0));
  });

  it('gives the gradient of equal values to the first', async () => {
    await tf.setBackend('wasm');
    const gradient = tf.grad((x) => tf.maxPool(tf.reshape<tf.Rank.R4>(x, [1, 2, 2, 1]), 2, 2, 'valid'));
    expect([...(await gradient(tf.ones([1, 2, 2, 1])).data())]).toEqual([1, 0, 0, 0]);
  });
});

describe('normalisation in training on WASM', () => {
  const cases = (['linear', 'relu', 'swish'] as const).flatMap((activation) =>
    [1, 2].flatMap((subBands) => [false, true].map((hasMask) => ({ activation, subBands, hasMask }))),
  );

  it.each(cases)('is that of composed operations: %j', async ({ activation, subBands, hasMask }) => {
    const [batch, frames, bands, numChannels] = [3, 7, 4, 5];
    const shapes = [[batch, frames, bands, numChannels], [subBands * numChannels], [subBands * numChannels]];
    const sizes = { numRows: batch * frames, subBands, bandsEach: bands / subBands, numChannels };
    const valid = Float32Array.from({ length: batch * frames }, (_, i) =>
      i % frames < 3 + i / frames ? 1 : 0,
    );
    const run: (x?: tf.Tensor, gamma?: tf.Tensor, beta?: tf.Tensor) => ReturnType<typeof normaliseBatch> = (
      x = tf.zeros([0]),
      gamma = tf.zeros([0]),
      beta = tf.zeros([0]),
    ) => {
      const mask = hasMask ? tf.tensor(valid, [batch, frames, 1, 1]) : null;
      return normaliseBatch({ x, gamma, beta, mask }, { ...sizes, epsilon: 1e-5, activation });
    };
    const loss: Loss = (...inputs) => run(...inputs).output;
    const composed = await gradientsOn('cpu', shapes, loss);
    const loops = await gradientsOn('wasm', shapes, loss);
    expectClose(loops, composed, 2e-5);
    // A ReLU's bend spoils the differences.
    if (activation !== 'relu')
      for (const input of [0, 1, 2])
        await expectSlopes(shapes, loss, input, loops[input] ?? new Float32Array(0));
    const statistics = async (backend: string) => {
      await tf.setBackend(backend);
      const inputs = shapes.map((shape, index) => tf.tensor(randomArray(shape, index + 1), shape));
      const { output, mean, variance } = run(...inputs);
      return [output, mean, variance].map((tensor) => Float32Array.from(tensor.dataSync()));
    };
    expectClose(await statistics('wasm'), await statistics('cpu'), 2e-6);
  });
});

describe.each(encoderTypes.map((encoder) => [encoder]))('a training step of %s on WASM', (encoder) => {
  it.each(decoderTypes.flatMap((decoder) => [false, true].map((hasLengths) => ({ decoder, hasLengths }))))(
    'has the loss and the gradients of the cpu backend: %j',
    async ({ decoder, hasLengths }) => {
      const architecture = smallArchitecture(encoder, decoder);
      const cpu = await trainingStep('cpu', architecture, hasLengths);
      const wasm = await trainingStep('wasm', architecture, hasLengths);
      for (const { numKept, numExpected } of [cpu, wasm]) expect(numKept).toBe(numExpected);
      expect(wasm.loss).toBeCloseTo(cpu.loss, 4);
      // In float32, normalised over as few as 25 values, layer after layer.
      expectClose(wasm.arrays, cpu.arrays, 3e-3);
    },
  );
});
