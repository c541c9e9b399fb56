import { compareByCodePoint } from '../../dataset/code-point-order.ts';
import type { HeardCondition } from '../robustness-schema.ts';
import type { RunRecord, RunTable } from '../run-record.ts';
import { invalidRun } from './invalid-run.ts';

/** Rounded scores may sum to a little more than 1, and so may one alone. */
const highestScore = 1.05;

/**
 * Checks what the parts of a run say together: lengths, numbers that point into the labels, names that occur once.
 *
 * @throws PhonoscopeError `run-invalid`.
 */
export function checkRun({ table, edits, sharedWithTraining: shared, robustness = [] }: RunRecord): void {
  checkTable(table);
  const numShared = Math.max(shared?.numSharedFiles ?? 0, shared?.numClipsOfSharedSpeakers ?? 0);
  if (numShared > table.paths.length) throw invalidRun('more clips of the training than clips');
  const paths = new Set(table.paths);
  if (edits.some((edit) => !paths.has(edit.path))) throw invalidRun('a change of a clip that is not there');
  refuseTwice(
    edits.map((edit) => edit.path),
    'two changes of one clip',
  );
  for (const heard of robustness) checkHeard(heard, table);
}

function checkHeard({ rows, predicted }: HeardCondition, { paths, labels }: RunTable): void {
  if (rows.length !== predicted.length) throw invalidRun('columns of different lengths');
  if (!rows.every((row, i) => row > (rows[i - 1] ?? -1) && row < paths.length))
    throw invalidRun('a condition with clips that are not there');
  if (!predicted.every((label) => label >= -1 && label < labels.length))
    throw invalidRun('a label without a name');
}

function checkTable(table: RunTable): void {
  const { labels, numScores, paths, actual, predicted, scores, columns } = table;
  refuseTwice(labels, 'a label twice');
  if (numScores > labels.length) throw invalidRun('more scores than labels');
  if (scores.length !== paths.length * numScores) throw invalidRun('scores of another number of clips');
  for (const column of [actual, predicted, ...columns.map(({ values }) => values)]) {
    if (column.length !== paths.length) throw invalidRun('columns of different lengths');
  }
  checkOrder(paths);
  const isLabel = (index: number) => index >= 0 && index < labels.length;
  if (!actual.every(isLabel) || !predicted.every(isLabel)) throw invalidRun('a label without a name');
  if (!scores.every((score) => score >= 0 && score <= highestScore))
    throw invalidRun('a score that is no probability');
  refuseTwice(
    columns.map((column) => column.name),
    'two columns with one name',
  );
}

function checkOrder(paths: readonly string[]): void {
  const isBehind = (path: string, i: number) => i === 0 || compareByCodePoint(paths[i - 1] ?? '', path) < 0;
  if (!paths.every(isBehind)) throw invalidRun('paths out of order, or one twice');
}

function refuseTwice(names: readonly string[], reason: string): void {
  if (new Set(names).size < names.length) throw invalidRun(reason);
}
