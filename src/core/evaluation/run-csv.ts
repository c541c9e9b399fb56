import { applyEdits } from './clip-edits.ts';
import { writeCsv } from './csv.ts';
import type { RunRecord, RunTable } from './run-record.ts';

/** Rows that are written at once. */
const rowsAtOnce = 1000;

/**
 * Writes a run as CSV, as it is after its edits: `path,label,predicted,score,p:LABEL…`, rows sorted by path; what else
 * is known of the clips stays in the run's own file. `score` is that of the predicted label, 0 where the model lacks it, empty where there are no scores. Where
 * clips were re-labelled, `original_label` says what each was labelled before. `parseForeignPredictions` reads it back.
 *
 * @returns parts of the text, in their order.
 */
export function runToCsv(record: RunRecord): string[] {
  const table = applyEdits(record.table, record.edits);
  const originalLabel = findOriginalLabels(record);
  const { labels, numScores } = table;
  const header = ['path', 'label', 'predicted', 'score'].concat(
    labels.slice(0, numScores).map((label) => `p:${label}`),
    originalLabel === null ? [] : ['original_label'],
  );
  const parts = [writeCsv([header])];
  for (let first = 0; first < table.paths.length; first += rowsAtOnce) {
    const rows = table.paths.slice(first, first + rowsAtOnce).map((path, i) => {
      const cells = rowOf(table, first + i);
      return originalLabel === null ? cells : cells.concat(originalLabel.get(path) ?? cells[1] ?? '');
    });
    parts.push(writeCsv(rows));
  }
  return parts;
}

/** The former labels of the clips that have another now; null where none has. */
function findOriginalLabels({ table, edits }: RunRecord): ReadonlyMap<string, string> | null {
  const relabelled = new Set(edits.filter(({ kind }) => kind === 'relabel').map(({ path }) => path));
  if (relabelled.size === 0) return null;
  const originals = new Map<string, string>();
  table.paths.forEach((path, i) => {
    if (relabelled.has(path)) originals.set(path, table.labels[table.actual[i] ?? -1] ?? '');
  });
  return originals;
}

function rowOf({ labels, numScores, paths, actual, predicted, scores }: RunTable, i: number): string[] {
  const predictedIndex = predicted[i] ?? 0;
  const own = predictedIndex < numScores ? (scores[i * numScores + predictedIndex] ?? 0) : 0;
  const cells = [
    paths[i] ?? '',
    labels[actual[i] ?? -1] ?? '',
    labels[predictedIndex] ?? '',
    numScores === 0 ? '' : String(own),
  ];
  for (let j = 0; j < numScores; j++) cells.push(String(scores[i * numScores + j] ?? 0));
  return cells;
}
