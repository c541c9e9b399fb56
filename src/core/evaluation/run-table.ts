import { compareByCodePoint } from '../dataset/code-point-order.ts';
import { labelOrder } from './confusion-matrix.ts';
import { type EvaluatedClip, type Prediction, scoresByLabel } from './evaluation.ts';
import type { ClipColumn, RunTable } from './run-record.ts';

/**
 * Lays predictions out by columns, sorted by path.
 *
 * @param predictions with all different paths, in any order.
 * @param modelLabels the order of their scores; empty where they have none.
 * @param columns what else is known; row i of each belongs to `predictions[i]`.
 */
export function tableOfPredictions(
  predictions: readonly Prediction[],
  modelLabels: readonly string[],
  columns: readonly ClipColumn[] = [],
): RunTable {
  const order = orderByPath(predictions.map(({ path }) => path));
  const sorted = Array.from(order, (i) => predictions[i]).filter((clip) => clip !== undefined);
  const labels = labelOrder(modelLabels, occurringLabels(sorted));
  const indexOf = new Map(labels.map((label, index) => [label, index]));
  const numScores = modelLabels.length;
  const scores = new Float64Array(sorted.length * numScores);
  sorted.forEach((clip, i) => {
    for (let j = 0; j < numScores; j++) scores[i * numScores + j] = clip.scores[j] ?? 0;
  });
  return {
    labels,
    numScores,
    paths: sorted.map(({ path }) => path),
    actual: Int32Array.from(sorted, ({ label }) => indexOf.get(label) ?? 0),
    predicted: Int32Array.from(sorted, ({ predicted }) => indexOf.get(predicted) ?? 0),
    scores: packScores(scores),
    columns: columns.map((column) => takeFromColumn(column, order)),
  };
}

/** The rows in the order of their paths, by code point. */
export function orderByPath(paths: readonly string[]): Int32Array {
  const order = Int32Array.from(paths, (_, i) => i);
  return order.sort((a, b) => compareByCodePoint(paths[a] ?? '', paths[b] ?? ''));
}

/** Halves the room that scores take where nothing is lost by it: a network's are float32. */
export function packScores(scores: Float64Array): Float32Array | Float64Array {
  const packed = Float32Array.from(scores);
  return scores.every((score, i) => score === packed[i]) ? packed : scores;
}

/** The rows of a table with these numbers, in that order; a number may stand there more than once. */
export function takeRows(table: RunTable, rows: ArrayLike<number>): RunTable {
  return {
    ...table,
    paths: Array.from(rows, (row) => table.paths[row] ?? ''),
    actual: Int32Array.from(rows, (row) => table.actual[row] ?? 0),
    predicted: Int32Array.from(rows, (row) => table.predicted[row] ?? 0),
    scores: takeScores(table, rows),
    columns: table.columns.map((column) => takeFromColumn(column, rows)),
  };
}

function takeScores({ scores, numScores }: RunTable, rows: ArrayLike<number>): Float32Array | Float64Array {
  const size = rows.length * numScores;
  const taken = scores instanceof Float32Array ? new Float32Array(size) : new Float64Array(size);
  for (let i = 0; i < rows.length; i++) {
    const first = (rows[i] ?? 0) * numScores;
    taken.set(scores.subarray(first, first + numScores), i * numScores);
  }
  return taken;
}

function takeFromColumn(column: ClipColumn, rows: ArrayLike<number>): ClipColumn {
  if (column.kind === 'text')
    return { ...column, values: Array.from(rows, (row) => column.values[row] ?? null) };
  return { ...column, values: Float64Array.from(rows, (row) => column.values[row] ?? Number.NaN) };
}

/** Clip i by names instead of numbers. */
export function clipOf(table: RunTable, i: number): EvaluatedClip {
  const { labels, numScores, scores } = table;
  return {
    path: table.paths[i] ?? '',
    label: labels[table.actual[i] ?? -1] ?? '',
    predicted: labels[table.predicted[i] ?? -1] ?? '',
    scores: scoresByLabel(labels.slice(0, numScores), scores.subarray(i * numScores, (i + 1) * numScores)),
  };
}

/** All clips as predictions; `tableOfPredictions` makes the same table of them. */
export function predictionsOf(table: RunTable): Prediction[] {
  const { labels, numScores, scores } = table;
  return table.paths.map((path, i) => ({
    path,
    label: labels[table.actual[i] ?? -1] ?? '',
    predicted: labels[table.predicted[i] ?? -1] ?? '',
    scores: Array.from(scores.subarray(i * numScores, (i + 1) * numScores)),
  }));
}

function* occurringLabels(predictions: readonly Prediction[]): Iterable<string> {
  for (const { label, predicted } of predictions) {
    yield label;
    yield predicted;
  }
}
