import { describe, expect, it } from 'vitest';
import { type AugmentOptions, noAugmentation } from '../../../src/core/augmentation/augment-options.ts';
import { prepareClip } from '../../../src/core/audio/prepare-clip.ts';
import { PhonoscopeError } from '../../../src/core/errors.ts';
import { createFeatureExtractor } from '../../../src/core/features/extract-features.ts';
import { type FrontEnd, parseFrontEnd } from '../../../src/core/features/front-end.ts';
import { type BatchSetup, createBatchMaker } from '../../../src/core/training/batches/batch-maker.ts';
import {
  type BatchSource,
  openBatchesHere,
  prefetchBatches,
} from '../../../src/core/training/batches/batch-source.ts';
import { balancedDraw, planDraw, stepsPerEpoch } from '../../../src/core/training/batches/clip-draw.ts';
import { clipAt, ClipStore, countStored, noClips } from '../../../src/core/training/batches/clip-store.ts';
import { datasetStatistics } from '../../../src/core/training/batches/dataset-statistics.ts';
import { createPlainClips } from '../../../src/core/training/batches/plain-clips.ts';
import { prepareTrainingClip } from '../../../src/core/training/batches/training-clip.ts';
import { createRandom } from '../../../src/core/training/random.ts';
import { batchThreads } from '../../../src/platform/node/batch-threads.ts';

const strong: AugmentOptions = {
  shiftSec: 0.05,
  speed: 0.1,
  gainDb: 4,
  vocalTract: 0.1,
  noise: { probability: 0.7, snrDb: [0, 20] },
  room: { probability: 0.5, decaySec: [0.1, 0.2] },
  lowPass: { probability: 0.3, hz: [3000, 4000] },
  specAugment: { masks: 1, bands: 3, frames: 5 },
  mixup: { probability: 0.5, alpha: 0.4 },
};

function sound(length: number, seed: number): { sampleRateHz: number; channels: Float32Array[]; notes: [] } {
  const random = createRandom(seed);
  const hz = random.uniform(200, 2000);
  const samples = Float32Array.from(
    { length },
    (_, i) => 0.2 * Math.sin((2 * Math.PI * hz * i) / 16_000) + 0.02 * random.normal(),
  );
  return { sampleRateHz: 16_000, channels: [samples], notes: [] };
}

const lengths = [3000, 4800, 6000, 9000, 2000, 5000];

async function setupOf(frontEnd: FrontEnd, augment: AugmentOptions = noAugmentation): Promise<BatchSetup> {
  const store = new ClipStore();
  const clips = lengths.map((length, i) => ({
    clip: store.add(prepareTrainingClip(sound(length, i), frontEnd, augment)),
    label: i % 3,
  }));
  const noises = new ClipStore();
  noises.add({ samples: sound(7000, 50).channels[0] ?? new Float32Array(0), startSample: 0 });
  const isNormalised = frontEnd.normalise === 'dataset';
  return {
    frontEnd,
    normalisation: isNormalised ? await datasetStatistics(store.stored, [0, 1, 2], frontEnd) : null,
    numLabels: 3,
    seed: 5,
    batchSize: 4,
    augment,
    draw: { kind: 'epochs', clips },
    clips: store.stored,
    noises: noises.stored,
    rooms: noClips,
  };
}

const usual = parseFrontEnd({
  clipSamples: 4800,
  level: { targetDbfs: -26, maxGainDb: 40 },
  normalise: 'dataset',
  numBands: 20,
});
const frontEnds: [string, FrontEnd][] = [
  ['mel of one length', usual],
  [
    'MFCC with deltas',
    parseFrontEnd({ kind: 'mfcc', clipSamples: 4800, stages: ['deltas'], normalise: 'clip' }),
  ],
  ['STFT in ln', parseFrontEnd({ kind: 'stft', fftSize: 400, clipSamples: 4800, log: 'ln', amin: 1e-6 })],
  ['Meyda’s own bands', parseFrontEnd({ kind: 'meyda-mel', clipSamples: 4800, numBands: 16 })],
  ['clips of their own lengths', parseFrontEnd({ maxFrames: 40, numBands: 12, normalise: 'dataset' })],
  [
    'resized and cut',
    parseFrontEnd({ clipSamples: 4800, maxFrames: 25, resizeBands: 8, topDb: 60, ref: 'max' }),
  ],
];

describe('batches', () => {
  it.each(frontEnds)('have the features that files get: %s', async (_, frontEnd) => {
    const setup = await setupOf(frontEnd, strong);
    const { features } = createBatchMaker(setup).plain([0, 3]);
    const extract = createFeatureExtractor(frontEnd, setup.normalisation, 'batch');
    const expected = [0, 3].flatMap((i) =>
      Array.from(extract(prepareClip(sound(lengths[i] ?? 0, i), frontEnd).samples).values),
    );
    expect([...features]).toEqual(expected);
  });

  it.each(frontEnds)('are finite and varied: %s', async (_, frontEnd) => {
    const maker = createBatchMaker(await setupOf(frontEnd, strong));
    const [first, again, next] = [maker.train(0), maker.train(0), maker.train(1)];
    expect(first.features.every(Number.isFinite)).toBe(true);
    expect(first).toEqual(again);
    expect(next.features).not.toEqual(first.features);
    const sums = [0, 1, 2, 3].map((row) =>
      first.targets.subarray(row * 3, row * 3 + 3).reduce((a, b) => a + b, 0),
    );
    for (const sum of sums) expect(sum).toBeCloseTo(1, 5);
  });

  it('say how many frames of a padded clip are valid', async () => {
    const frontEnd = parseFrontEnd({ maxFrames: 40, numBands: 12, padValue: -7 });
    const { features, lengths: frames } = createBatchMaker(await setupOf(frontEnd)).plain([0, 3]);
    expect([...(frames ?? [])]).toEqual([1 + Math.floor(3000 / 160), 40]);
    expect(features.subarray(19 * 12, 40 * 12).every((value) => value === -7)).toBe(true);
    expect(features.subarray(18 * 12, 19 * 12)).not.toContain(-7);
  });

  it('are the clips themselves when nothing is varied', async () => {
    const setup = await setupOf(usual);
    const maker = createBatchMaker(setup);
    const drawAt = planDraw(setup.draw, setup.seed, setup.batchSize);
    const drawn = [0, 1, 2, 3].map((index) => drawAt(0, index, createRandom(1)).clip ?? -1);
    expect(maker.train(0).features).toEqual(maker.plain(drawn).features);
  });

  it('hold noise alone where a pool has no clips', async () => {
    const setup = await setupOf(usual, strong);
    const pools = [{ label: 2, weight: 1, clips: null }];
    const { features, targets } = createBatchMaker({ ...setup, draw: { kind: 'pools', pools } }).train(3);
    expect(features.every(Number.isFinite)).toBe(true);
    expect([...targets.subarray(0, 3)]).toEqual([0, 0, 1]);
  });
});

describe('datasetStatistics', () => {
  it('are mean and standard deviation over all frames', async () => {
    const setup = await setupOf(usual);
    const plain = { ...usual, normalise: 'none' } as const;
    const { features } = createPlainClips(plain, null, setup.clips)([0, 1, 2, 3]);
    const { mean, std } = await datasetStatistics(setup.clips, [0, 1, 2, 3], usual);
    for (let band = 0; band < 20; band++) {
      const values = features.filter((_, i) => i % 20 === band);
      const average = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / values.length;
      // Six digits are kept.
      expect(mean[band]).toBeCloseTo(average, 3);
      expect(std[band]).toBeCloseTo(Math.sqrt(variance), 3);
    }
  });
});

describe('draws', () => {
  const clips = Array.from({ length: 10 }, (_, clip) => ({ clip, label: clip === 0 ? 1 : 0 }));

  it('see every clip once an epoch, in another order each time', () => {
    const drawAt = planDraw({ kind: 'epochs', clips }, 1, 5);
    const epoch = (number: number) =>
      Array.from(
        { length: 10 },
        (_, i) => drawAt(2 * number + Math.floor(i / 5), i % 5, createRandom(1)).clip,
      );
    expect(stepsPerEpoch(10, 5)).toBe(2);
    expect([...epoch(0)].sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(clips.map(({ clip }) => clip));
    expect(epoch(1)).not.toEqual(epoch(0));
  });

  it('draw rare labels as often as others when balanced', () => {
    const drawAt = planDraw(balancedDraw(clips), 1, 5);
    const drawn = Array.from({ length: 1000 }, (_, i) => drawAt(0, 0, createRandom(i)).label);
    const rare = drawn.filter((label) => label === 1).length;
    // Five standard errors.
    expect(Math.abs(rare - 500)).toBeLessThan(5 * Math.sqrt(250));
  });
});

describe('ClipStore', () => {
  it('takes 20,000 clips in memory that is theirs and little more', () => {
    const store = new ClipStore();
    for (let i = 0; i < 20_000; i++) store.add({ samples: new Float32Array(100).fill(i), startSample: -i });
    const { blocks } = store.stored;
    const numBytes = blocks.reduce((sum, block) => sum + block.byteLength, 0);
    expect(countStored(store.stored)).toBe(20_000);
    expect(clipAt(store.stored, 19_999)).toEqual({
      samples: new Float32Array(100).fill(19_999),
      startSample: -19_999,
    });
    expect(clipAt(store.stored, 0).samples).toEqual(new Float32Array(100));
    expect(numBytes).toBeLessThan(3 * 20_000 * 400);
    // Few enough to be posted.
    expect(blocks.length).toBeLessThan(10);
    expect(blocks.every(({ buffer }) => buffer instanceof SharedArrayBuffer)).toBe(true);
  });

  it('refuses what does not fit', () => {
    const store = new ClipStore({ blockSamples: 1000, maxBytes: 8000 });
    const clip = { samples: new Float32Array(900), startSample: 0 };
    store.add(clip);
    store.add(clip);
    expect(() => store.add(clip)).toThrow(expect.objectContaining({ code: 'training-too-large' }));
  });

  it('keeps what a variation may bring into the window', () => {
    const { samples, startSample } = prepareTrainingClip(sound(40_000, 1), usual, {
      ...noAugmentation,
      shiftSec: 0.1,
    });
    expect(samples.length).toBe(4800 + 2 * 1600);
    expect(startSample).toBe(1600);
    const exact = prepareTrainingClip(sound(40_000, 1), usual, noAugmentation);
    expect([exact.samples.length, exact.startSample]).toEqual([4800, 0]);
  });
});

async function firstBatches(source: BatchSource, numSteps: number) {
  const batches = [];
  for (let step = 0; step < numSteps; step++) batches.push(await source.train(step));
  const plain = await source.plain([1, 4]);
  source.close();
  return { batches, plain };
}

// A thread compiles what it runs: that takes seconds where other programs have the processors.
describe('batchThreads', { timeout: 120_000 }, () => {
  it('give the same bytes with 0, 1 and 3 threads', async () => {
    const setup = await setupOf(usual, strong);
    const expected = await firstBatches(openBatchesHere(setup, 7), 7);
    for (const numThreads of [0, 1, 3]) {
      expect(await firstBatches(batchThreads(numThreads)(setup, 7), 7)).toEqual(expected);
    }
  });

  it('say why a thread cannot start', async () => {
    const source = batchThreads(1)({ ...(await setupOf(usual)), normalisation: null }, 3);
    await expect(source.train(0)).rejects.toMatchObject({
      code: 'worker-crashed',
      message: expect.stringContaining('standard deviations'),
    });
    source.close();
  });

  it('reject what is under way when they are closed', async () => {
    const source = batchThreads(1)(await setupOf(usual), 3);
    const batch = source.train(0);
    source.close();
    await expect(batch).rejects.toMatchObject({ code: 'aborted' });
    await expect(source.train(1)).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('prefetchBatches', () => {
  const emptyBatch = { features: new Float32Array(0), lengths: null, targets: new Float32Array(0) };

  function fakeWorker(train: (step: number) => Promise<typeof emptyBatch>) {
    const asked: number[] = [];
    const worker: BatchSource = {
      train: (step) => {
        asked.push(step);
        return train(step);
      },
      plain: async () => emptyBatch,
      close: () => undefined,
    };
    return { worker, asked };
  }

  it('has no more than two batches a worker made ahead, and none after the last step', async () => {
    const { worker, asked } = fakeWorker(async () => emptyBatch);
    const source = prefetchBatches([worker], 5);
    await source.train(0);
    expect(asked).toEqual([0, 1, 2]);
    await source.train(1);
    expect(asked).toEqual([0, 1, 2, 3]);
    for (const step of [2, 3, 4]) await source.train(step);
    expect(asked).toEqual([0, 1, 2, 3, 4]);
  });

  it('makes a batch once more when its worker crashes, but not twice', async () => {
    const crashed = new PhonoscopeError('worker-crashed', 'gone');
    let numCrashes = 1;
    const { worker, asked } = fakeWorker(async () => {
      if (numCrashes-- > 0) throw crashed;
      return emptyBatch;
    });
    const source = prefetchBatches([worker], 1);
    expect(await source.train(0)).toBe(emptyBatch);
    expect(asked).toEqual([0, 0]);
    numCrashes = 2;
    await expect(source.train(0)).rejects.toBe(crashed);
  });

  it('goes on from any step', async () => {
    const { worker, asked } = fakeWorker(async () => emptyBatch);
    const source = prefetchBatches([worker], 100);
    await source.train(0);
    await source.train(40);
    expect(asked).toEqual([0, 1, 2, 40, 41, 42]);
  });
});
