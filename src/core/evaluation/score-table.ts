/** Predictions by columns; clip i is row i of each. Numbers are places in `labels`. */
export type ScoreTable = {
  /** Rows and columns of the matrix: the model's labels in its order, then those only the data has. */
  readonly labels: readonly string[];
  /** So many of the labels, from the first, have scores: the model's; 0 where no scores are known. */
  readonly numScores: number;
  readonly actual: Int32Array;
  readonly predicted: Int32Array;
  /** `[numClips, numScores]`, row-major. */
  readonly scores: Float32Array | Float64Array;
};
