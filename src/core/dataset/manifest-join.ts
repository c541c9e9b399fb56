import { PhonoscopeError } from '../errors.ts';
import { eachInSteps, type Steps } from '../steps.ts';
import { cleanLabel } from './clean-label.ts';
import { createFileFinderInSteps } from './file-finder.ts';
import { labelProblem, type LabelProblem } from './label-problem.ts';
import type { ManifestColumns } from './manifest-columns.ts';
import type { ManifestTable } from './manifest-table.ts';

/** What a manifest says of one file. */
export type JoinedFile = {
  /** Into the table's rows: the first that names the file. */
  readonly row: number;
  /** As it stands in the table. */
  readonly label: string;
  readonly problem: LabelProblem | null;
};

/** A row that names no file of the folder; `value` is what it has instead. */
export type LostRow = { readonly line: number; readonly value: string };

/** A file that several rows name with the same label. */
export type RepeatedFile = { readonly path: string; readonly lines: readonly number[] };

export type ManifestJoin = {
  readonly files: ReadonlyMap<string, JoinedFile>;
  readonly lostRows: readonly LostRow[];
  readonly repeated: readonly RepeatedFile[];
};

/**
 * Joins the rows of a manifest with files, in steps. A file that several rows name is taken once; where they give different
 * labels, it has none.
 *
 * @param paths of all sound files, relative to the data folder.
 */
export function* joinManifestInSteps(
  table: ManifestTable,
  columns: ManifestColumns,
  paths: readonly string[],
): Steps<ManifestJoin> {
  const find = yield* createFileFinderInSteps(paths, table.path);
  const lostRows: LostRow[] = [];
  const rowsByFile = new Map<string, number[]>();
  yield* eachInSteps(table.rows, ({ cells, line }, row) => {
    const value = cells[columns.path] ?? '';
    const file = find(value);
    const rows = file === null ? undefined : rowsByFile.get(file);
    if (file === null) lostRows.push({ line, value });
    else if (rows === undefined) rowsByFile.set(file, [row]);
    else rows.push(row);
  });
  const files = new Map<string, JoinedFile>();
  const repeated: RepeatedFile[] = [];
  yield* eachInSteps(rowsByFile, ([path, rows]) => {
    const joined = joinRows(table, columns.label, rows);
    files.set(path, joined);
    if (rows.length > 1 && joined.problem === null) repeated.push({ path, lines: linesOf(table, rows) });
  });
  return { files, lostRows, repeated };
}

function joinRows(table: ManifestTable, column: number, rows: readonly number[]): JoinedFile {
  const [row = 0] = rows;
  const labels = rows.map((index) => table.rows[index]?.cells[column] ?? '');
  const cleaned = [...new Set(labels.map(cleanLabel))].filter((label) => label !== '');
  const label = labels.find((text) => cleanLabel(text) !== '') ?? '';
  const lines = linesOf(table, rows);
  if (cleaned.length === 0) return { row, label, problem: labelProblem.empty(table.path, lines[0] ?? 0) };
  const problem = cleaned.length > 1 ? labelProblem.conflict(table.path, cleaned, lines) : null;
  return { row, label, problem };
}

function linesOf({ rows }: ManifestTable, indices: readonly number[]): number[] {
  return indices.map((index) => rows[index]?.line ?? 0);
}

/**
 * The columns of a manifest by their names.
 *
 * @throws PhonoscopeError `manifest-invalid` where it has no such column.
 */
export function findColumns(table: ManifestTable, path: string, label: string): ManifestColumns {
  const find = (name: string) => {
    const index = table.columns.indexOf(name);
    if (index >= 0) return index;
    throw new PhonoscopeError(
      'manifest-invalid',
      `${table.path} has no column "${name}", only: ${table.columns.join(', ')}.`,
      { context: 'column', name },
    );
  };
  return { path: find(path), label: find(label) };
}
