import { type LabelTotals, sumOf } from './label-totals.ts';

/** Share of clips that were recognised; null without clips. As scikit-learn's `accuracy_score`. */
export function accuracy({ support, correct }: LabelTotals): number | null {
  const numClips = sumOf(support);
  return numClips === 0 ? null : sumOf(correct) / numClips;
}

/**
 * Mean recall of the labels that have clips, so that each counts the same however many it has; null without clips.
 * As scikit-learn's `balanced_accuracy_score`.
 */
export function balancedAccuracy({ support, correct }: LabelTotals): number | null {
  let total = 0;
  let numLabels = 0;
  for (let i = 0; i < support.length; i++) {
    const numClips = support[i] ?? 0;
    if (numClips === 0) continue;
    total += (correct[i] ?? 0) / numClips;
    numLabels += 1;
  }
  return numLabels === 0 ? null : total / numLabels;
}

/**
 * Mean F1 score of all labels; that of a label which neither is in the data nor was predicted is 0, as in our report.
 * As scikit-learn's `f1_score(labels=all, average='macro', zero_division=0)`; null without labels.
 */
export function macroF1({ support, predicted, correct }: LabelTotals): number | null {
  let total = 0;
  for (let i = 0; i < support.length; i++) {
    const numClips = (support[i] ?? 0) + (predicted[i] ?? 0);
    if (numClips > 0) total += (2 * (correct[i] ?? 0)) / numClips;
  }
  return support.length === 0 ? null : total / support.length;
}

/**
 * Cohen's kappa: agreement beyond what chance gives, 1 for all right, 0 for chance. Null where chance alone is always
 * right (all clips have one label and were taken for it, or there are none): scikit-learn's `cohen_kappa_score` is NaN.
 *
 * @see Cohen 1960, A coefficient of agreement for nominal scales.
 */
export function cohenKappa(totals: LabelTotals): number | null {
  const numClips = sumOf(totals.support);
  const chance = dot(totals.support, totals.predicted);
  const beyondChance = numClips * numClips - chance;
  return beyondChance === 0 ? null : (sumOf(totals.correct) * numClips - chance) / beyondChance;
}

/**
 * Matthews' correlation coefficient for several labels, −1…1. As scikit-learn's `matthews_corrcoef`, 0 where all clips
 * have one label or were all taken for one; null without clips.
 *
 * @see Gorodkin 2004, Comparing two K-category assignments by a K-category correlation coefficient.
 */
export function matthewsCorrelation({ support, predicted, correct }: LabelTotals): number | null {
  const numClips = sumOf(support);
  if (numClips === 0) return null;
  const square = numClips * numClips;
  const spread = Math.sqrt(square - dot(support, support)) * Math.sqrt(square - dot(predicted, predicted));
  return spread === 0 ? 0 : (sumOf(correct) * numClips - dot(support, predicted)) / spread;
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (a[i] ?? 0) * (b[i] ?? 0);
  return total;
}
