import type { Features } from '../features/features.ts';
import type { Augmenter } from './augment.ts';
import { createRandom, type Random } from './random.ts';
import { oneHotTargets, type TrainingBatch } from './training-batch.ts';

/** Clips of one label and one source, and how often they are drawn compared with the other pools. */
export type Pool = {
  /** Index into the model's labels. */
  readonly label: number;
  readonly weight: number;
  /** Plain features in dB; null draws noise alone. */
  readonly clips: readonly Features[] | null;
};

/**
 * Makes batches by drawing a pool, then a clip of it, then a variation, so that rare labels get their share.
 *
 * @returns the batch of a step, the same for the same seed and step.
 */
export function createSampler(
  pools: readonly Pool[],
  augmenter: Augmenter,
  { seed, batchSize, numFrames, numBands, numLabels }: SamplerOptions,
): (step: number) => Promise<TrainingBatch> {
  const usable = pools.filter(({ clips, weight }) => weight > 0 && (clips === null || clips.length > 0));
  const total = usable.reduce((sum, { weight }) => sum + weight, 0);
  return async (step) => {
    const random = createRandom(seed, 11, step);
    const features = new Float32Array(batchSize * numFrames * numBands);
    const labels = new Int32Array(batchSize);
    for (let index = 0; index < batchSize; index++) {
      const offset = index * numFrames * numBands;
      const pool = drawPool(usable, total, random);
      labels[index] = pool.label;
      const clip = pool.clips?.[random.integer(pool.clips.length)];
      if (clip === undefined) augmenter.noiseAlone(numFrames, random, features, offset);
      else augmenter.vary(clip, random, features, offset);
    }
    return { features, lengths: null, targets: oneHotTargets(labels, numLabels) };
  };
}

export type SamplerOptions = {
  readonly seed: number;
  readonly batchSize: number;
  readonly numFrames: number;
  readonly numBands: number;
  readonly numLabels: number;
};

function drawPool(pools: readonly Pool[], total: number, random: Random): Pool {
  let left = random.uniform(0, total);
  for (const pool of pools) {
    left -= pool.weight;
    if (left <= 0) return pool;
  }
  const last = pools.at(-1);
  if (last === undefined) throw new RangeError('There is nothing to draw training clips from.');
  return last;
}
