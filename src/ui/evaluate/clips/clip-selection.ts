import { compareByCodePoint } from '../../../core/dataset/code-point-order.ts';
import type { RunTable } from '../../../core/evaluation/run-record.ts';

/** Which clips the list shows: those of one cell, every mistake, or those that some other view has chosen. */
export type ClipSelection =
  | { readonly kind: 'mistakes' }
  | { readonly kind: 'cell'; readonly actual: string; readonly predicted: string }
  | {
      readonly kind: 'paths';
      readonly title: string;
      readonly paths: readonly string[];
      /** What another model said of them, where two are compared. */
      readonly saidByOther?: ReadonlyMap<string, string>;
    };

export const allMistakes: ClipSelection = { kind: 'mistakes' };

/**
 * The rows of the chosen clips in the order that is worth hearing: of mistakes the most confident first, because they show
 * what the model has wrong; of right answers the least confident first, because they are the next to go wrong; chosen
 * paths as they come.
 */
export function selectRows(table: RunTable, selection: ClipSelection): number[] {
  if (selection.kind === 'paths') {
    const rowOf = new Map(table.paths.map((path, row) => [path, row]));
    return selection.paths.flatMap((path) => rowOf.get(path) ?? []);
  }
  const rows = rowsOf(table, selection).sort(
    (a, b) =>
      confidenceOf(table, b) - confidenceOf(table, a) ||
      compareByCodePoint(table.paths[a] ?? '', table.paths[b] ?? ''),
  );
  return isAboutRightAnswers(selection) ? rows.reverse() : rows;
}

/** Whether the selection is a cell of the diagonal. */
export function isAboutRightAnswers(selection: ClipSelection): boolean {
  return selection.kind === 'cell' && selection.actual === selection.predicted;
}

/** The highest scores with their labels, in descending order. */
export function topScores(
  scores: Readonly<Record<string, number>>,
  count: number,
): { readonly label: string; readonly score: number }[] {
  return Object.entries(scores)
    .map(([label, score]) => ({ label, score }))
    .sort((a, b) => b.score - a.score)
    .slice(0, count);
}

function rowsOf({ labels, actual, predicted }: RunTable, selection: ClipSelection): number[] {
  const rows: number[] = [];
  if (selection.kind === 'cell') {
    const [i, j] = [labels.indexOf(selection.actual), labels.indexOf(selection.predicted)];
    for (let row = 0; row < actual.length; row++) {
      if (actual[row] === i && predicted[row] === j) rows.push(row);
    }
  } else {
    for (let row = 0; row < actual.length; row++) if (actual[row] !== predicted[row]) rows.push(row);
  }
  return rows;
}

function confidenceOf({ scores, numScores, predicted }: RunTable, row: number): number {
  const label = predicted[row] ?? 0;
  return label < numScores ? (scores[row * numScores + label] ?? 0) : 0;
}
