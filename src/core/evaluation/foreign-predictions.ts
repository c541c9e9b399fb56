import { PhonoscopeError } from '../errors.ts';
import { labelOrder } from './confusion-matrix.ts';
import { type CsvRow, invalidCsv, parseCsv } from './csv.ts';
import { readLabelScores } from './foreign/label-scores.ts';
import { makeUnique } from './foreign/make-unique.ts';
import type { PredictionsNote } from './foreign/predictions-note.ts';
import { readColumns } from './foreign/read-columns.ts';
import { type PredictionColumns, readHeader } from './foreign/read-header.ts';
import type { ClipEdit, RunRecord, RunTable } from './run-record.ts';
import { orderByPath, packScores, takeRows } from './run-table.ts';

/** More rows than any data set of spoken words has. */
const maxRows = 200_000;
const maxLabels = 1000;
/** Those with scores, and as many others. */
const maxColumns = 2 * maxLabels;
/** As in Excel; no path and no label is longer. */
const maxCharacters = 32_767;
/** JavaScript's engines hold no text that is much longer. */
const maxMegabytes = 400;

/** Predictions that came as a file. */
export type ForeignPredictions = {
  readonly table: RunTable;
  /** What was changed before the file was exported from here. */
  readonly edits: readonly ClipEdit[];
  readonly notes: readonly PredictionsNote[];
};

/**
 * Reads a CSV file of predictions, whoever made it: a row for each clip, with a column `label` (or `true`, `actual`,
 * `y_true`, `target`) and a column `predicted` (or `prediction`, `pred`, `y_pred`). `path` or `file` name the clip;
 * scores stand in `p:LABEL`, `prob_LABEL`, `score_LABEL`, or in columns called as the labels. All other columns are kept
 * for their clips. What the Evaluate panel and `evaluate --csv` wrote is read back as it was.
 *
 * Labels are brought into Unicode's composed form (NFC). Those with scores come first, in the order of their columns.
 *
 * @throws PhonoscopeError `csv-invalid` with the line; `text-large`.
 */
export function parseForeignPredictions(text: string): ForeignPredictions {
  const rows = openRows(text);
  const [header, ...body] = rows;
  if (header === undefined) throw invalidCsv(1, 'the file is empty');
  if (body.length === 0) throw invalidCsv(header.line, 'there is nothing below the header');
  const columns = readHeader(header.cells, header.line, (at) => body.map((row) => labelAt(row, at)));
  const { paths, notes: pathNotes } = readPaths(body, columns.path);
  const { table, notes } = readTable(body, columns, paths);
  const edits = readEdits(body, columns, paths);
  const sorted = takeRows(table, orderByPath(paths));
  return { table: sorted, edits, notes: [...pathNotes, ...notes, ...noteNotHighest(sorted)] };
}

/**
 * A run of what a file says, to be looked at and kept as any other.
 *
 * @param dataName the file's name.
 * @param endedMs when it was opened, in ms since 1970.
 */
export function recordOfPredictions(
  { table, edits }: ForeignPredictions,
  dataName: string,
  endedMs: number,
): RunRecord {
  return {
    version: 1,
    dataName,
    split: '',
    model: '',
    backend: '',
    endedMs,
    seconds: 0,
    table,
    mapping: [],
    edits,
    unreadable: [],
  };
}

function openRows(text: string): CsvRow[] {
  if (text.length > maxMegabytes * 1e6) {
    const message = `The text is larger than ${maxMegabytes} MB.`;
    throw new PhonoscopeError('text-large', message, { megabytes: maxMegabytes });
  }
  const rows = parseCsv(text);
  const tooFar = rows[maxRows + 1];
  if (tooFar !== undefined) throw invalidCsv(tooFar.line, `there are more than ${maxRows} rows`);
  for (const { cells, line } of rows) {
    if (cells.length > maxColumns) throw invalidCsv(line, `there are more than ${maxColumns} columns`);
    if (cells.some((cell) => cell.length > maxCharacters))
      throw invalidCsv(line, `a cell has more than ${maxCharacters} characters`);
  }
  return rows;
}

function labelAt({ cells, line }: CsvRow, at: number): string {
  const cell = cells[at] ?? '';
  if (cell === '') throw invalidCsv(line, 'the label or the prediction is missing');
  return cell.normalize('NFC');
}

function readPaths(
  rows: readonly CsvRow[],
  column: number,
): { readonly paths: readonly string[]; readonly notes: readonly PredictionsNote[] } {
  const width = String(rows.length).length;
  const given = rows.map(({ cells }) => cells[column] ?? '');
  const numMissing = given.filter((path) => path === '').length;
  const named = given.map((path, i) => (path === '' ? `row ${String(i + 1).padStart(width, '0')}` : path));
  const { texts, numChanged } = makeUnique(named);
  const notes: PredictionsNote[] = [];
  if (column !== -1 && numMissing > 0) notes.push({ kind: 'paths-missing', count: numMissing });
  if (numChanged > 0) notes.push({ kind: 'paths-twice', count: numChanged });
  return { paths: texts, notes };
}

/** The rows in the order of the file. */
function readTable(
  rows: readonly CsvRow[],
  columns: PredictionColumns,
  paths: readonly string[],
): { readonly table: RunTable; readonly notes: readonly PredictionsNote[] } {
  const original = columns.originalLabel;
  const actual = rows.map((row) => labelAt(row, original === -1 ? columns.label : original));
  const predicted = rows.map((row) => labelAt(row, columns.predicted));
  const occurring = new Set([...actual, ...predicted]);
  const { names, values, notes, others } = readLabelScores(rows, columns, occurring);
  const labels = labelOrder(names, occurring);
  if (labels.length > maxLabels)
    throw invalidCsv(1, `there are ${labels.length} labels; ${maxLabels} is the most`);
  const indexOf = new Map(labels.map((label, index) => [label, index]));
  const indicesOf = (texts: readonly string[]) => Int32Array.from(texts, (label) => indexOf.get(label) ?? 0);
  const table = {
    labels,
    numScores: names.length,
    paths,
    actual: indicesOf(actual),
    predicted: indicesOf(predicted),
    scores: packScores(values),
    columns: readColumns(rows, others),
  };
  return { table, notes };
}

function readEdits(
  rows: readonly CsvRow[],
  { label, originalLabel }: PredictionColumns,
  paths: readonly string[],
): ClipEdit[] {
  if (originalLabel === -1) return [];
  return rows.flatMap((row, i) => {
    const given = labelAt(row, label);
    if (given === labelAt(row, originalLabel)) return [];
    return [{ kind: 'relabel' as const, path: paths[i] ?? '', label: given }];
  });
}

function noteNotHighest({ predicted, scores, numScores }: RunTable): PredictionsNote[] {
  if (numScores === 0) return [];
  const isContradicted = (index: number, i: number) => {
    const row = scores.subarray(i * numScores, (i + 1) * numScores);
    const own = index < numScores ? (row[index] ?? 0) : -1;
    return row.some((score) => score > own);
  };
  const count = predicted.reduce((sum, index, i) => sum + (isContradicted(index, i) ? 1 : 0), 0);
  return count === 0 ? [] : [{ kind: 'not-highest', count }];
}
