import type { Augmenter } from './augment.ts';
import { createRandom, shuffledIndices } from './random.ts';
import type { SamplerOptions } from './sampler.ts';
import type { LabelledFeatures } from './train-classifier.ts';
import { oneHotTargets, type TrainingBatch } from './training-batch.ts';

/** Steps in which every clip is seen once; the last batch is filled up with clips from the start of the order. */
export function stepsPerEpoch(numClips: number, batchSize: number): number {
  return Math.max(1, Math.ceil(numClips / batchSize));
}

/**
 * Makes batches that go through all clips, in another order each epoch.
 *
 * @returns the batch of a step, the same for the same seed and step.
 */
export function createEpochBatches(
  clips: readonly LabelledFeatures[],
  augmenter: Augmenter,
  { seed, batchSize, numFrames, numBands, numLabels }: SamplerOptions,
): (step: number) => Promise<TrainingBatch> {
  const perEpoch = stepsPerEpoch(clips.length, batchSize);
  let order: { epoch: number; indices: number[] } | null = null;
  return async (step) => {
    const epoch = Math.floor(step / perEpoch);
    if (order?.epoch !== epoch) {
      order = { epoch, indices: shuffledIndices(clips.length, createRandom(seed, 13, epoch)) };
    }
    const random = createRandom(seed, 11, step);
    const features = new Float32Array(batchSize * numFrames * numBands);
    const labels = new Int32Array(batchSize);
    const first = (step % perEpoch) * batchSize;
    for (let i = 0; i < batchSize; i++) {
      const clip = clips[order.indices[(first + i) % clips.length] ?? 0];
      if (clip === undefined) throw new RangeError('There are no clips to train on.');
      labels[i] = clip.label;
      augmenter.vary(clip.features, random, features, i * numFrames * numBands);
    }
    return { features, lengths: null, targets: oneHotTargets(labels, numLabels) };
  };
}
