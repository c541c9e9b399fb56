const blockSec = 0.02;
/** Blocks this much below the loudest count as pauses. */
const pauseDb = 15;

/** @returns the power ratio of a level in dB. */
export function fromDb(db: number): number {
  return 10 ** (db / 10);
}

/** Sum of the squares, of all samples or of a stretch. */
export function energyOf(samples: Float32Array, start = 0, end = samples.length): number {
  // Two sums, because each addition would wait for the one before.
  let even = 0;
  let odd = 0;
  let i = start;
  for (; i + 1 < end; i += 2) {
    even += samples[i]! * samples[i]!;
    odd += samples[i + 1]! * samples[i + 1]!;
  }
  if (i < end) even += samples[i]! * samples[i]!;
  return even + odd;
}

/**
 * Mean square of the blocks of 20 ms that lie within 15 dB of the loudest: the power of a word without the pauses
 * around it. What is left over at the end counts only where there is no whole block.
 */
export function activePower(samples: Float32Array, sampleRateHz: number): number {
  const size = Math.max(1, Math.min(samples.length, Math.round(blockSec * sampleRateHz)));
  const powers = new Float64Array(Math.floor(samples.length / size));
  let loudest = 0;
  for (let block = 0; block < powers.length; block++) {
    const power = energyOf(samples, block * size, (block + 1) * size) / size;
    powers[block] = power;
    loudest = Math.max(loudest, power);
  }
  const threshold = loudest * fromDb(-pauseDb);
  const active = powers.filter((power) => power >= threshold);
  return active.reduce((sum, power) => sum + power, 0) / Math.max(1, active.length);
}
