import type { Features, Normalisation } from '../features/features.ts';

/**
 * Computes the mean and the standard deviation of each band over all frames of some clips.
 *
 * @param floorDb values below it count as it, as the front end's `amin` does.
 */
export function bandStatistics(clips: Iterable<Features>, numBands: number, floorDb: number): Normalisation {
  const sums = new Float64Array(numBands);
  const squares = new Float64Array(numBands);
  let numFrames = 0;
  for (const { values, numFrames: frames } of clips) {
    numFrames += frames;
    for (let i = 0; i < values.length; i++) {
      const value = Math.max(values[i] ?? 0, floorDb);
      sums[i % numBands] = (sums[i % numBands] ?? 0) + value;
      squares[i % numBands] = (squares[i % numBands] ?? 0) + value * value;
    }
  }
  const mean = Array.from(sums, (sum) => sum / Math.max(1, numFrames));
  const std = mean.map((m, band) =>
    Math.sqrt(Math.max(0, (squares[band] ?? 0) / Math.max(1, numFrames) - m * m)),
  );
  return { mean: mean.map(rounded), std: std.map((s) => Math.max(1e-5, rounded(s))) };
}

/** Short numbers in the model's file; a ten-thousandth of a dB changes nothing. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
