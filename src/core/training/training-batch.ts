/** One batch of clips, all brought to the same number of frames. */
export type TrainingBatch = {
  /** `[clips, frames, bands]`, normalised. */
  readonly features: Float32Array;
  /** Valid frames of each clip; null = all of them, for a network without the input `lengths`. */
  readonly lengths: Int32Array | null;
  /** `[clips, labels]` probabilities: one-hot, or blended by mixup. Label smoothing is the loss's. */
  readonly targets: Float32Array;
};

/** One-hot targets `[clips, labels]`. */
export function oneHotTargets(labels: Int32Array, numLabels: number): Float32Array {
  const targets = new Float32Array(labels.length * numLabels);
  labels.forEach((label, clip) => {
    targets[clip * numLabels + label] = 1;
  });
  return targets;
}
