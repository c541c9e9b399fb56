import { indexOfHighest } from '../evaluation/evaluation.ts';
import type { LossOptions } from './optimisation/losses.ts';

/** How the averaged weights do on the validation clips. */
export type ValidationResult = {
  readonly loss: number;
  readonly accuracy: number;
  /** Clips of the row's label that were taken for the column's. */
  readonly confusion: readonly (readonly number[])[];
};

/**
 * Sums up scores of validation clips. The loss is the mean of −ln of the right label's score, for `mse` the mean of
 * the squared differences; no smoothing and no class weights, so that figures of several trainings compare.
 *
 * @param scores `[clips, labels]`, softmax.
 * @param labels the index of each clip's label.
 */
export function summariseValidation(
  scores: Float32Array,
  labels: readonly number[],
  lossName: LossOptions['name'],
): ValidationResult {
  const numLabels = scores.length / labels.length;
  const confusion = Array.from({ length: numLabels }, () => Array.from({ length: numLabels }, () => 0));
  let loss = 0;
  let numCorrect = 0;
  labels.forEach((label, clip) => {
    const row = scores.subarray(clip * numLabels, (clip + 1) * numLabels);
    loss += lossName === 'mse' ? meanSquare(row, label) : -Math.log(Math.max(1e-7, row[label] ?? 0));
    const predicted = indexOfHighest(row);
    if (predicted === label) numCorrect += 1;
    const counts = confusion[label];
    if (counts !== undefined) counts[predicted] = (counts[predicted] ?? 0) + 1;
  });
  return { loss: loss / labels.length, accuracy: numCorrect / labels.length, confusion };
}

function meanSquare(row: Float32Array, label: number): number {
  return row.reduce((sum, score, index) => sum + (score - (index === label ? 1 : 0)) ** 2, 0) / row.length;
}
