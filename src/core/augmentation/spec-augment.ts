import type { Random } from '../training/random.ts';
import type { AugmentOptions } from './augment-options.ts';

/**
 * Blanks random bands and frames of one clip's features, row-major `[numFrames, numBands]`, in place.
 *
 * @param fill what blanks hold, a value a band: the mean, which is 0 after normalisation.
 * @see Park et al. 2019, "SpecAugment", without its time warp.
 */
export function specAugment(
  values: Float32Array,
  numFrames: number,
  fill: ArrayLike<number>,
  { masks, bands, frames }: NonNullable<AugmentOptions['specAugment']>,
  random: Random,
): void {
  const numBands = fill.length;
  for (let count = 0; count < masks; count++) {
    const [firstRow, endRow] = drawSpan(numFrames, frames, random);
    blank(values, fill, firstRow, endRow, 0, numBands);
    const [firstBand, endBand] = drawSpan(numBands, bands, random);
    blank(values, fill, 0, numFrames, firstBand, endBand);
  }
}

/** Up to `longest` neighbours, but never all of them. */
function drawSpan(count: number, longest: number, random: Random): [number, number] {
  const length = random.integer(Math.min(longest, count - 1) + 1);
  const first = random.integer(count - length + 1);
  return [first, first + length];
}

function blank(
  values: Float32Array,
  fill: ArrayLike<number>,
  firstRow: number,
  endRow: number,
  firstBand: number,
  endBand: number,
): void {
  for (let row = firstRow; row < endRow; row++) {
    const at = row * fill.length;
    for (let band = firstBand; band < endBand; band++) values[at + band] = fill[band] ?? 0;
  }
}

/** The mean of each band over a clip's frames, for features that are not normalised. */
export function bandMeans(values: Float32Array, numFrames: number, numBands: number): Float64Array {
  const means = new Float64Array(numBands);
  for (let at = 0; at < numFrames * numBands; at++) means[at % numBands]! += values[at]! / numFrames;
  return means;
}
