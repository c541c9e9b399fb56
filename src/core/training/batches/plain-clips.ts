import { copyWindow } from '../../augmentation/copy-window.ts';
import { createFeatureExtractor } from '../../features/extract-features.ts';
import { countBands, countFrames, needsLengths } from '../../features/feature-shape.ts';
import type { Features, Normalisation } from '../../features/features.ts';
import type { FrontEnd } from '../../features/front-end.ts';
import type { TrainingBatch } from '../training-batch.ts';
import { clipAt, type StoredClips } from './clip-store.ts';

/** Clips' features side by side, `[clips, frames, bands]`. */
export type PlainBatch = Pick<TrainingBatch, 'features' | 'lengths'>;

/** Frames that every clip has in a batch: one number, or clips could not lie side by side. */
export function batchFrames(frontEnd: FrontEnd): number {
  const { clipSamples, maxFrames } = frontEnd;
  if (maxFrames !== null) return maxFrames;
  if (clipSamples !== null) return countFrames(clipSamples, frontEnd);
  throw new RangeError('Training needs clipSamples or maxFrames.');
}

/** Makes features of clips as they are, as the front end does it for a file. */
export function createPlainClips(
  frontEnd: FrontEnd,
  normalisation: Normalisation | null,
  clips: StoredClips,
): (indices: readonly number[]) => PlainBatch {
  const extract = createFeatureExtractor(frontEnd, normalisation, 'batch');
  return (indices) => {
    const batch = startBatch(frontEnd, indices.length);
    indices.forEach((clip, index) => {
      const { samples, startSample } = clipAt(clips, clip);
      const window = new Float32Array(frontEnd.clipSamples ?? samples.length);
      copyWindow(samples, startSample, window);
      putClip(batch, index, extract(window), countFrames(window.length, frontEnd));
    });
    return batch;
  };
}

/** A batch of zeros; `lengths` where clips keep their own. */
export function startBatch(frontEnd: FrontEnd, numClips: number): PlainBatch {
  const features = new Float32Array(numClips * batchFrames(frontEnd) * countBands(frontEnd));
  return { features, lengths: needsLengths(frontEnd) ? new Int32Array(numClips) : null };
}

/**
 * Puts one clip into a batch.
 *
 * @param ownFrames frames that the clip has of its own, before it was cut or padded.
 * @returns its valid frames.
 */
export function putClip(
  { features, lengths }: PlainBatch,
  index: number,
  { values, numFrames }: Features,
  ownFrames: number,
): number {
  features.set(values, index * values.length);
  const valid = Math.min(numFrames, ownFrames);
  if (lengths !== null) lengths[index] = valid;
  return valid;
}
