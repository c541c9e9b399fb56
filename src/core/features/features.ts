/** A spectrogram-like array: `values` is row-major `[numFrames, numBands]`. */
export type Features = {
  readonly values: Float32Array;
  readonly numFrames: number;
  readonly numBands: number;
};

/** Mean and standard deviation per band over the training set, stored with a model whose `normalise` is `dataset`. */
export type Normalisation = {
  readonly mean: readonly number[];
  readonly std: readonly number[];
};
