import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClassifier } from '../../../src/core/models/classifier.ts';
import type { BackendInfo } from '../../../src/platform/browser/backend-choice.ts';
import { startBackend } from '../../../src/platform/node/backend.ts';
import type { StoredModel } from '../../../src/platform/browser/page-database.ts';
import { createFeaturesHandlers } from '../../../src/workers/features-handlers.ts';
import { createModelHandlers } from '../../../src/workers/model-handlers.ts';
import type { FeaturesApi, ModelApi } from '../../../src/workers/protocol.ts';
import { readModelBlob } from '../../../src/workers/read-model-blob.ts';
import { Recogniser } from '../../../src/workers/recogniser.ts';
import { FakeWorker } from '../workers/fake-worker.ts';
import { tinyModelZip } from '../tiny-model.ts';
import { brokenJson } from './broken/broken-json.ts';
import { brokenMetadata } from './broken/broken-metadata.ts';
import { brokenNetworks } from './broken/broken-networks.ts';
import { brokenWeights } from './broken/broken-weights.ts';
import { brokenZips } from './broken/broken-zips.ts';
import { type Refusal, withFile } from './broken/edit-model.ts';

const brokenModels = [...brokenZips, ...brokenJson, ...brokenMetadata, ...brokenWeights, ...brokenNetworks];
const refusedWithinMs = 2000;
const oneSentence = /^[A-Z][^\n]{20,400}\.$/;

const wasm: BackendInfo = { name: 'wasm', reason: 'chosen', adapter: null };
/** What the page keeps between visits. */
const stored: StoredModel[] = [];
const files = new Map<string, Blob>();
let good = new Uint8Array(0);
let recogniser: Recogniser;

/** The page's own path for a model file, on the WASM backend. */
function createRecogniser(): Recogniser {
  const modelHandlers = createModelHandlers({
    startBackend: async () => {
      await startBackend();
      return { info: wasm, batchSize: 4, lost: new Promise<string>(() => undefined) };
    },
    nextChoice: () => null,
    memory: () => tf.memory(),
    fetchModel: () => Promise.reject(new Error('no shipped model is asked for')),
    readModel: readModelBlob,
    createClassifier: (file, batchSize) => createClassifier(file, { batchSize }),
    now: () => performance.now(),
  });
  return new Recogniser({
    parts: {
      createFeaturesWorker: () =>
        new FakeWorker<FeaturesApi>(createFeaturesHandlers(() => performance.now())),
      createModelWorker: () => new FakeWorker<ModelApi>(modelHandlers),
      numFeatureWorkers: 1,
      chooseBackend: async () => wasm,
      decodeOther: async () => null,
      modelStore: {
        list: async () => stored,
        put: async (model) => void stored.push(model),
        remove: async () => undefined,
      },
      baseUrl: 'http://localhost/',
      now: () => performance.now(),
    },
  });
}

const blobOf = (bytes: Uint8Array) => new Blob([Uint8Array.from(bytes)]);

const refusalOf = (refusal: Refusal) =>
  refusal instanceof RegExp ? { code: 'model-invalid', says: refusal } : refusal;

beforeAll(async () => {
  good = Uint8Array.from(await tinyModelZip(['yes', 'no']));
  for (const [name, edit] of brokenModels) files.set(name, blobOf(edit(good)));
  recogniser = createRecogniser();
  await recogniser.library.add(blobOf(good), { title: 'the first' });
}, 60_000);
afterAll(() => recogniser.dispose());

describe('broken model files', () => {
  it('are at least a hundred, each with a name of its own', () => {
    expect(files.size).toBe(brokenModels.length);
    expect(files.size).toBeGreaterThanOrEqual(100);
  });

  it.each(brokenModels)(
    'refuses %s',
    async (name, _edit, refusal) => {
      const { numTensors } = tf.memory();
      const before = [...stored];
      const { code, says } = refusalOf(refusal);
      const refused = recogniser.library.add(files.get(name) ?? new Blob());
      await expect(refused).rejects.toMatchObject({ code, message: expect.stringMatching(says) });
      await expect(refused).rejects.toThrow(oneSentence);
      expect(stored).toEqual(before);
      expect(recogniser.ownModels.getSnapshot()).toEqual(before);
      expect(tf.memory().numTensors).toBe(numTensors);
    },
    refusedWithinMs,
  );

  it('leave the next model to be added and used', async () => {
    const { model } = await recogniser.library.add(blobOf(good));
    expect(stored.map(({ title }) => title)).toEqual(['the first', 'tiny']);
    recogniser.setModel(model.name);
    const recording = { samples: new Float32Array(8000).fill(0.1), sampleRateHz: 16_000 };
    const { ranked } = await recogniser.classify(recording);
    expect(ranked.map(({ label }) => label).toSorted()).toEqual(['no', 'yes']);
  });
});

it.each(['README.md', 'photos/cat.jpg', '__MACOSX/._model.json'])(
  'passes over %s in a model file',
  async (name) => {
    const { model } = await recogniser.library.add(blobOf(withFile(name, 'x')(good)));
    expect(model.labels).toEqual(['yes', 'no']);
  },
);
