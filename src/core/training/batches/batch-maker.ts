import type { AugmentOptions } from '../../augmentation/augment-options.ts';
import { type Augmenter, createAugmenter } from '../../augmentation/augmenter.ts';
import { mixup } from '../../augmentation/mixup.ts';
import { bandMeans, specAugment } from '../../augmentation/spec-augment.ts';
import { createFeatureExtractor } from '../../features/extract-features.ts';
import { countBands, countFrames } from '../../features/feature-shape.ts';
import type { Normalisation } from '../../features/features.ts';
import type { FrontEnd } from '../../features/front-end.ts';
import { createRandom, type Random } from '../random.ts';
import { oneHotTargets, type TrainingBatch } from '../training-batch.ts';
import { type ClipDraw, planDraw } from './clip-draw.ts';
import { allSamples, clipAt, type StoredClips } from './clip-store.ts';
import { batchFrames, createPlainClips, type PlainBatch, putClip, startBatch } from './plain-clips.ts';

/** All that batches depend on; it can be posted to a worker. */
export type BatchSetup = {
  readonly frontEnd: FrontEnd;
  readonly normalisation: Normalisation | null;
  readonly numLabels: number;
  readonly seed: number;
  readonly batchSize: number;
  readonly augment: AugmentOptions;
  readonly draw: ClipDraw;
  /** Training and validation clips. */
  readonly clips: StoredClips;
  /** Noises to add and impulse responses of rooms, at the front end's rate. */
  readonly noises: StoredClips;
  readonly rooms: StoredClips;
};

/** Turns clips into batches. Every array of a batch is its own, and may be transferred. */
export type BatchMaker = {
  /** The training batch of a step: varied clips, the same for the same seed and step in every thread. */
  readonly train: (step: number) => TrainingBatch;
  /** Clips without any variation, by their numbers. */
  readonly plain: (clips: readonly number[]) => PlainBatch;
};

/** Makes batches in the thread that calls. */
export function createBatchMaker(setup: BatchSetup): BatchMaker {
  const { frontEnd, seed, batchSize, augment } = setup;
  const augmenter = openAugmenter(setup);
  const drawAt = planDraw(setup.draw, seed, batchSize);
  const extract = createFeatureExtractor(frontEnd, setup.normalisation, 'batch');
  const windows = createWindows(frontEnd);
  return {
    train(step) {
      const batch = startBatch(frontEnd, batchSize);
      const labels = new Int32Array(batchSize);
      for (let index = 0; index < batchSize; index++) {
        const random = createRandom(seed, 11, step, index);
        const { clip, label } = drawAt(step, index, random);
        labels[index] = label;
        const samples = heard(setup.clips, clip, augmenter, random, windows);
        const numFrames = putClip(batch, index, extract(samples), countFrames(samples.length, frontEnd));
        if (augment.specAugment !== null) {
          blankSome(batch.features, index, numFrames, frontEnd, augment.specAugment, random);
        }
      }
      const full = { ...batch, targets: oneHotTargets(labels, setup.numLabels) };
      if (augment.mixup !== null) mixup(full, batchSize, augment.mixup, createRandom(seed, 17, step));
      return full;
    },
    plain: createPlainClips(frontEnd, setup.normalisation, setup.clips),
  };
}

function openAugmenter({ frontEnd, augment, noises, rooms }: BatchSetup): Augmenter {
  return createAugmenter({
    options: augment,
    sampleRateHz: frontEnd.sampleRate,
    targetDbfs: frontEnd.level?.targetDbfs ?? null,
    noises: allSamples(noises),
    rooms: allSamples(rooms),
  });
}

type Windows = (ownLength: number) => Float32Array;

/** An array to write a clip to: `clipSamples` long, or as long as the clip. The next call may give it out again. */
function createWindows({ clipSamples }: FrontEnd): Windows {
  const fixed = clipSamples === null ? null : new Float32Array(clipSamples);
  return (ownLength) => fixed ?? new Float32Array(ownLength);
}

/** Noise alone has a length of its own where clips have: one second. */
const noiseSec = 1;

function heard(
  clips: StoredClips,
  clip: number | null,
  augmenter: Augmenter,
  random: Random,
  windows: Windows,
): Float32Array {
  if (clip === null) {
    const window = windows(noiseSec * augmenter.sampleRateHz);
    augmenter.noiseAlone(random, window);
    return window;
  }
  const stored = clipAt(clips, clip);
  const window = windows(stored.samples.length);
  augmenter.vary(stored, augmenter.draw(random), window);
  return window;
}

function blankSome(
  features: Float32Array,
  index: number,
  numFrames: number,
  frontEnd: FrontEnd,
  options: NonNullable<AugmentOptions['specAugment']>,
  random: Random,
): void {
  const numBands = countBands(frontEnd);
  const size = batchFrames(frontEnd) * numBands;
  const values = features.subarray(index * size, (index + 1) * size);
  const isNormalised = frontEnd.normalise !== 'none';
  const fill = isNormalised ? new Float64Array(numBands) : bandMeans(values, numFrames, numBands);
  specAugment(values, numFrames, fill, options, random);
}
