import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { PhonoscopeError } from '../../../src/core/errors.ts';
import { parseFrontEnd } from '../../../src/core/features/front-end.ts';
import type { BackendInfo } from '../../../src/platform/browser/backend-choice.ts';
import type { CallContext } from '../../../src/workers/expose-worker.ts';
import type { ModelFile } from '../../../src/core/models/model-file.ts';
import { createModelHandlers } from '../../../src/workers/model-handlers.ts';
import { testMetadata } from './test-metadata.ts';

const webgpu: BackendInfo = { name: 'webgpu', reason: 'hardware-adapter', adapter: 'a card' };
const wasm: BackendInfo = { name: 'wasm', reason: 'webgpu-failed', adapter: 'a card' };
const metadata = testMetadata();
const files: ModelFile = { metadata, topology: {}, weights: new Uint8Array(4) };
const context: CallContext<never> = {
  signal: new AbortController().signal,
  progress: () => undefined,
  transfer: () => undefined,
};

/** A machine whose GPU can be pulled out. */
function setUp() {
  let lose = (_reason: string): void => undefined;
  const lost = new Promise<string>((resolve) => {
    lose = resolve;
  });
  const disposed: string[] = [];
  const gpu = { predict: async (): Promise<Float32Array> => Float32Array.of(0.1, 0.9) };
  let backend = 'none';
  const parts = {
    startBackend: vi.fn(async (info: BackendInfo) => {
      backend = info.name;
      return {
        info,
        batchSize: info.name === 'wasm' ? 64 : 4,
        lost: info.name === 'webgpu' ? lost : new Promise<string>(() => undefined),
      };
    }),
    nextChoice: () => wasm,
    memory: () => ({ numTensors: 3, numBytes: 12 }),
    fetchModel: vi.fn(async () => files),
    readModel: async () => files,
    createClassifier: vi.fn(async () => {
      const own = backend;
      const predict = async (_values: Float32Array) =>
        own === 'webgpu' ? gpu.predict() : Float32Array.of(0.2, 0.8);
      return {
        metadata,
        predict,
        predictAndEmbed: async (values: Float32Array) => ({
          scores: await predict(values),
          embeddings: Float32Array.of(1, 2, 3),
        }),
        dispose: () => disposed.push(own),
      };
    }),
    now: () => 0,
  };
  const handlers = createModelHandlers(parts);
  const load = () =>
    handlers.load({ name: 'digits', baseUrl: 'http://localhost/', backend: webgpu, zip: null }, context);
  const request = (fingerprint = metadata.fingerprint, frontEnd = metadata.frontEnd) => ({
    name: 'digits' as const,
    values: new Float32Array(4),
    lengths: null,
    numClips: 1,
    fingerprint,
    frontEnd,
  });
  const predict = (...args: Parameters<typeof request>) => handlers.predict(request(...args), context);
  const embed = (...args: Parameters<typeof request>) => handlers.embed(request(...args), context);
  return { handlers, parts, gpu, disposed, load, predict, embed, lose: (reason: string) => lose(reason) };
}

describe('unload', () => {
  it('frees the model, and only that one', async () => {
    const { handlers, disposed, load, predict } = setUp();
    await load();
    await handlers.unload({ name: 'own:1' }, context);
    expect(disposed).toEqual([]);
    await handlers.unload({ name: 'digits' }, context);
    expect(disposed).toEqual(['webgpu']);
    await expect(predict()).rejects.toMatchObject({ code: 'internal' });
    await load();
    expect((await predict()).scores).toEqual(Float32Array.of(0.1, 0.9));
  });
});

describe('load', () => {
  it('starts the backend once and each model once', async () => {
    const { parts, load } = setUp();
    expect(await load()).toEqual({ name: 'digits', metadata, backend: webgpu, batchSize: 4 });
    await load();
    expect(parts.startBackend).toHaveBeenCalledTimes(1);
    expect(parts.createClassifier).toHaveBeenCalledTimes(1);
  });

  it('runs once what a front end with a fixed number of frames gives', async () => {
    const { parts, load } = setUp();
    const frontEnd = parseFrontEnd({ clipSamples: 16_000, maxFrames: 50, resizeBands: 32 });
    const predict = vi.fn(async (_values: Float32Array) => Float32Array.of(1));
    parts.createClassifier.mockResolvedValueOnce({
      metadata: { ...metadata, frontEnd },
      predict,
      predictAndEmbed: async () => ({ scores: Float32Array.of(1), embeddings: Float32Array.of(1) }),
      dispose: () => 0,
    });
    await load();
    expect(predict.mock.calls[0]?.[0]).toHaveLength(50 * 32);
  });

  it('tries the backend anew after a failure', async () => {
    const { parts, load } = setUp();
    parts.startBackend.mockRejectedValueOnce(new PhonoscopeError('backend-unavailable', 'None.'));
    await expect(load()).rejects.toMatchObject({ code: 'backend-unavailable' });
    expect((await load()).backend).toEqual(webgpu);
  });

  it('keeps the former model when another cannot be fetched', async () => {
    const { handlers, parts, load, predict } = setUp();
    await load();
    parts.fetchModel.mockRejectedValueOnce(new PhonoscopeError('model-unreachable', 'Gone.'));
    const other = handlers.load(
      { name: 'commands', baseUrl: 'http://localhost/', backend: webgpu, zip: null },
      context,
    );
    await expect(other).rejects.toMatchObject({ code: 'model-unreachable' });
    expect((await predict()).scores).toEqual(Float32Array.of(0.1, 0.9));
  });
});

describe('describe and pack', () => {
  it('read a model without starting a backend', async () => {
    const { handlers, parts } = setUp();
    const zip = new Blob(['12345']);
    expect(await handlers.describe({ zip }, context)).toEqual({ metadata, numBytes: 5 });
    expect(await handlers.describe({ shipped: 'wide', baseUrl: 'http://localhost/' }, context)).toEqual({
      metadata,
      numBytes: 6,
    });
    expect(parts.startBackend).not.toHaveBeenCalled();
  });

  it('pack a model under another name', async () => {
    const { handlers } = setUp();
    const blob = await handlers.pack({ place: { zip: new Blob([]) }, name: 'kitchen' }, context);
    const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
    expect(Object.keys(files)).toEqual(['phonoscope.json', 'model.json', 'weights.bin']);
    expect(JSON.parse(strFromU8(files['phonoscope.json'] ?? new Uint8Array()))).toMatchObject({
      name: 'kitchen',
      labels: ['yes', 'no'],
    });
  });
});

describe('predict', () => {
  it('refuses the features of another front end', async () => {
    const { load, predict } = setUp();
    await load();
    const other = parseFrontEnd({ clipSamples: 16_000, minHz: 60 });
    await expect(predict('0'.repeat(64), other)).rejects.toMatchObject({
      code: 'front-end-mismatch',
      message: expect.stringContaining('"minHz" should be 20 and is 60'),
      details: { field: 'minHz', expected: '20', found: '60' },
    });
  });

  it('moves to WASM when the GPU throws', async () => {
    const { gpu, disposed, load, predict } = setUp();
    await load();
    gpu.predict = () => Promise.reject(new Error('createBuffer failed'));
    const { scores, backend } = await predict();
    expect(backend).toEqual(wasm);
    expect(scores).toEqual(Float32Array.of(0.2, 0.8));
    expect(disposed).toEqual(['webgpu']);
  });

  it('moves to WASM when the device is lost while a prediction hangs', async () => {
    const { gpu, parts, load, predict, lose } = setUp();
    await load();
    gpu.predict = () => new Promise(() => undefined);
    const hanging = [predict(), predict()];
    lose('destroyed');
    for (const { backend } of await Promise.all(hanging)) expect(backend).toEqual(wasm);
    expect(parts.startBackend).toHaveBeenCalledTimes(2);
    expect((await predict()).backend).toEqual(wasm);
  });
});

describe('embed', () => {
  it('gives vectors and scores, on WASM where the GPU throws', async () => {
    const { gpu, load, embed } = setUp();
    await load();
    const answer = { embeddings: Float32Array.of(1, 2, 3), dim: 3, modelMs: 0 };
    expect(await embed()).toEqual({ ...answer, scores: Float32Array.of(0.1, 0.9), backend: webgpu });
    gpu.predict = () => Promise.reject(new Error('createBuffer failed'));
    expect(await embed()).toEqual({ ...answer, scores: Float32Array.of(0.2, 0.8), backend: wasm });
  });

  it('refuses the features of another front end', async () => {
    const { load, embed } = setUp();
    await load();
    await expect(embed('0'.repeat(64))).rejects.toMatchObject({ code: 'front-end-mismatch' });
  });
});
