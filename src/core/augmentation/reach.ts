import type { AugmentOptions } from './augment-options.ts';

/** Beyond the window, in seconds: what the search of the time stretch may look at. */
const searchSec = 0.05;

/** How many samples on each side of a window of `numSamples` a variation may bring into it. */
export function varianceReach(
  { shiftSec, speed, vocalTract }: AugmentOptions,
  numSamples: number,
  sampleRateHz: number,
): number {
  const fastest = 1 + speed;
  const search = vocalTract === 0 ? 0 : searchSec * (1 + vocalTract);
  const moved = (shiftSec + search) * sampleRateHz * fastest;
  const quickened = (numSamples / 2) * speed;
  // Half a sinc; speeds are rounded to 128ths.
  const rounding = speed === 0 && vocalTract === 0 ? 0 : 8 + numSamples / 256;
  return Math.ceil(moved + quickened + rounding);
}
