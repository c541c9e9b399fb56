/** Samples looked at in one column; a longer stretch is thinned, so that an hour draws as fast as a second. */
const samplesPerColumn = 1024;

/**
 * The lowest and highest sample of each of `numColumns` equal stretches.
 *
 * @param samples Nominally in −1…1; not changed.
 */
export function waveformEnvelope(
  samples: Float32Array,
  numColumns: number,
): { lowest: Float32Array; highest: Float32Array } {
  const lowest = new Float32Array(numColumns);
  const highest = new Float32Array(numColumns);
  for (let column = 0; column < numColumns; column++) {
    const first = Math.floor((column * samples.length) / numColumns);
    const end = Math.max(first + 1, Math.floor(((column + 1) * samples.length) / numColumns));
    const step = Math.max(1, Math.floor((end - first) / samplesPerColumn));
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = first; i < end; i += step) {
      const value = samples[i] ?? 0;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    lowest[column] = low;
    highest[column] = high;
  }
  return { lowest, highest };
}
