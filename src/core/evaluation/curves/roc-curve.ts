import type { Curve } from './curve.ts';
import type { ThresholdCounts } from './threshold-counts.ts';

/**
 * The receiver operating characteristic: x is the false positive rate, y the true positive rate, from (0, 0) to (1, 1).
 * Points between two others on one line are left out. Equal to scikit-learn's `roc_curve(drop_intermediate=True)`, the
 * first threshold being Infinity as from 1.3 on.
 *
 * @returns null where there are no positives or no negatives.
 * @see Fawcett 2006, An introduction to ROC analysis.
 */
export function rocCurve(counts: ThresholdCounts): Curve | null {
  const numPositives = counts.truePositives.at(-1) ?? 0;
  const numNegatives = counts.falsePositives.at(-1) ?? 0;
  if (numPositives === 0 || numNegatives === 0) return null;
  const kept = corners(counts);
  const x = new Float64Array(kept.length + 1);
  const y = new Float64Array(kept.length + 1);
  const thresholds = new Float64Array(kept.length + 1).fill(Infinity);
  for (let i = 0; i < kept.length; i++) {
    const place = kept[i] ?? 0;
    x[i + 1] = (counts.falsePositives[place] ?? 0) / numNegatives;
    y[i + 1] = (counts.truePositives[place] ?? 0) / numPositives;
    thresholds[i + 1] = counts.thresholds[place] ?? 0;
  }
  return { x, y, thresholds };
}

/** The places of the first point, the last, and those where the step to the next differs from the one before. */
function corners({ truePositives, falsePositives }: ThresholdCounts): Int32Array {
  const last = truePositives.length - 1;
  const kept = new Int32Array(last + 1);
  let length = 0;
  for (let i = 0; i <= last; i++) {
    const isCorner =
      i === 0 ||
      i === last ||
      secondDifference(truePositives, i) !== 0 ||
      secondDifference(falsePositives, i) !== 0;
    if (isCorner) kept[length++] = i;
  }
  return kept.subarray(0, length);
}

function secondDifference(values: Int32Array, i: number): number {
  return (values[i + 1] ?? 0) - 2 * (values[i] ?? 0) + (values[i - 1] ?? 0);
}

/**
 * The area under the ROC curve: how often a positive scores higher than a negative, equals counting half. As
 * scikit-learn's `roc_auc_score`; null where there are no positives or no negatives.
 */
export function rocAuc({ truePositives, falsePositives }: ThresholdCounts): number | null {
  const numPairs = (truePositives.at(-1) ?? 0) * (falsePositives.at(-1) ?? 0);
  if (numPairs === 0) return null;
  let area = 0;
  for (let i = 0; i < truePositives.length; i++) {
    const width = (falsePositives[i] ?? 0) - (falsePositives[i - 1] ?? 0);
    area += (width * ((truePositives[i] ?? 0) + (truePositives[i - 1] ?? 0))) / 2;
  }
  return area / numPairs;
}
