import { labelOrder } from './confusion-matrix.ts';
import type { ClipEdit, RunTable } from './run-record.ts';
import { takeRows } from './run-table.ts';

/**
 * Adds what a person changed of a clip, in place of an earlier change of the same clip. To give a clip the label that
 * it has anyway takes the change back.
 *
 * @param originalLabel what the clip was labelled before any edit.
 */
export function editClip(edits: readonly ClipEdit[], edit: ClipEdit, originalLabel: string): ClipEdit[] {
  const others = removeEdit(edits, edit.path);
  const changesNothing = edit.kind === 'relabel' && edit.label === originalLabel;
  return changesNothing ? others : [...others, edit];
}

/** Takes back what was changed of a clip. */
export function removeEdit(edits: readonly ClipEdit[], path: string): ClipEdit[] {
  return edits.filter((edit) => edit.path !== path);
}

export type EditCounts = { readonly numRelabelled: number; readonly numExcluded: number };

/** For the sentence "3 re-labelled, 2 excluded". */
export function countEdits(edits: readonly ClipEdit[]): EditCounts {
  const numExcluded = edits.filter(({ kind }) => kind === 'exclude').length;
  return { numRelabelled: edits.length - numExcluded, numExcluded };
}

/**
 * The table as a person corrected it: with the labels that clips were given, without the clips that were excluded.
 *
 * The model's labels keep their places. Those only the data has follow, sorted by code point as in any evaluation: new
 * ones are among them, and one that no clip has any longer is not, or its empty row would weigh on the macro average.
 *
 * @returns `table` itself where nothing was changed. Edits of clips that are not there are passed over.
 */
export function applyEdits(table: RunTable, edits: readonly ClipEdit[]): RunTable {
  if (edits.length === 0) return table;
  const editOf = new Map(edits.map((edit) => [edit.path, edit]));
  const kept: number[] = [];
  const actual: string[] = [];
  table.paths.forEach((path, i) => {
    const edit = editOf.get(path);
    if (edit?.kind === 'exclude') return;
    kept.push(i);
    actual.push(edit?.label ?? table.labels[table.actual[i] ?? -1] ?? '');
  });
  return renameLabels(takeRows(table, kept), actual);
}

/** Gives clip i the label `actual[i]`, and brings the labels beyond the model's into order. */
function renameLabels(table: RunTable, actual: readonly string[]): RunTable {
  const predicted = Array.from(table.predicted, (index) => table.labels[index] ?? '');
  const labels = labelOrder(table.labels.slice(0, table.numScores), [...actual, ...predicted]);
  const indexOf = new Map(labels.map((label, index) => [label, index]));
  const indicesOf = (names: readonly string[]) => Int32Array.from(names, (name) => indexOf.get(name) ?? 0);
  return { ...table, labels, actual: indicesOf(actual), predicted: indicesOf(predicted) };
}
