import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseFrontEnd } from '../../../src/core/features/front-end.ts';
import { decoderTypes, encoderTypes } from '../../../src/core/models/architecture.ts';
import { buildNetwork, layerNames } from '../../../src/core/models/build-network.ts';
import { createClassifier, loadNetwork } from '../../../src/core/models/classifier.ts';
import { withEmbedding } from '../../../src/core/models/embedding.ts';
import { decodeModelWeights, type ModelFile } from '../../../src/core/models/model-file.ts';
import { saveNetwork } from '../../../src/core/models/save-network.ts';
import { createRandom } from '../../../src/core/training/random.ts';
import { startBackend } from '../../../src/platform/node/backend.ts';
import { loadModel } from '../../../src/platform/node/model-store.ts';
import { testMetadata } from '../workers/test-metadata.ts';
import { smallArchitecture } from './small-sizes.ts';

const [numClips, numFrames, numBands] = [5, 13, 10];
const lengths = Int32Array.of(13, 7, 1, 12, 13);

beforeAll(async () => {
  expect(await startBackend()).toBe('wasm');
});

function randomValues(size: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: size }, () => random.normal());
}

/** The file of a network with weights as after training, and features of clips for it. */
async function makeCase(encoder: string, decoder: string, hasLengths: boolean) {
  const frontEnd = parseFrontEnd({ numBands, ...(hasLengths ? { maxFrames: 13 } : { clipSamples: 1920 }) });
  const model = buildNetwork(smallArchitecture(encoder, decoder), {
    numFrames,
    numBands,
    numLabels: 2,
    hasLengths,
  });
  for (const [index, weight] of model.weights.entries()) {
    const tensor = weight.read();
    const values = randomValues(tensor.size, index).map((value) =>
      weight.originalName.endsWith('variance') ? Math.abs(value) + 0.1 : value,
    );
    weight.write(tf.tensor(values, tensor.shape));
  }
  const file = await saveNetwork(model, testMetadata({ frontEnd }));
  model.dispose();
  return { file, features: randomValues(numClips * numFrames * numBands, 1) };
}

/** The output of the layer before the last dense one, in the network as it was saved. */
async function plainEmbeddings(file: ModelFile, features: Float32Array): Promise<Float32Array> {
  const model = await loadNetwork(file);
  const { output } = model.getLayer(layerNames.embedding);
  const inner = tfl.model({ inputs: model.inputs, outputs: output });
  const values = tf.tidy(() => {
    const clips = tf.tensor3d(features, [numClips, numFrames, numBands]);
    const found = inner.predict(model.inputs.length === 2 ? [clips, tf.tensor1d([...lengths])] : clips);
    if (Array.isArray(found)) throw new TypeError('one output was expected');
    return Float32Array.from(found.dataSync());
  });
  model.dispose();
  return values;
}

/** As far apart as float32 sums in another order may come to be. */
function expectNear(found: Float32Array, expected: Float32Array): void {
  expect(found).toHaveLength(expected.length);
  const largest = Math.max(1, ...expected.map(Math.abs));
  found.forEach((value, at) =>
    expect(Math.abs(value - (expected[at] ?? Number.NaN)) / largest).toBeLessThan(1e-5),
  );
}

const cases = encoderTypes.flatMap((encoder) =>
  decoderTypes.flatMap((decoder) => [false, true].map((hasLengths) => ({ encoder, decoder, hasLengths }))),
);

it.each(cases)(
  'is what goes into the last layer, norms folded: $encoder, $decoder, lengths $hasLengths',
  async ({ encoder, decoder, hasLengths }) => {
    const { file, features } = await makeCase(encoder, decoder, hasLengths);
    const valid = hasLengths ? lengths : null;
    const classifier = await createClassifier(file, { batchSize: 2 });
    const embeddings = await classifier.embed(features, numClips, valid);
    expect(new Set(embeddings).size).toBeGreaterThan(1);
    expectNear(embeddings, await plainEmbeddings(file, features));
    const both = await classifier.predictAndEmbed(features, numClips, valid);
    expect(both.embeddings).toEqual(embeddings);
    expect(both.scores).toEqual(await classifier.predict(features, numClips, valid));
    classifier.dispose();
  },
);

describe('embed', () => {
  it('keeps the number of tensors, and disposes of all with the classifier', async () => {
    const { file, features } = await makeCase('ds-cnn', 'attention', true);
    const before = tf.memory().numTensors;
    const classifier = await createClassifier(file, { batchSize: 2 });
    await classifier.predict(features, numClips, lengths);
    const loaded = tf.memory().numTensors;
    for (let i = 0; i < 20; i++) await classifier.embed(features, numClips, lengths);
    expect(tf.memory().numTensors).toBe(loaded);
    classifier.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('gives nothing for no clips, and one clip what it gets in a batch', async () => {
    const classifier = await createClassifier(await loadModel('digits'), { batchSize: 8 });
    expect(await classifier.embed(new Float32Array(0), 0)).toHaveLength(0);
    const clips = randomValues(3 * 4040, 4);
    const together = await classifier.embed(clips, 3);
    const dim = together.length / 3;
    expectNear(await classifier.embed(clips.slice(4040, 8080), 1), together.slice(dim, 2 * dim));
    classifier.dispose();
  });

  it('leads to the scores by the last layer alone', async () => {
    const file = await loadModel('digits');
    const classifier = await createClassifier(file, { batchSize: 4 });
    const { embeddings, scores } = await classifier.predictAndEmbed(randomValues(2 * 4040, 3), 2);
    classifier.dispose();
    const { values, specs } = decodeModelWeights(file);
    const named = new Map<string, tf.Tensor>(Object.entries(tf.io.decodeWeights(values.buffer, specs)));
    const [kernel, bias] = ['kernel', 'bias'].map((name) => named.get(`${layerNames.logits}/${name}`));
    if (kernel === undefined || bias === undefined) throw new Error('no logits');
    const own = tf.softmax(
      tf.add(tf.matMul(tf.tensor2d(embeddings, [2, embeddings.length / 2]), kernel), bias),
    );
    expectNear(Float32Array.from(own.dataSync()), scores);
  });
});

it('refuses a network without a dense layer', () => {
  const input = tfl.input({ shape: [3] });
  const output = tfl.layers.softmax().apply(input);
  if (!(output instanceof tfl.SymbolicTensor)) throw new TypeError('one tensor was expected');
  expect(() => withEmbedding(tfl.model({ inputs: input, outputs: output }))).toThrow(/no dense layer/);
});
