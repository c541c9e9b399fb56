/** How many positives and negatives score at least as high as each threshold; all `[thresholds]`. */
export type ThresholdCounts = {
  /** The distinct scores, highest first. */
  readonly thresholds: Float64Array;
  readonly truePositives: Int32Array;
  readonly falsePositives: Int32Array;
};

/**
 * Counts what lies at or above each distinct score, as scikit-learn's `_binary_clf_curve`. The two sides come apart, so
 * that plain numbers are sorted, which is several times faster than sorting places by number.
 *
 * @param positives - scores of what is to be found; is sorted in place.
 * @param negatives - scores of all else; is sorted in place.
 */
export function countByThreshold(positives: Float64Array, negatives: Float64Array): ThresholdCounts {
  positives.sort();
  negatives.sort();
  const most = positives.length + negatives.length;
  const thresholds = new Float64Array(most);
  const truePositives = new Int32Array(most);
  const falsePositives = new Int32Array(most);
  let positive = positives.length;
  let negative = negatives.length;
  let length = 0;
  while (positive > 0 || negative > 0) {
    const threshold = Math.max(positives[positive - 1] ?? -Infinity, negatives[negative - 1] ?? -Infinity);
    // Not "≥ threshold": a NaN would never end.
    while (positive > 0 && !((positives[positive - 1] ?? 0) < threshold)) positive -= 1;
    while (negative > 0 && !((negatives[negative - 1] ?? 0) < threshold)) negative -= 1;
    thresholds[length] = threshold;
    truePositives[length] = positives.length - positive;
    falsePositives[length] = negatives.length - negative;
    length += 1;
  }
  return {
    thresholds: thresholds.subarray(0, length),
    truePositives: truePositives.subarray(0, length),
    falsePositives: falsePositives.subarray(0, length),
  };
}
