import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Classifier, createClassifier } from '../../../src/core/models/classifier.ts';
import { createRandom } from '../../../src/core/training/random.ts';
import { shippedModelNames, startModelNames } from '../../../src/core/models/shipped-models.ts';
import { startBackend } from '../../../src/platform/node/backend.ts';
import { loadModel } from '../../../src/platform/node/model-store.ts';

function randomClips(numClips: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: numClips * 101 * 40 }, () => random.normal());
}

describe.each(startModelNames)('shipped model %s', (name) => {
  let classifier: Classifier;

  beforeAll(async () => {
    expect(await startBackend()).toBe('wasm');
    classifier = await createClassifier(await loadModel(name), { batchSize: 8 });
  });
  afterAll(() => classifier.dispose());

  it('gives scores that sum to one', async () => {
    const scores = await classifier.predict(randomClips(3, 1), 3);
    const numLabels = classifier.metadata.labels.length;
    expect(scores).toHaveLength(3 * numLabels);
    for (let clip = 0; clip < 3; clip++) {
      const row = scores.subarray(clip * numLabels, (clip + 1) * numLabels);
      expect(row.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 5);
    }
  });

  it('scores a clip alone as in a batch, wherever it stands', async () => {
    const clips = randomClips(11, 2);
    const together = await classifier.predict(clips, 11);
    const numLabels = classifier.metadata.labels.length;
    for (const clip of [0, 7, 8, 10]) {
      const alone = await classifier.predict(clips.slice(clip * 4040, (clip + 1) * 4040), 1);
      alone.forEach((score, label) => expect(score).toBeCloseTo(together[clip * numLabels + label] ?? 0, 5));
    }
  });

  it('keeps the number of tensors over 1,000 predictions', async () => {
    const clip = randomClips(1, 3);
    await classifier.predict(clip, 1);
    const before = tf.memory().numTensors;
    for (let i = 0; i < 1000; i++) await classifier.predict(clip, 1);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses features of another size', async () => {
    await expect(classifier.predict(new Float32Array(5), 1)).rejects.toThrow('[101, 40]');
  });

  it('says on what data its figures were measured', () => {
    const { card } = classifier.metadata;
    expect(card.figures.length).toBeGreaterThan(0);
    expect(card.limits.length).toBeGreaterThan(0);
  });
});

it.each(shippedModelNames)('%s has a threshold for each of its ten words', async (name) => {
  const { live, labels, roles } = (await loadModel(name)).metadata;
  const words = labels.filter((label) => roles.get(label) === 'word');
  expect(words).toHaveLength(10);
  expect([...live.threshold.keys()].sort()).toEqual(words.sort());
});
