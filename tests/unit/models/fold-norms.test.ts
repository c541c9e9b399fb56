import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { encoderTypes } from '../../../src/core/models/architecture.ts';
import { buildNetwork } from '../../../src/core/models/build-network.ts';
import { createClassifier, loadNetwork } from '../../../src/core/models/classifier.ts';
import { foldNorms } from '../../../src/core/models/fold-norms.ts';
import { decodeModelWeights, type ModelFile } from '../../../src/core/models/model-file.ts';
import { saveNetwork } from '../../../src/core/models/save-network.ts';
import { startModelNames } from '../../../src/core/models/shipped-models.ts';
import { createRandom } from '../../../src/core/training/random.ts';
import { parseFrontEnd } from '../../../src/core/features/front-end.ts';
import { startBackend } from '../../../src/platform/node/backend.ts';
import { loadModel } from '../../../src/platform/node/model-store.ts';
import { testMetadata } from '../workers/test-metadata.ts';
import { smallArchitecture } from './small-sizes.ts';

beforeAll(async () => {
  expect(await startBackend()).toBe('wasm');
});

const numClips = 3;

function randomFeatures(size: number): Float32Array {
  const random = createRandom(6);
  return Float32Array.from({ length: size }, () => random.normal());
}

/** Scores of the network as it was saved. */
async function plainScores(file: ModelFile, values: Float32Array, lengths: number[]): Promise<Float32Array> {
  const model = await loadNetwork(file);
  const [, numFrames = 0, numBands = 0] = model.inputs[0]?.shape ?? [];
  const scores = tf.tidy(() => {
    const features = tf.tensor3d(values, [numClips, numFrames ?? 0, numBands ?? 0]);
    const output = model.predict(model.inputs.length === 2 ? [features, tf.tensor1d(lengths)] : features);
    if (Array.isArray(output)) throw new TypeError('one output was expected');
    return Float32Array.from(output.dataSync());
  });
  model.dispose();
  return scores;
}

async function expectSameScores(file: ModelFile, size: number, lengths: number[]): Promise<void> {
  const values = randomFeatures(numClips * size);
  const expected = await plainScores(file, values, lengths);
  const classifier = await createClassifier(file, { batchSize: numClips });
  const found = await classifier.predict(values, numClips, Int32Array.from(lengths));
  classifier.dispose();
  expect(found).toHaveLength(expected.length);
  found.forEach((score, at) => expect(Math.abs(score - (expected[at] ?? Number.NaN))).toBeLessThan(1e-5));
}

function numNorms(file: ModelFile): number {
  const { specs } = foldNorms(decodeModelWeights(file));
  return specs.filter(({ name }) => name.endsWith('moving_variance')).length;
}

describe.each(
  encoderTypes.flatMap((encoder) => [false, true].map((hasLengths) => ({ encoder, hasLengths }))),
)('a folded network, $encoder, lengths $hasLengths', ({ encoder, hasLengths }) => {
  it('gives the scores of the plain one to 1e-5', async () => {
    const frontEnd = parseFrontEnd({
      numBands: 10,
      ...(hasLengths ? { maxFrames: 13 } : { clipSamples: 1920 }),
    });
    const shape = { numFrames: 13, numBands: 10, numLabels: 2, hasLengths };
    const model = buildNetwork(smallArchitecture(encoder, 'attention'), shape);
    const random = createRandom(9);
    for (const weight of model.weights) {
      const tensor = weight.read();
      const isVariance = weight.originalName.endsWith('variance');
      const values = Float32Array.from({ length: tensor.size }, () =>
        isVariance ? random.uniform(0.1, 3) : random.normal(),
      );
      weight.write(tf.tensor(values, tensor.shape));
    }
    const file = await saveNetwork(model, testMetadata({ frontEnd }));
    model.dispose();
    expect(numNorms(file)).toBe(0);
    await expectSameScores(file, 13 * 10, [13, 7, 1]);
  });
});

describe.each(startModelNames)('the shipped model %s, folded', (name) => {
  it('gives the scores of the plain one to 1e-5', async () => {
    const file = await loadModel(name);
    expect(numNorms(file)).toBe(0);
    await expectSameScores(file, 101 * 40, [101, 101, 101]);
  });
});

it('leaves a network alone that it does not understand', () => {
  const network = {
    topology: { class_name: 'Sequential', config: [] },
    specs: [],
    values: new Float32Array(0),
  };
  expect(foldNorms(network)).toBe(network);
});
