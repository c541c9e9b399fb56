/** Frames on each side: librosa's width of 9. */
const reach = 4;
/** Σ k² over −4…4. */
const denominator = 60;

/**
 * Appends first differences as further bands: the slope of a straight line through nine frames.
 *
 * At the ends the slope of the first and last nine frames is kept. A clip of fewer than nine frames is continued by its
 * end frames.
 *
 * @param values `[numFrames, numBands]`, row-major.
 * @returns `[numFrames, 2 · numBands]`.
 * @see librosa 0.10 `feature.delta(width=9, order=1, mode="interp")`.
 */
export function appendDeltas(values: Float64Array, numFrames: number, numBands: number): Float64Array {
  const output = new Float64Array(numFrames * numBands * 2);
  const isShort = numFrames < 2 * reach + 1;
  for (let frame = 0; frame < numFrames; frame++) {
    const centre = isShort ? frame : Math.max(reach, Math.min(numFrames - 1 - reach, frame));
    for (let band = 0; band < numBands; band++) {
      let sum = 0;
      for (let k = -reach; k <= reach; k++) {
        const at = Math.max(0, Math.min(numFrames - 1, centre + k));
        sum += k * values[at * numBands + band]!;
      }
      output[frame * 2 * numBands + band] = values[frame * numBands + band]!;
      output[frame * 2 * numBands + numBands + band] = sum / denominator;
    }
  }
  return output;
}
