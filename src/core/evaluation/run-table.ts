import { compareByCodePoint } from '../dataset/code-point-order.ts';
import { type EvaluatedClip, type Prediction, scoresByLabel } from './evaluation.ts';
import type { ClipColumn, RunTable } from './run-record.ts';
import { makeScoreTable, selectClips } from './score-table.ts';

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
  const paths = predictions.map(({ path }) => path);
  const table = { ...makeScoreTable(predictions, modelLabels), paths, columns };
  const { scores } = table;
  const packed = scores instanceof Float64Array ? packScores(scores) : scores;
  return takeRows({ ...table, scores: packed }, orderByPath(paths));
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
    ...selectClips(table, rows),
    paths: Array.from(rows, (row) => table.paths[row] ?? ''),
    columns: table.columns.map((column) => takeFromColumn(column, rows)),
  };
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
