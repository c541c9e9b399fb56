import { PhonoscopeError } from '../errors.ts';
import { finish, type Steps } from '../steps.ts';

/**
 * What a spreadsheet may take for a formula: the signs that OWASP's "CSV Injection" page lists, full-width forms too,
 * also behind spaces or apostrophes. Escaping and parsing look past apostrophes, so that a round trip is exact.
 */
const formulaLike = /^'*(?:[\t\r\n]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/;
const escapedFormula = /^'+(?:[\t\r\n]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/;
const needsQuotes = /[",\r\n]|^\s|\s$/;

/**
 * Writes rows as RFC 4180 CSV: CRLF after each row, quotes where needed. A cell that could start a formula gets a
 * leading apostrophe, which {@link parseCsv} takes off.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('');
}

function writeCell(text: string): string {
  const safe = formulaLike.test(text) ? `'${text}` : text;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One row of a file; `line` is where it starts, from 1. */
export type CsvRow = { readonly cells: readonly string[]; readonly line: number };

/** A cell with its quotes, or without; then what separates it from the next. */
const cellPatterns = {
  ',': /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n][^,\r\n]*|))(,|\r\n|\r|\n|$)/y,
  ';': /(?:"([^"]*(?:""[^"]*)*)"|([^";\r\n][^;\r\n]*|))(;|\r\n|\r|\n|$)/y,
} as const;

/** What separates cells: spreadsheets write a semicolon where the comma is the decimal sign. */
export type CsvSeparator = keyof typeof cellPatterns;

/** What a table may hold: columns, and rows below the first, in which names stand. */
export type TableLimits = { readonly maxRows: number; readonly maxColumns: number };

const noLimits: TableLimits = { maxRows: Infinity, maxColumns: Infinity };

/** Some milliseconds; not rows, for these may be wide. */
const cellsPerStep = 4000;

/**
 * Reads RFC 4180 CSV; any line ends, with or without a byte order mark. Empty lines are passed over; the leading
 * apostrophe of a cell that could start a formula is taken off.
 *
 * @throws PhonoscopeError `csv-invalid` with the line, where quotes do not close or are followed by other text.
 */
export function parseCsv(text: string): CsvRow[] {
  return finish(parseCsvInSteps(text, ',', noLimits));
}

/**
 * The same in steps, with other separators and limits.
 *
 * @throws PhonoscopeError `csv-invalid`, `table-large`.
 */
export function* parseCsvInSteps(
  text: string,
  separator: CsvSeparator,
  limits: TableLimits,
): Steps<CsvRow[]> {
  const source = text.replace(/^\uFEFF/, '');
  const pattern = cellPatterns[separator];
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let line = 1;
  let rowLine = 1;
  let position = 0;
  let numCells = 0;
  while (position < source.length) {
    if (++numCells % cellsPerStep === 0) yield;
    pattern.lastIndex = position;
    const match = pattern.exec(source);
    if (match === null) throw invalidCsv(line, 'quotation marks that do not close, or text around them');
    const [whole, quoted, plain = '', end] = match;
    cells.push(readCell(quoted?.replaceAll('""', '"') ?? plain));
    position += whole.length;
    line += countLineEnds(whole);
    const isFileEnd = position >= source.length;
    if (end === separator && !isFileEnd) {
      if (cells.length >= limits.maxColumns) throw largeTable(limits);
      continue;
    }
    if (end === separator) cells.push('');
    if (cells.length > 1 || quoted !== undefined || plain !== '') rows.push({ cells, line: rowLine });
    if (rows.length > limits.maxRows + 1) throw largeTable(limits);
    cells = [];
    rowLine = line;
  }
  return rows;
}

function readCell(text: string): string {
  return escapedFormula.test(text) ? text.slice(1) : text;
}

function countLineEnds(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** An error about one line of a CSV file. */
export function invalidCsv(line: number, problem: string): PhonoscopeError {
  return new PhonoscopeError('csv-invalid', `The CSV file has a problem in line ${line}: ${problem}.`, {
    line,
    reason: problem,
  });
}

/** A table with more rows or columns than can be used. */
export function largeTable({ maxRows, maxColumns }: TableLimits): PhonoscopeError {
  return new PhonoscopeError(
    'table-large',
    `The table has more than ${maxRows} rows or ${maxColumns} columns.`,
    { rows: maxRows, columns: maxColumns },
  );
}
