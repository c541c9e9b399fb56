import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeWav } from '../../../src/core/audio/encode-wav.ts';
import type { StoredModel } from '../../../src/platform/browser/page-database.ts';
import { OwnModels } from '../../../src/workers/own-models.ts';
import { PhonoscopeError } from '../../../src/core/errors.ts';
import type { BackendInfo, BackendPreference } from '../../../src/platform/browser/backend-choice.ts';
import type { Handlers } from '../../../src/workers/expose-worker.ts';
import { createFeaturesHandlers } from '../../../src/workers/features-handlers.ts';
import type {
  EvaluateProgress,
  FeaturesApi,
  ModelApi,
  RecogniserState,
} from '../../../src/workers/protocol.ts';
import { Recogniser } from '../../../src/workers/recogniser.ts';
import { FakeWorker } from './fake-worker.ts';
import { testMetadata } from './test-metadata.ts';

const recording = { samples: new Float32Array(16_000).fill(0.1), sampleRateHz: 16_000 };
const wav = new Blob([Uint8Array.from(encodeWav(recording.samples, 16_000))]);
const metadata = testMetadata();

let featuresWorkers: FakeWorker<FeaturesApi>[];
let modelWorkers: FakeWorker<ModelApi>[];
let loads: { name: string; backend: BackendInfo }[];
/** What the next loads wait for, or fail with. */
let beforeLoad: (name: string) => Promise<void>;
let beforePredict: () => Promise<void>;
let beforeExtract: (indexOfWorker: number) => Promise<void>;
let fingerprintOfModel: string;
let recogniser: Recogniser;
let zips: (Blob | null)[];
let unloaded: string[];
let stored: StoredModel[];
let states: RecogniserState[];

function modelHandlers(): Handlers<ModelApi> {
  let backend: BackendInfo;
  return {
    load: async ({ name, backend: choice, zip }) => {
      loads.push({ name, backend: choice });
      zips.push(zip);
      await beforeLoad(name);
      backend = choice;
      return { name, metadata: { ...metadata, name }, backend, batchSize: 4 };
    },
    unload: async ({ name }) => {
      unloaded.push(name);
      return null;
    },
    inspect: async ({ zip }) => {
      if (zip.size === 0) throw new PhonoscopeError('model-invalid', 'Empty.', { reason: 'empty' });
      return metadata;
    },
    describe: async (place) => ({ metadata, numBytes: 'zip' in place ? place.zip.size : 3 }),
    pack: async ({ place, name }) => {
      const text = 'zip' in place ? await place.zip.text() : place.shipped;
      return new Blob([`${text} called ${name}`]);
    },
    warmUpBatch: async () => null,
    embed: () => Promise.reject(new Error('nothing embeds here')),
    predict: async ({ values, numClips, fingerprint }) => {
      await beforePredict();
      if (fingerprint !== fingerprintOfModel)
        throw new PhonoscopeError('front-end-mismatch', 'Another front end.');
      expect(values.length % numClips).toBe(0);
      const scores = Float32Array.from({ length: 2 * numClips }, (_, i) => (i % 2 === 0 ? 0.75 : 0.25));
      return { scores, modelMs: 1, backend };
    },
    memory: async () => ({ numTensors: 5, numBytes: 20 }),
  };
}

const choose = async (preference: BackendPreference): Promise<BackendInfo> =>
  preference === 'auto'
    ? { name: 'wasm', reason: 'no-webgpu', adapter: null }
    : { name: preference, reason: 'chosen', adapter: null };

beforeEach(() => {
  featuresWorkers = [];
  unloaded = [];
  modelWorkers = [];
  loads = [];
  zips = [];
  stored = [];
  states = [];
  beforeLoad = async () => undefined;
  beforePredict = async () => undefined;
  beforeExtract = async () => undefined;
  fingerprintOfModel = metadata.fingerprint;
  recogniser = new Recogniser({
    parts: {
      createFeaturesWorker: () => {
        const index = featuresWorkers.length;
        const handlers = createFeaturesHandlers(() => performance.now());
        const worker = new FakeWorker<FeaturesApi>({
          ...handlers,
          extractMany: async (argument, context) => {
            await beforeExtract(index);
            return handlers.extractMany(argument, context);
          },
        });
        featuresWorkers.push(worker);
        return worker;
      },
      createModelWorker: () => {
        const worker = new FakeWorker(modelHandlers());
        modelWorkers.push(worker);
        return worker;
      },
      numFeatureWorkers: 3,
      chooseBackend: choose,
      decodeOther: async (file) =>
        file.size < 10
          ? null
          : { sampleRateHz: 48_000, channels: [new Float32Array(48_000).fill(0.1)], notes: [] },
      modelStore: {
        list: async () => stored,
        put: async (model) => void stored.push(model),
        remove: async (name) => {
          stored = stored.filter((model) => model.name !== name);
        },
      },
      baseUrl: 'http://localhost/',
      now: () => performance.now(),
    },
  });
  recogniser.subscribe(() => states.push(recogniser.getSnapshot()));
});
afterEach(() => recogniser.dispose());

describe('start', () => {
  it('knows the backend before any worker runs', async () => {
    await expect.poll(() => recogniser.getSnapshot().backend?.name).toBe('wasm');
    expect(recogniser.getSnapshot()).toMatchObject({ status: 'idle', model: 'digits', metadata: null });
    expect(modelWorkers).toHaveLength(0);
    expect(featuresWorkers).toHaveLength(0);
  });

  it('loads once, however many wait', async () => {
    await Promise.all([recogniser.warmUp(), recogniser.warmUp(), recogniser.classify(recording)]);
    expect(loads).toHaveLength(1);
    expect(recogniser.getSnapshot()).toMatchObject({
      status: 'ready',
      metadata: { name: 'digits' },
      error: null,
    });
    expect(states.map(({ status }) => status)).toContain('loading');
  });
});

describe('own models', () => {
  it('adds a model that was checked, uses it, keeps it, and forgets it', async () => {
    const zip = new Blob(['a model']);
    const { model, storageError } = await recogniser.library.add(zip);
    expect({ model, storageError }).toEqual({
      model: { name: 'own:1', title: 'test', labels: ['yes', 'no'], zip, addedMs: expect.any(Number) },
      storageError: null,
    });
    expect(stored).toEqual([model]);
    recogniser.setModel(model.name);
    expect((await recogniser.classify(recording)).modelName).toBe('own:1');
    expect(zips.at(-1)?.size).toBe(7);
    await recogniser.library.remove('own:1');
    expect(recogniser.getSnapshot().model).toBe('digits');
    expect([stored, recogniser.ownModels.getSnapshot()]).toEqual([[], []]);
    await expect.poll(() => unloaded).toEqual(['own:1']);
  });

  it('gives way to a newer one under its title, which then listens in its place', async () => {
    const { model } = await recogniser.library.add(new Blob(['first']), { title: 'kitchen' });
    await recogniser.library.add(new Blob(['another']));
    recogniser.setModel(model.name);
    await recogniser.classify(recording);
    const newer = await recogniser.library.supersede(model.name, new Blob(['second']));
    expect(newer.model).toMatchObject({ name: 'own:3', title: 'kitchen' });
    const names = recogniser.ownModels.getSnapshot().map(({ name }) => name);
    expect(names).toEqual(['own:3', 'own:2']);
    expect(new Set(stored.map(({ name }) => name))).toEqual(new Set(names));
    expect((await recogniser.classify(recording)).modelName).toBe('own:3');
    await expect.poll(() => unloaded).toEqual(['own:1']);
    await expect(recogniser.library.supersede('own:3', new Blob([]))).rejects.toMatchObject({
      code: 'model-invalid',
    });
    expect(recogniser.ownModels.find('own:3')).not.toBeNull();
  });

  it('renames one, in its file and in what is kept', async () => {
    const { model } = await recogniser.library.add(new Blob(['zip']));
    expect(await recogniser.library.rename(model.name, 'kitchen')).toBeNull();
    const renamed = recogniser.ownModels.find(model.name);
    expect([renamed?.title, await renamed?.zip.text()]).toEqual(['kitchen', 'zip called kitchen']);
    expect(stored.at(-1)?.title).toBe('kitchen');
    expect(await (await recogniser.library.export(model.name)).text()).toBe('zip called kitchen');
  });

  it('duplicates shipped ones and own ones', async () => {
    const { model } = await recogniser.library.duplicate('wide', 'mine');
    expect([model.name, model.title, await model.zip.text()]).toEqual(['own:1', 'mine', 'wide called mine']);
    const { model: second } = await recogniser.library.duplicate('own:1', 'mine');
    expect([second.title, second.labels]).toEqual(['mine 2', ['yes', 'no']]);
  });

  it('knows when each came, and cannot describe one that is gone', async () => {
    const { model } = await recogniser.library.add(new Blob(['zip']));
    expect(model.addedMs).toBeGreaterThan(0);
    expect((await recogniser.library.describe(model.name)).numBytes).toBe(3);
    await recogniser.library.remove(model.name);
    await expect(recogniser.library.describe(model.name)).rejects.toMatchObject({ code: 'model-unknown' });
  });

  it('keeps nothing of a model that is refused', async () => {
    await expect(recogniser.library.add(new Blob([]))).rejects.toMatchObject({ code: 'model-invalid' });
    expect([stored, recogniser.ownModels.getSnapshot()]).toEqual([[], []]);
  });

  it('tells two models of one name apart, after a reload too', async () => {
    stored = [{ name: 'own:4', title: 'test', labels: ['a', 'b'], zip: new Blob(['old']) }];
    await recogniser.ownModels.restore();
    const { model } = await recogniser.library.add(new Blob(['new']));
    expect([model.name, model.title]).toEqual(['own:5', 'test 2']);
  });

  it('goes on without storage, and says why', async () => {
    const full = new OwnModels({
      list: async () => Promise.reject(new Error('no')),
      put: async () => Promise.reject(new PhonoscopeError('storage-full', 'Full.')),
      remove: async () => Promise.reject(new Error('no')),
    });
    await full.restore();
    const added = await full.add({ title: 'a', labels: ['x', 'y'], zip: new Blob(['z']) });
    expect(added.storageError?.code).toBe('storage-full');
    await full.remove('own:1');
    await full.putBack(added.model);
    expect(full.find('own:1')?.title).toBe('a');
  });
});

describe('explain', () => {
  it('sends the clip once, and again after the worker has crashed', async () => {
    const { clip } = await recogniser.classify(wav);
    const frameOf = (index: number) => clip.features.values.slice(index * 40, (index + 1) * 40);
    const explained = await Promise.all([30, 31].map((index) => recogniser.explain(clip, index)));
    expect(explained.map(({ features }) => features)).toEqual([frameOf(30), frameOf(31)]);
    featuresWorkers[0]?.crash('error');
    expect((await recogniser.explain(clip, 32)).features).toEqual(frameOf(32));
    expect(featuresWorkers).toHaveLength(2);
    const { clip: other } = await recogniser.classify(recording);
    expect((await recogniser.explain(other, 5)).index).toBe(5);
    expect((await recogniser.explain(clip, 6)).features).toEqual(frameOf(6));
  });
});

describe('classify', () => {
  it('gives the ranking, the clip and the timings', async () => {
    const result = await recogniser.classify(wav);
    expect(result.ranked).toEqual([
      { label: 'yes', score: 0.75 },
      { label: 'no', score: 0.25 },
    ]);
    expect(result).toMatchObject({
      threshold: 0.6,
      isSure: true,
      modelName: 'digits',
      modelMs: 1,
      isSilent: false,
    });
    expect(result.clip.features.values).toHaveLength(101 * 40);
    expect(result.clip.facts.durationSec).toBe(1);
    const live = await recogniser.score(recording);
    expect(live.ranked).toEqual(result.ranked);
  });

  it('refuses features of another front end', async () => {
    fingerprintOfModel = 'another';
    await expect(recogniser.classify(recording)).rejects.toMatchObject({ code: 'front-end-mismatch' });
  });

  it('can be aborted while the model loads', async () => {
    beforeLoad = () => new Promise(() => undefined);
    const controller = new AbortController();
    const waiting = recogniser.classify(recording, { signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'aborted' });
  });

  it('works again after either worker crashed, with the model loaded anew', async () => {
    await recogniser.warmUp();
    beforePredict = () => {
      setTimeout(() => modelWorkers[0]?.crash('error'));
      return new Promise(() => undefined);
    };
    await expect(recogniser.classify(recording)).rejects.toMatchObject({ code: 'worker-crashed' });
    beforePredict = async () => undefined;
    expect((await recogniser.classify(recording)).isSure).toBe(true);
    expect(loads).toHaveLength(2);
    featuresWorkers[0]?.crash('error');
    expect((await recogniser.classify(recording)).isSure).toBe(true);
  });

  it('leaves a worker off that crashed twice, until something new is asked for', async () => {
    await recogniser.warmUp();
    modelWorkers[0]?.crash('error');
    modelWorkers[1]?.crash('error');
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(modelWorkers).toHaveLength(2);
    expect((await recogniser.classify(recording)).isSure).toBe(true);
    expect(modelWorkers).toHaveLength(3);
  });
});

describe('switching', () => {
  it('keeps the former model when another cannot be loaded', async () => {
    await recogniser.warmUp();
    beforeLoad = async (name) => {
      if (name === 'commands')
        throw new PhonoscopeError('model-unreachable', 'Gone.', { name, reason: '404' });
    };
    recogniser.setModel('commands');
    expect(recogniser.getSnapshot()).toMatchObject({ model: 'commands', metadata: null, status: 'loading' });
    await expect.poll(() => recogniser.getSnapshot().error?.code).toBe('model-unreachable');
    expect(recogniser.getSnapshot()).toMatchObject({
      model: 'digits',
      status: 'ready',
      metadata: { name: 'digits' },
    });
    expect((await recogniser.classify(recording)).modelName).toBe('digits');
    beforeLoad = async () => undefined;
    recogniser.setModel('commands');
    expect((await recogniser.classify(recording)).modelName).toBe('commands');
    expect(recogniser.getSnapshot().error).toBeNull();
  });

  it('fails without a former model, still analyses, and recovers', async () => {
    beforeLoad = async () => Promise.reject(new PhonoscopeError('model-invalid', 'Bad.', { reason: 'x' }));
    await expect(recogniser.classify(recording)).rejects.toMatchObject({ code: 'model-invalid' });
    expect(recogniser.getSnapshot()).toMatchObject({ status: 'failed', error: { code: 'model-invalid' } });
    expect((await recogniser.analyse(recording)).spectrogram.numFrames).toBe(101);
    beforeLoad = async () => undefined;
    expect((await recogniser.classify(recording)).isSure).toBe(true);
    expect(recogniser.getSnapshot()).toMatchObject({ status: 'ready', error: null });
  });

  it('gives whoever waits the model that is wanted in the end', async () => {
    let release = (): void => undefined;
    beforeLoad = () =>
      new Promise((resolve) => {
        release = resolve;
      });
    const waiting = recogniser.classify(recording);
    await expect.poll(() => loads.length).toBe(1);
    recogniser.setModel('commands');
    beforeLoad = async () => undefined;
    release();
    expect((await waiting).modelName).toBe('commands');
  });

  it('only notes a switch before the first use', async () => {
    recogniser.setModel('commands');
    recogniser.setBackend('cpu');
    await expect.poll(() => recogniser.getSnapshot().backend?.name).toBe('cpu');
    expect(modelWorkers).toHaveLength(0);
    await recogniser.warmUp();
    expect(loads).toEqual([{ name: 'commands', backend: { name: 'cpu', reason: 'chosen', adapter: null } }]);
  });

  it('replaces the model worker on another backend', async () => {
    await recogniser.warmUp();
    recogniser.setBackend('cpu');
    expect((await recogniser.classify(recording)).isSure).toBe(true);
    expect(modelWorkers.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
    expect(recogniser.getSnapshot()).toMatchObject({
      backend: { name: 'cpu' },
      preference: 'cpu',
      status: 'ready',
    });
  });

  it('lets an evaluation finish on the backend that it began on', async () => {
    const clips = Array.from({ length: 30 }, (_, i) => ({ path: `yes/${i}.wav`, label: 'yes', file: wav }));
    await recogniser.warmUp();
    const hasBegun = new Promise<void>((resolve) => {
      beforePredict = async () => resolve();
    });
    const running = recogniser.evaluate(clips);
    await hasBegun;
    recogniser.setBackend('cpu');
    await recogniser.warmUp();
    const result = await running;
    expect(result.heard.clips).toHaveLength(30);
    expect(result.backend.name).toBe('wasm');
    expect(recogniser.getSnapshot().backend?.name).toBe('cpu');
    expect(modelWorkers[0]?.isTerminated).toBe(true);
  });
});

describe('evaluate', () => {
  const clips = Array.from({ length: 11 }, (_, i) => ({
    path: `yes/${i}.wav`,
    label: 'yes',
    file: i === 3 ? new Blob(['no sound']) : wav,
  }));

  it('keeps the order, lists unreadable files and reports everything once', async () => {
    const reports: EvaluateProgress[] = [];
    const result = await recogniser.evaluate(clips, { onProgress: (progress) => reports.push(progress) });
    expect(Array.from(result.heard.clips)).toEqual([0, 1, 2, 4, 5, 6, 7, 8, 9, 10]);
    expect(Array.from(result.heard.scores)).toEqual(Array.from({ length: 10 }, () => [0.75, 0.25]).flat());
    expect(result.unreadable).toMatchObject([{ path: 'yes/3.wav', error: { code: 'audio-not-wav' } }]);
    expect(result.metadata.name).toBe('digits');
    expect(reports.flatMap(({ finished }) => [...finished.clips])).toEqual([...result.heard.clips]);
    expect(reports.flatMap(({ finished }) => [...finished.scores])).toEqual([...result.heard.scores]);
    expect(reports.flatMap(({ unreadable }) => unreadable)).toEqual(result.unreadable);
    expect(reports[0]).toMatchObject({ done: 0, total: 11, secLeft: null });
    expect(reports.at(-1)).toMatchObject({ done: 11, total: 11 });
  });

  it('stops at once when aborted, and the next one works', async () => {
    await recogniser.warmUp();
    const controller = new AbortController();
    beforePredict = () => {
      controller.abort();
      return new Promise(() => undefined);
    };
    await expect(recogniser.evaluate(clips, { signal: controller.signal })).rejects.toMatchObject({
      code: 'aborted',
    });
    beforePredict = async () => undefined;
    expect((await recogniser.evaluate(clips)).heard.clips).toHaveLength(10);
  });

  it('rejects when a worker crashes', async () => {
    await recogniser.warmUp();
    beforePredict = () => {
      setTimeout(() => modelWorkers[0]?.crash('error'));
      return new Promise(() => undefined);
    };
    await expect(recogniser.evaluate(clips)).rejects.toMatchObject({ code: 'worker-crashed' });
  });

  it('shares the features among its workers', async () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ path: `yes/${i}.wav`, label: 'yes', file: wav }));
    const result = await recogniser.evaluate(many);
    expect(featuresWorkers).toHaveLength(3);
    expect(Array.from(result.heard.clips)).toEqual(many.map((_, i) => i));
  });

  it('goes on when one of the features workers crashes', async () => {
    const whole = await recogniser.evaluate(clips);
    beforeExtract = (index) => {
      if (index !== 1) return Promise.resolve();
      setTimeout(() => featuresWorkers[1]?.crash('error'));
      return new Promise(() => undefined);
    };
    expect((await recogniser.evaluate(clips)).heard).toEqual(whole.heard);
    expect(featuresWorkers.map(({ isTerminated }) => isTerminated)).toEqual([false, true, false, false]);
  });

  it('rejects when a clip crashes every features worker, and the next evaluation works', async () => {
    beforeExtract = (index) => {
      setTimeout(() => featuresWorkers[index]?.crash('error'));
      return new Promise(() => undefined);
    };
    await expect(recogniser.evaluate(clips)).rejects.toMatchObject({ code: 'worker-crashed' });
    beforeExtract = async () => undefined;
    expect((await recogniser.evaluate(clips)).heard.clips).toHaveLength(10);
  });

  it('has the page decode what is neither WAV nor FLAC, and lists what it cannot', async () => {
    const files = [
      { path: 'yes/a.mp3', label: 'yes', file: new Blob(['ID3, and more than ten bytes']) },
      { path: 'yes/b.mp3', label: 'yes', file: new Blob(['ID3']) },
    ];
    const { heard, unreadable } = await recogniser.evaluate(files);
    expect(Array.from(heard.clips)).toEqual([0]);
    expect(unreadable).toMatchObject([{ path: 'yes/b.mp3', error: { code: 'audio-other-format' } }]);
    const { clip } = await recogniser.classify(files[0]?.file ?? recording);
    expect(clip.facts).toMatchObject({ sampleRateHz: 48_000, durationSec: 1 });
  });

  it('opens the files of a folder, and lists those that are gone', async () => {
    const gone = () => Promise.reject(new DOMException('no such file', 'NotFoundError'));
    const file = new File([wav], 'a.wav');
    const files = [
      { path: 'yes/a.wav', label: 'yes', file: { getFile: async () => file } },
      { path: 'yes/b.wav', label: 'yes', file: { getFile: gone } },
      { path: 'yes/c.wav', label: 'yes', file: wav },
    ];
    const { heard, unreadable } = await recogniser.evaluate(files);
    expect(Array.from(heard.clips)).toEqual([0, 2]);
    expect(unreadable).toMatchObject([{ path: 'yes/b.wav', error: { code: 'file-unreadable' } }]);
    await expect(recogniser.classify({ getFile: gone })).rejects.toMatchObject({ code: 'file-unreadable' });
    expect((await recogniser.classify({ getFile: async () => file })).clip.facts.durationSec).toBe(1);
  });

  it('takes an empty list', async () => {
    const { heard, unreadable } = await recogniser.evaluate([]);
    expect(heard.clips).toHaveLength(0);
    expect(unreadable).toEqual([]);
  });
});

describe('several words', () => {
  const three = { samples: new Float32Array(48_000).fill(0.1), sampleRateHz: 16_000 };

  it('slides windows over the recording, with the model for words in a row in the place of digits', async () => {
    const shares: number[] = [];
    const { sound, labelSet, modelName } = await recogniser.scoreSpeech(three, {
      kind: 'frames',
      onProgress: (share) => void shares.push(share),
    });
    expect(modelName).toBe('strings');
    expect(loads.map(({ name }) => name)).toEqual(['digits', 'strings']);
    expect(labelSet.labels).toEqual(metadata.labels);
    // 3 s in steps of 40 ms, in batches of four.
    expect(sound.kind === 'frames' && sound.rows.map((row) => Array.from(row))).toEqual(
      Array.from({ length: 75 }, () => [0.75, 0.25]),
    );
    expect(shares.at(18)).toBeCloseTo(0.6, 9);
    expect(shares.at(-1)).toBe(1);
  });

  it('hears what may be a word once more, whole, with the model itself', async () => {
    const { sound } = await recogniser.scoreSpeech(three, { kind: 'frames' });
    const words = sound.kind === 'frames' ? sound.words : [];
    expect(words.length).toBeGreaterThan(0);
    for (const { scores } of words) expect(Array.from(scores)).toEqual([0.75, 0.25]);
  });

  it('hears what lies between two pauses with the model itself', async () => {
    const { sound, modelName } = await recogniser.scoreSpeech(three, { kind: 'segments' });
    expect(modelName).toBe('digits');
    expect(sound).toMatchObject({ kind: 'segments', segments: [{ from: 0, to: 1 }] });
  });

  it('has no segments in silence', async () => {
    const silence = { samples: new Float32Array(16_000), sampleRateHz: 16_000 };
    const { sound } = await recogniser.scoreSpeech(silence, { kind: 'segments' });
    expect(sound).toEqual({ kind: 'segments', segments: [] });
  });

  it('can be stopped, and refuses what cannot be read', async () => {
    const abort = new AbortController();
    const scoring = recogniser.scoreSpeech(three, { kind: 'frames', signal: abort.signal });
    abort.abort();
    await expect(scoring).rejects.toMatchObject({ code: 'aborted' });
    const text = new Blob(['no sound at all']);
    await expect(recogniser.scoreSpeech(text, { kind: 'frames' })).rejects.toMatchObject({
      code: 'audio-not-wav',
    });
  });
});
