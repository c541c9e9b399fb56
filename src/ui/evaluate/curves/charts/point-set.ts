import { writeCsv } from '../../../../core/evaluation/csv.ts';

/** A column of points: what it is called in a file and on the page, and how many decimals the page shows. */
export type PointColumn = { readonly name: string; readonly title: string; readonly digits: number };

/** What a chart draws, as rows: for a table, and for a file. */
export type PointSet = {
  readonly columns: readonly PointColumn[];
  /** Null where there is nothing; an infinite threshold is one that no clip reaches. */
  readonly rows: readonly (readonly (string | number | null)[])[];
};

/** Writes points as CSV, with all their digits; infinity as NumPy and pandas read it. */
export function pointsToCsv({ columns, rows }: PointSet): string {
  return writeCsv([columns.map(({ name }) => name), ...rows.map((row) => row.map(cellOf))]);
}

function cellOf(value: string | number | null): string {
  if (value === null) return '';
  return value === Infinity ? 'inf' : String(value);
}
