import { afterEach, describe, expect, it } from 'vitest';
import { noAugmentation } from '../../../src/core/augmentation/augment-options.ts';
import { parseFrontEnd } from '../../../src/core/features/front-end.ts';
import type { BatchSetup } from '../../../src/core/training/batches/batch-maker.ts';
import { type BatchSource, openBatchesHere } from '../../../src/core/training/batches/batch-source.ts';
import { noClips, storeSounds } from '../../../src/core/training/batches/clip-store.ts';
import { createRandom } from '../../../src/core/training/random.ts';
import { batchWorkers } from '../../../src/workers/batch-workers.ts';
import { createFeaturesHandlers } from '../../../src/workers/features-handlers.ts';
import type { FeaturesApi } from '../../../src/workers/protocol.ts';
import { FakeWorker } from './fake-worker.ts';

const sounds = Array.from({ length: 5 }, (_, seed) => {
  const random = createRandom(seed);
  return Float32Array.from({ length: 2000 }, () => 0.1 * random.normal());
});
const setup: BatchSetup = {
  frontEnd: parseFrontEnd({ clipSamples: 2400, numBands: 8 }),
  normalisation: null,
  numLabels: 2,
  seed: 1,
  batchSize: 4,
  augment: { ...noAugmentation, shiftSec: 0.02, specAugment: { masks: 1, bands: 2, frames: 2 } },
  draw: { kind: 'epochs', clips: sounds.map((_, clip) => ({ clip, label: clip % 2 })) },
  clips: storeSounds(sounds),
  noises: noClips,
  rooms: noClips,
};

let workers: FakeWorker<FeaturesApi>[] = [];
const opened: BatchSource[] = [];
afterEach(() => {
  for (const source of opened.splice(0)) source.close();
  workers = [];
});

function open(numWorkers: number, numSteps = 6): BatchSource {
  const createWorker = () => {
    const worker = new FakeWorker<FeaturesApi>(createFeaturesHandlers(() => 0));
    workers.push(worker);
    return worker;
  };
  const source = batchWorkers(createWorker, numWorkers)(setup, numSteps);
  opened.push(source);
  return source;
}

async function batchesOf(source: BatchSource) {
  const batches = [];
  for (let step = 0; step < 6; step++) batches.push(await source.train(step));
  return [...batches, await source.plain([4, 2])];
}

describe('batchWorkers', () => {
  it('give the same bytes with 0, 1 and 3 workers', async () => {
    const expected = await batchesOf(openBatchesHere(setup, 6));
    for (const numWorkers of [0, 1, 3]) {
      workers = [];
      expect(await batchesOf(open(numWorkers))).toEqual(expected);
      expect(workers).toHaveLength(numWorkers);
    }
  });

  it('go on after a crash as if there had been none', async () => {
    const expected = await batchesOf(openBatchesHere(setup, 6));
    const source = open(1);
    expect(await source.train(0)).toEqual(expected[0]);
    const next = source.train(1);
    workers[0]?.crash('error', 'out of memory');
    expect(await next).toEqual(expected[1]);
    expect(await source.train(2)).toEqual(expected[2]);
    expect(workers).toHaveLength(2);
  });

  it('end with the training', async () => {
    const source = open(2);
    await source.train(0);
    const next = source.train(5);
    source.close();
    await expect(next).rejects.toMatchObject({ code: 'aborted' });
    expect(workers.every(({ isTerminated }) => isTerminated)).toBe(true);
  });
});
