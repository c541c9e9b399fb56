import type { CsvRow } from '../csv.ts';
import type { ClipColumn } from '../run-record.ts';
import { makeUnique } from './make-unique.ts';
import type { NamedColumn } from './read-header.ts';

/** A decimal number that says no more than its value: `007` and `1e5` are names, `-0.50` is a number. */
const decimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
/** As JavaScript writes very small and very large numbers: in our own exports. */
const scientific = /^-?\d(?:\.\d+)?e[+-]\d+$/;
/** Columns whose numbers are names. */
const namingColumn = /(?:^|[\s_-])(?:id|speaker|session|fold|device|take|split)$/i;

/**
 * Reads what else a file says of its clips. A column is one of numbers where each of its cells is a number or empty,
 * unless it is called `speaker`, `…_id` or the like; empty cells have no value.
 */
export function readColumns(rows: readonly CsvRow[], columns: readonly NamedColumn[]): ClipColumn[] {
  const { texts: names } = makeUnique(columns.map(({ name }) => name));
  return columns.map(({ at }, i) => readColumn(rows, at, names[i] ?? ''));
}

function readColumn(rows: readonly CsvRow[], at: number, name: string): ClipColumn {
  const cells = rows.map((row) => row.cells[at] ?? '');
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length === 0 || namingColumn.test(name) || !filled.every(isNumber))
    return { name, kind: 'text', values: cells.map((cell) => (cell === '' ? null : cell)) };
  const values = Float64Array.from(cells, (cell) => (cell === '' ? Number.NaN : Number(cell)));
  return { name, kind: 'number', values };
}

function isNumber(cell: string): boolean {
  return decimal.test(cell) || (scientific.test(cell) && Number.isFinite(Number(cell)));
}
