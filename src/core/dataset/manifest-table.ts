import { PhonoscopeError } from '../errors.ts';
import {
  type CsvRow,
  type CsvSeparator,
  largeTable,
  parseCsvInSteps,
  type TableLimits,
} from '../evaluation/csv.ts';
import { eachInSteps, finish, mapInSteps, type Steps } from '../steps.ts';
import { isAudioPath } from './label-clips.ts';

/** A table that names files and says what is known of them. */
export type ManifestTable = {
  /** Where it lies, relative to the data folder, with `/`. */
  readonly path: string;
  /** All different, none empty. */
  readonly columns: readonly string[];
  /** Each with as many cells as there are columns; '' where there is nothing. */
  readonly rows: readonly CsvRow[];
};

/** What a manifest may hold. */
export const manifestLimits: TableLimits & { readonly maxMegabytes: number } = {
  maxRows: 200_000,
  maxColumns: 64,
  maxMegabytes: 64,
};

const endings = /\.(?:csv|tsv|jsonl|ndjson|json)$/i;

/** True for files that may be manifests by their ending. */
export function isManifestPath(path: string): boolean {
  return endings.test(path) && !path.split('/').some((part) => part.startsWith('.'));
}

/**
 * Reads a manifest: CSV with commas or semicolons, TSV, or a JSON object a line; nested values of such an object are
 * passed over. Where the first row of a table names a sound file, there is no row of names and columns are counted.
 *
 * @param path its ending says which kind it is.
 * @throws PhonoscopeError `text-large`, `table-large`, `csv-invalid`, `manifest-invalid`.
 */
export function parseManifest(path: string, text: string): ManifestTable {
  return finish(parseManifestInSteps(path, text));
}

/** The same in steps, so that a page can draw between two of a long table. */
export function* parseManifestInSteps(path: string, text: string): Steps<ManifestTable> {
  const { maxMegabytes, maxRows } = manifestLimits;
  if (text.length > maxMegabytes * 1e6) {
    throw new PhonoscopeError('text-large', `The text is larger than ${maxMegabytes} MB.`, {
      megabytes: maxMegabytes,
    });
  }
  const source = text.replace(/^\uFEFF/, '');
  const table = yield* /jsonl?$/i.test(path) ? parseJsonLines(source) : parseTable(path, source);
  if (table.rows.length === 0) {
    throw new PhonoscopeError('manifest-invalid', 'The manifest has no rows.', { context: 'empty' });
  }
  if (table.rows.length > maxRows) throw largeTable(manifestLimits);
  return { path, ...table };
}

type Table = Pick<ManifestTable, 'columns' | 'rows'>;

function* parseTable(path: string, source: string): Steps<Table> {
  const [first = { cells: [], line: 1 }, ...rest] = yield* readRows(path, source);
  const hasNames = !first.cells.some(isAudioPath);
  const rows = hasNames ? rest : [first, ...rest];
  const columns = nameColumns(hasNames ? first.cells : first.cells.map(() => ''));
  return { columns, rows: yield* mapInSteps(rows, (row) => fit(row, columns.length)) };
}

function readRows(path: string, source: string): Steps<CsvRow[]> {
  const separator = /\.tsv$/i.test(path) ? '\t' : guessSeparator(source);
  return separator === '\t' ? parseTabs(source) : parseCsvInSteps(source, separator, manifestLimits);
}

/** What stands in the first line: a comma, else a tab, else a semicolon. */
function guessSeparator(source: string): CsvSeparator | '\t' {
  const found = new Set(source.slice(0, source.search(/[\r\n]|$/)));
  if (found.has(',')) return ',';
  if (found.has('\t')) return '\t';
  return found.has(';') ? ';' : ',';
}

/**
 * Cells between tabs. Many programs write quotation marks here as they are: only a cell that is quoted as a whole loses
 * them.
 */
function* parseTabs(source: string): Steps<CsvRow[]> {
  const rows: CsvRow[] = [];
  yield* eachInSteps(linesOf(source, /\r\n|\r|\n/g), (text, index) => {
    if (text === '') return;
    const cells = text.split('\t', manifestLimits.maxColumns + 1);
    if (cells.length > manifestLimits.maxColumns || rows.length > manifestLimits.maxRows)
      throw largeTable(manifestLimits);
    rows.push({ cells: cells.map(unquote), line: index + 1 });
  });
  return rows;
}

/** Lines without their ends, one when it is asked for. */
function* linesOf(source: string, ends: RegExp): Generator<string> {
  let start = 0;
  for (const { 0: end, index } of source.matchAll(ends)) {
    yield source.slice(start, index);
    start = index + end.length;
  }
  yield source.slice(start);
}

function unquote(cell: string): string {
  const inside = /^"((?:[^"]|"")*)"$/.exec(cell)?.[1];
  return inside?.replaceAll('""', '"') ?? cell;
}

function fit({ cells, line }: CsvRow, numColumns: number): CsvRow {
  return { cells: Array.from({ length: numColumns }, (_, i) => cells[i] ?? ''), line };
}

/** Names without spaces at their ends; a column without one is counted, and one of the same name gets a number. */
function nameColumns(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((given, index) => {
    const name = given.trim() === '' ? `column ${index + 1}` : given.trim();
    let unique = name;
    for (let i = 2; taken.has(unique); i++) unique = `${name} (${i})`;
    taken.add(unique);
    return unique;
  });
}

function* parseJsonLines(source: string): Steps<Table> {
  const indexByName = new Map<string, number>();
  const rows: CsvRow[] = [];
  yield* eachInSteps(linesOf(source, /\r\n|\n/g), (text, index) => {
    if (text.trim() === '') return;
    const cells: string[] = [];
    for (const [name, value] of Object.entries(parseObject(text, index + 1))) {
      const cell = flatValue(value);
      if (cell === null) continue;
      const column = indexByName.get(name) ?? indexByName.size;
      indexByName.set(name, column);
      cells[column] = cell;
    }
    rows.push({ cells, line: index + 1 });
    if (indexByName.size > manifestLimits.maxColumns || rows.length > manifestLimits.maxRows) {
      throw largeTable(manifestLimits);
    }
  });
  const columns = nameColumns([...indexByName.keys()]);
  return { columns, rows: yield* mapInSteps(rows, (row) => fit(row, columns.length)) };
}

function parseObject(text: string, line: number): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = null;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new PhonoscopeError('manifest-invalid', `Line ${line} of the manifest is no JSON object.`, {
    context: 'json',
    line,
  });
}

/** null for what has no place in one cell. */
function flatValue(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
