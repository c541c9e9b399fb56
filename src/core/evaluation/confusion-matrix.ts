import { compareByCodePoint } from '../dataset/code-point-order.ts';

/** Counts, row-major: `matrix[i][j]` = clips whose label is number i and which were taken for number j. */
export type ConfusionMatrix = readonly (readonly number[])[];

/**
 * Counts what was taken for what.
 *
 * @param labels - the actual label of each clip.
 * @param predicted - what the model said, same length.
 * @param labelOrder - the order of rows and columns; must hold every label that occurs.
 * @returns `[labelOrder.length][labelOrder.length]` counts, as scikit-learn's `confusion_matrix`.
 * @throws RangeError when the lengths differ or a label is not in `labelOrder`.
 */
export function confusionMatrix(
  labels: readonly string[],
  predicted: readonly string[],
  labelOrder: readonly string[],
): number[][] {
  if (labels.length !== predicted.length) {
    throw new RangeError(`${labels.length} labels but ${predicted.length} predictions`);
  }
  const indexOf = new Map(labelOrder.map((label, index) => [label, index]));
  const matrix = labelOrder.map(() => labelOrder.map(() => 0));
  labels.forEach((label, clip) => {
    const row = matrix[indexOf.get(label) ?? -1];
    const column = indexOf.get(predicted[clip] ?? '');
    if (row === undefined || column === undefined) {
      throw new RangeError(`label order lacks "${row === undefined ? label : predicted[clip]}"`);
    }
    row[column] = (row[column] ?? 0) + 1;
  });
  return matrix;
}

/**
 * The rows of an evaluation: the model's labels in its order, then those only the data has, sorted by code point.
 *
 * @param modelLabels - may be empty (a CSV without a model: simply all labels, sorted).
 */
export function labelOrder(modelLabels: readonly string[], occurring: Iterable<string>): string[] {
  const known = new Set(modelLabels);
  const others = [...new Set(occurring)].filter((label) => !known.has(label));
  return [...known, ...others.sort(compareByCodePoint)];
}
