/** Larger arrays are made anew and given back to the browser: 8 MB. */
const maxKeptSamples = 2_000_000;

/** Gives an array of zeros. */
export type AllocateSamples = (numSamples: number) => Float32Array;

/** Memory for the arrays of one clip after the other. */
export type SampleArena = {
  readonly allocate: AllocateSamples;
  /** Takes back all arrays that were given. */
  readonly reset: () => void;
};

/** For those who go through many clips: fresh memory for each costs a fifth of the time of its features. */
export function createSampleArena(): SampleArena {
  let memory = new Float32Array(65_536);
  let used = 0;
  return {
    allocate(numSamples) {
      if (numSamples > maxKeptSamples) return new Float32Array(numSamples);
      // Arrays that were given before keep the former memory.
      if (used + numSamples > memory.length) {
        memory = new Float32Array(2 * (used + numSamples));
        used = 0;
      }
      used += numSamples;
      return memory.subarray(used - numSamples, used).fill(0);
    },
    reset() {
      used = 0;
    },
  };
}
