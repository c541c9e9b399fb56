/** By which column a table is sorted; null: in its own order. */
export type ColumnSort<Column extends string> = {
  readonly column: Column;
  readonly isRising: boolean;
} | null;

/** What a press on a column's head does: rising, falling, and back to the table's own order. */
export function nextSort<Column extends string>(
  sort: ColumnSort<Column>,
  column: Column,
): ColumnSort<Column> {
  if (sort?.column !== column) return { column, isRising: true };
  return sort.isRising ? { column, isRising: false } : null;
}

/** A cell as it is compared: words by code point, numbers by size; null is last, however it is sorted. */
export type SortKey = string | number | null;

/** Rows sorted by one column; equals stay in the table's order. */
export function sortRows<Row, Column extends string>(
  rows: readonly Row[],
  sort: ColumnSort<Column>,
  keyOf: Readonly<Record<Column, (row: Row) => SortKey>>,
): readonly Row[] {
  if (sort === null) return rows;
  const { [sort.column]: key } = keyOf;
  return rows.toSorted((a, b) => compare(key(a), key(b), sort.isRising));
}

function compare(a: SortKey, b: SortKey, isRising: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (a === b) return 0;
  return a < b === isRising ? -1 : 1;
}
