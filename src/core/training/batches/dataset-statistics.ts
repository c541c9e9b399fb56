import { createFeatureExtractor } from '../../features/extract-features.ts';
import { statisticsWidth } from '../../features/feature-shape.ts';
import type { Normalisation } from '../../features/features.ts';
import type { FrontEnd } from '../../features/front-end.ts';
import { copyWindow } from '../../augmentation/copy-window.ts';
import { clipAt, type StoredClips } from './clip-store.ts';

/** A few milliseconds. */
const clipsPerTurn = 32;

/**
 * Computes what `normalise: dataset` needs: the mean and the standard deviation of each band over all frames of some
 * clips, without any variation. The clips go by one at a time; sums are kept, not features.
 *
 * @param clips numbers in the store.
 * @param yieldTurn lets others have their turn now and then; what it throws ends the work.
 */
export async function datasetStatistics(
  stored: StoredClips,
  clips: readonly number[],
  frontEnd: FrontEnd,
  yieldTurn: () => Promise<void> = async () => undefined,
): Promise<Normalisation> {
  // Statistics are of the values before padding, cutting and resizing, as `normalise` comes before these.
  const before = { ...frontEnd, normalise: 'none', maxFrames: null, padValue: 0, resizeBands: null } as const;
  const extract = createFeatureExtractor(before, null, 'batch');
  const sums = createSums(statisticsWidth(frontEnd));
  for (const [index, clip] of clips.entries()) {
    if (index % clipsPerTurn === 0) await yieldTurn();
    const { samples, startSample } = clipAt(stored, clip);
    const window = new Float32Array(frontEnd.clipSamples ?? samples.length);
    copyWindow(samples, startSample, window);
    sums.add(extract(window).values);
  }
  return sums.result();
}

function createSums(numBands: number) {
  const mean = new Float64Array(numBands);
  const squares = new Float64Array(numBands);
  let numFrames = 0;
  return {
    /** Welford's update, frame by frame: it does not lose digits where the mean is far from 0. */
    add(values: Float32Array): void {
      for (let frame = 0; frame < values.length; frame += numBands) {
        numFrames += 1;
        for (let band = 0; band < numBands; band++) {
          const difference = values[frame + band]! - mean[band]!;
          mean[band]! += difference / numFrames;
          squares[band]! += difference * (values[frame + band]! - mean[band]!);
        }
      }
    },
    result: (): Normalisation => ({
      mean: Array.from(mean, rounded),
      std: Array.from(squares, (sum) => Math.max(1e-5, rounded(Math.sqrt(sum / Math.max(1, numFrames))))),
    }),
  };
}

/** Short numbers in the model's file: six digits are more than any data set can tell apart. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
