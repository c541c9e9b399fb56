import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { PhonoscopeError } from '../../../src/core/errors.ts';
import { readModelZip } from '../../../src/core/models/model-file.ts';
import { decodeFileHashes } from '../../../src/core/models/trained-on.ts';
import { openBatchesHere } from '../../../src/core/training/batches/batch-source.ts';
import type { BackendInfo } from '../../../src/platform/browser/backend-choice.ts';
import type { StoredTraining } from '../../../src/platform/browser/page-database.ts';
import type { TrainingStore } from '../../../src/platform/browser/training-store.ts';
import { TrainingClips } from '../../../src/workers/training-clips.ts';
import { readKeptState } from '../../../src/workers/training-keeper.ts';
import type { TrainingProgress } from '../../../src/workers/training-protocol.ts';
import { type TrainingParts, TrainingSession } from '../../../src/workers/training-session.ts';
import { makeWav } from '../make-wav.ts';

const webgpu: BackendInfo = { name: 'webgpu', reason: 'hardware-adapter', adapter: 'a card' };
const wasm: BackendInfo = { name: 'wasm', reason: 'webgpu-failed', adapter: 'a card' };
const config = `data: { validation: { share: 0.3, by: clip } }
frontEnd: { clipSamples: 4000, normalise: dataset }
model: { encoder: tc-resnet, stemFilters: 4, blockFilters: [4] }
training: { epochs: 4, batchSize: 4 }
`;

/** Twelve tones of two labels. */
async function tones(): Promise<TrainingClips> {
  const clips = new TrainingClips();
  const files = Array.from({ length: 12 }, (_, index) => {
    const hz = index % 2 === 0 ? 300 + 10 * index : 1500 + 20 * index;
    const wave = Array.from({ length: 4000 }, (_, i) => 0.3 * Math.sin((2 * Math.PI * hz * i) / 16_000));
    const file = new Blob([Uint8Array.from(makeWav([wave]))]);
    return { path: `${index}.wav`, label: index % 2 === 0 ? 'low' : 'high', file };
  });
  await clips.add(files, new AbortController().signal);
  return clips;
}

/** A store in memory; `fails` makes it full. */
function memoryStore(fails = false) {
  const kept: { training: StoredTraining | null; numSaves: number } = { training: null, numSaves: 0 };
  const store: TrainingStore = {
    begin: async () => {
      if (fails) throw new PhonoscopeError('storage-full', 'Full.');
    },
    save: async (training) => {
      kept.training = training;
      kept.numSaves += 1;
    },
    find: async () => kept.training,
    clips: async () => [],
    discard: async () => {
      kept.training = null;
    },
  };
  return { store, kept };
}

function setUp(change: Partial<TrainingParts> = {}, resumed: StoredTraining | null = null) {
  const reports: TrainingProgress[] = [];
  const abort = new AbortController();
  const parts: TrainingParts = {
    startBackend: async (info) => ({ info, batchSize: 4, lost: new Promise<string>(() => undefined) }),
    nextChoice: () => wasm,
    loadModel: async () => Promise.reject(new Error('none')),
    store: memoryStore().store,
    lock: (work) => work(),
    openBatches: () => openBatchesHere,
    yieldTurn: async () => undefined,
    now: () => 0,
    ...change,
  };
  const argument = {
    config,
    title: 'tones',
    backend: wasm,
    baseUrl: '',
    isResumed: resumed !== null,
    from: null,
    isKept: true,
  };
  const start = async (
    backend: BackendInfo = wasm,
    onReport: (report: TrainingProgress) => void = () => undefined,
  ) => {
    const state = resumed === null ? null : await readKeptState(resumed.state, config);
    const session = new TrainingSession(parts, { ...argument, backend }, state, abort.signal, (report) => {
      reports.push(report);
      onReport(report);
    });
    const clips = await tones();
    return { session, result: session.run(clips.all) };
  };
  const epochs = () => reports.flatMap((report) => (report.kind === 'epoch' ? [report.number] : []));
  return { start, reports, epochs, abort };
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('TrainingSession', () => {
  it('goes on from the last epoch on the next backend when the GPU is lost, and says so', async () => {
    let lose = (_reason: string): void => undefined;
    const lost = new Promise<string>((resolve) => {
      lose = resolve;
    });
    const { start, reports, epochs } = setUp({
      startBackend: async (info) => ({
        info,
        batchSize: 4,
        lost: info.name === 'webgpu' ? lost : new Promise<string>(() => undefined),
      }),
    });
    const { result } = await start(webgpu, (report) => {
      if (report.kind === 'epoch' && report.number === 2) lose('unplugged');
    });
    const { backend, zip, epochs: all } = await result;
    expect(backend).toEqual(wasm);
    expect(reports).toContainEqual({ kind: 'fell-back', backend: wasm, epoch: 2 });
    expect(epochs()).toEqual([1, 2, 3, 4]);
    expect(all).toHaveLength(4);
    const file = readModelZip(new Uint8Array(await zip.arrayBuffer()));
    expect(file.metadata.labels).toEqual(['high', 'low']);
    expect(decodeFileHashes(file.metadata.card.trainedOn?.files ?? '')).toHaveLength(12);
  });

  it('stops on request with what it has, and forgets the kept state', async () => {
    const { store, kept } = memoryStore();
    const { start, epochs } = setUp({ store });
    const wish = { stop: (): void => undefined };
    const { session, result } = await start(wasm, (report) => {
      if (report.kind === 'epoch' && report.number === 2) wish.stop();
    });
    wish.stop = () => session.stop();
    expect((await result).epochs.length).toBeLessThan(4);
    expect(epochs().length).toBeGreaterThanOrEqual(2);
    expect(kept.numSaves).toBeGreaterThan(0);
    expect(kept.training).toBeNull();
  });

  it('goes on from what was kept to the very same model', async () => {
    const whole = setUp();
    const { result } = await whole.start();
    const { store, kept } = memoryStore();
    const first = setUp({ store });
    let atReload: StoredTraining | null = null;
    const broken = await first.start(wasm, (report) => {
      if (report.kind !== 'epoch' || report.number !== 3) return;
      atReload = kept.training;
      first.abort.abort();
    });
    await expect(broken.result).rejects.toMatchObject({ code: 'aborted' });
    const second = setUp({}, atReload);
    const resumed = await second.start();
    const again = await resumed.result;
    expect(second.epochs()).toEqual([3, 4]);
    const bytes = async (zip: Blob) => [...new Uint8Array(await zip.arrayBuffer())];
    expect(await bytes(again.zip)).toEqual(await bytes((await result).zip));
  });

  it('goes on without checkpoints where there is no room, and says so once', async () => {
    const { start, reports } = setUp({ store: memoryStore(true).store });
    const { result } = await start();
    expect((await result).epochs).toHaveLength(4);
    const told = reports.filter(({ kind }) => kind === 'not-kept');
    expect(told).toMatchObject([{ error: { code: 'storage-full' } }]);
  });
});
