import type { Curve } from './curve.ts';
import type { ThresholdCounts } from './threshold-counts.ts';

/**
 * Precision against recall: x is the recall, y the precision, thresholds rising, so that the recall falls from 1 to 0.
 * Equal to scikit-learn's `precision_recall_curve`; the last point (0, 1), which has no threshold there, has Infinity.
 *
 * @returns null where there are no positives or no negatives.
 */
export function precisionRecallCurve(counts: ThresholdCounts): Curve | null {
  const { truePositives, falsePositives } = counts;
  const numPositives = truePositives.at(-1) ?? 0;
  if (numPositives === 0 || falsePositives.at(-1) === 0) return null;
  const last = truePositives.length;
  const x = new Float64Array(last + 1);
  const y = new Float64Array(last + 1).fill(1);
  const thresholds = new Float64Array(last + 1).fill(Infinity);
  for (let i = 0; i < last; i++) {
    const found = truePositives[i] ?? 0;
    x[last - 1 - i] = found / numPositives;
    y[last - 1 - i] = found / (found + (falsePositives[i] ?? 0));
    thresholds[last - 1 - i] = counts.thresholds[i] ?? 0;
  }
  return { x, y, thresholds };
}

/**
 * Average precision: the precision at each threshold, weighted by the recall it adds; nothing is interpolated. As
 * scikit-learn's `average_precision_score`; null where there are no positives or no negatives.
 */
export function averagePrecision({ truePositives, falsePositives }: ThresholdCounts): number | null {
  const numPositives = truePositives.at(-1) ?? 0;
  if (numPositives === 0 || falsePositives.at(-1) === 0) return null;
  let total = 0;
  for (let i = 0; i < truePositives.length; i++) {
    const found = truePositives[i] ?? 0;
    total += ((found - (truePositives[i - 1] ?? 0)) * found) / (found + (falsePositives[i] ?? 0));
  }
  return total / numPositives;
}
