/** A spectrogram-like array: `values` is row-major `[numFrames, numBands]`. */
export type Features = {
  readonly values: Float32Array;
  readonly numFrames: number;
  readonly numBands: number;
  /** Frames before the padding at the end; only where clips are padded (`needsLengths`). */
  readonly numValid?: number;
};

/** The numbers of valid frames of some clips; null where clips are not padded. */
export function lengthsOf(clips: readonly Features[]): Int32Array | null {
  if (clips.every(({ numValid }) => numValid === undefined)) return null;
  return Int32Array.from(clips, ({ numValid, numFrames }) => numValid ?? numFrames);
}

/** Mean and standard deviation per band over the training set, stored with a model whose `normalise` is `dataset`. */
export type Normalisation = {
  readonly mean: readonly number[];
  readonly std: readonly number[];
};
