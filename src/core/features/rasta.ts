const pole = 0.98;
/** Numerator of the filter: 0.1 · (2, 1, 0, −1, −2). */
const ramp = [0.2, 0.1, 0, -0.1, -0.2] as const;
/** Per band: the last four inputs, newest first, and the last output. */
const stateSize = 5;

/** What the filter remembers of `numBands` bands; made by {@link zeroState}, changed by the filter. */
export type ModulationState = Float64Array;

/** The state before the first frame. */
export function zeroState(numBands: number): ModulationState {
  return new Float64Array(numBands * stateSize);
}

/**
 * Filters each band along time with the RASTA band-pass, in place: causal.
 *
 * @param values `[numFrames, numBands]`, row-major.
 * @param state goes on from the frames before, and is left as it is after these.
 * @see Hermansky and Morgan, "RASTA processing of speech", IEEE Trans. Speech and Audio Processing 2(4), 1994, with the
 *   pole at 0.98 and without the paper's advance of four frames.
 */
export function filterModulation(
  values: Float64Array,
  numFrames: number,
  numBands: number,
  state: ModulationState,
): void {
  for (let frame = 0; frame < numFrames; frame++) {
    for (let band = 0; band < numBands; band++) {
      const at = frame * numBands + band;
      const s = band * stateSize;
      const input = values[at]!;
      const output =
        pole * state[s + 4]! +
        ramp[0] * input +
        ramp[1] * state[s]! +
        ramp[2] * state[s + 1]! +
        ramp[3] * state[s + 2]! +
        ramp[4] * state[s + 3]!;
      state.copyWithin(s + 1, s, s + 3);
      state[s] = input;
      state[s + 4] = output;
      values[at] = output;
    }
  }
}
