import { labelOrder } from './confusion-matrix.ts';
import type { Prediction } from './evaluation.ts';

/** What a model said about many clips, in columns. Nobody changes the arrays. */
export type ScoreTable = {
  /** The model's labels in its order, then those only the data has. */
  readonly labels: readonly string[];
  /** The first so many labels have scores; 0 where no scores are known. */
  readonly numScores: number;
  /** Places in `labels`, `[clips]`. */
  readonly actual: Int32Array;
  /** Places in `labels`, `[clips]`. */
  readonly predicted: Int32Array;
  /** `[clips, numScores]` row-major; finite. */
  readonly scores: Float32Array | Float64Array;
};

/**
 * Puts predictions into columns, in their order.
 *
 * A score that is missing or not a finite number (a cell of a broken CSV file) counts as 0, so that no figure becomes
 * NaN; whoever reads a file says which lines are broken.
 *
 * @param modelLabels - what the scores stand for; may be empty (a CSV without scores).
 * @throws RangeError when a label of the model is there twice.
 */
export function makeScoreTable(
  predictions: readonly Prediction[],
  modelLabels: readonly string[],
): ScoreTable {
  if (new Set(modelLabels).size < modelLabels.length) throw new RangeError('a label of the model is twice');
  const labels = labelOrder(modelLabels, occurringLabels(predictions));
  const placeOf = new Map(labels.map((label, place) => [label, place]));
  const hasScores = predictions.some(({ scores }) => scores.length > 0);
  const numScores = hasScores ? modelLabels.length : 0;
  const scores = new Float64Array(predictions.length * numScores);
  predictions.forEach((prediction, clip) => {
    for (let i = 0; i < numScores; i++) {
      const score = prediction.scores[i] ?? 0;
      if (Number.isFinite(score)) scores[clip * numScores + i] = score;
    }
  });
  return {
    labels,
    numScores,
    actual: Int32Array.from(predictions, ({ label }) => placeOf.get(label) ?? 0),
    predicted: Int32Array.from(predictions, ({ predicted }) => placeOf.get(predicted) ?? 0),
    scores,
  };
}

function occurringLabels(predictions: readonly Prediction[]): Set<string> {
  const labels = new Set<string>();
  for (const { label, predicted } of predictions) labels.add(label).add(predicted);
  return labels;
}

/**
 * The table of some clips, with the same labels.
 *
 * @param indices - which clips, in the order wanted; one may be there several times.
 * @throws RangeError when there is no such clip.
 */
export function selectClips(table: ScoreTable, indices: ArrayLike<number>): ScoreTable {
  const { numScores, scores } = table;
  const length = indices.length * numScores;
  const selected = scores instanceof Float32Array ? new Float32Array(length) : new Float64Array(length);
  const actual = new Int32Array(indices.length);
  const predicted = new Int32Array(indices.length);
  for (let i = 0; i < indices.length; i++) {
    const clip = indices[i] ?? -1;
    if (!(clip >= 0 && clip < table.actual.length)) throw new RangeError(`there is no clip ${clip}`);
    actual[i] = table.actual[clip] ?? 0;
    predicted[i] = table.predicted[clip] ?? 0;
    for (let j = 0; j < numScores; j++) selected[i * numScores + j] = scores[clip * numScores + j] ?? 0;
  }
  return { labels: table.labels, numScores, actual, predicted, scores: selected };
}

/** @returns `[labels][labels]` counts, as scikit-learn's `confusion_matrix(labels=table.labels)`. */
export function countConfusion({ labels, actual, predicted }: ScoreTable): number[][] {
  const matrix = labels.map(() => labels.map(() => 0));
  for (let clip = 0; clip < actual.length; clip++) {
    const row = matrix[actual[clip] ?? 0];
    const column = predicted[clip] ?? 0;
    if (row !== undefined) row[column] = (row[column] ?? 0) + 1;
  }
  return matrix;
}

/** The highest score of each clip, `[clips]`; zeros where there are no scores. */
export function highestScores({ actual, numScores, scores }: ScoreTable): Float64Array {
  const highest = new Float64Array(actual.length);
  if (numScores === 0) return highest;
  for (let clip = 0; clip < actual.length; clip++) {
    let best = scores[clip * numScores] ?? 0;
    for (let i = 1; i < numScores; i++) best = Math.max(best, scores[clip * numScores + i] ?? 0);
    highest[clip] = best;
  }
  return highest;
}
