import fc from 'fast-check';
import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { decoderTypes, encoderTypes } from '../../../src/core/models/architecture.ts';
import { buildNetwork } from '../../../src/core/models/build-network.ts';
import { createRandom } from '../../../src/core/training/random.ts';
import { startBackend } from '../../../src/platform/node/backend.ts';
import { smallArchitecture } from './small-sizes.ts';

const [numBands, numLabels] = [10, 3];
/** Odd and even, so that every stride meets an end of its own. */
const frameCounts = [13, 16, 22] as const;
const longest = 13;

beforeAll(async () => {
  expect(await startBackend()).toBe('wasm');
});

/** The same weights, whatever the number of frames; moving variances are positive. */
function fillWeights(model: tfl.LayersModel): void {
  const random = createRandom(8);
  for (const weight of model.weights) {
    const tensor = weight.read();
    const values = Float32Array.from({ length: tensor.size }, () =>
      weight.originalName.endsWith('moving_variance') ? random.uniform(0.5, 2) : 0.5 * random.normal(),
    );
    weight.write(tf.tensor(values, tensor.shape));
  }
}

/** Scores of clips of their own lengths, padded to the network's number of frames with the number `padding`. */
function scoresOf(model: tfl.LayersModel, lengths: readonly number[], padding: number): Float32Array {
  const numFrames = model.inputs[0]?.shape[1] ?? 0;
  const values = new Float32Array(lengths.length * numFrames * numBands).fill(padding);
  lengths.forEach((length, clip) => {
    const random = createRandom(11, clip);
    for (let i = 0; i < length * numBands; i++) values[clip * numFrames * numBands + i] = random.normal();
  });
  return tf.tidy(() => {
    const features = tf.tensor3d(values, [lengths.length, numFrames, numBands]);
    const output = model.predict([features, tf.tensor1d([...lengths])]);
    if (Array.isArray(output)) throw new TypeError('one output was expected');
    return Float32Array.from(output.dataSync());
  });
}

const networks = encoderTypes.flatMap((encoder) => decoderTypes.map((decoder) => ({ encoder, decoder })));

describe.each(['cpu', 'wasm'])('padding on %s', (backend) => {
  it.each(networks)('does not change the scores: %j', async ({ encoder, decoder }) => {
    await tf.setBackend(backend);
    const models = frameCounts.map((numFrames) => {
      const shape = { numFrames, numBands, numLabels, hasLengths: true };
      const model = buildNetwork(smallArchitecture(encoder, decoder), shape);
      fillWeights(model);
      return model;
    });
    const [shortest, ...longer] = models;
    if (shortest === undefined) throw new Error('no network');
    const lengths = fc.array(fc.integer({ min: 1, max: longest }), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(lengths, fc.constantFrom(0, -100, 1e6), (given, padding) => {
        const expected = scoresOf(shortest, given, 0);
        expect(new Set(expected).size).toBeGreaterThan(1);
        for (const model of [shortest, ...longer]) {
          const found = scoresOf(model, given, padding);
          found.forEach((score, at) => {
            expect(Math.abs(score - (expected[at] ?? Number.NaN))).toBeLessThanOrEqual(1e-6);
          });
        }
      }),
      { numRuns: 6, seed: 5 },
    );
    for (const model of models) model.dispose();
  });
});

it('padded frames leave the statistics of normalisation alone in training', async () => {
  await tf.setBackend('wasm');
  const statistics = [13, 22].map((numFrames) => {
    const shape = { numFrames, numBands, numLabels, hasLengths: true };
    const model = buildNetwork(smallArchitecture('ds-cnn', 'pool'), shape);
    fillWeights(model);
    const random = createRandom(2);
    const values = new Float32Array(2 * numFrames * numBands).fill(50);
    [13, 6].forEach((length, clip) => {
      for (let i = 0; i < length * numBands; i++) values[clip * numFrames * numBands + i] = random.normal();
    });
    tf.tidy(() => {
      const features = tf.tensor3d(values, [2, numFrames, numBands]);
      model.apply([features, tf.tensor1d([13, 6])], { training: true });
    });
    const found = model.nonTrainableWeights.flatMap((weight) => [...weight.read().dataSync()]);
    model.dispose();
    return found;
  });
  expect(statistics[0]?.length).toBeGreaterThan(0);
  statistics[0]?.forEach((value, at) => expect(value).toBeCloseTo(statistics[1]?.[at] ?? Number.NaN, 5));
});
