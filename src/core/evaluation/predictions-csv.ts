import { invalidCsv, parseCsv } from './csv.ts';

/** The two columns that a report needs, row by row. */
export type LabelPairs = { readonly labels: readonly string[]; readonly predicted: readonly string[] };

/**
 * Reads the columns `label` and `predicted` of a CSV file; others are ignored.
 *
 * @throws PhonoscopeError `csv-invalid` with the line: broken quotes, a missing or doubled column, an empty cell in
 * one of the two, no rows.
 */
export function parsePredictionsCsv(text: string): LabelPairs {
  const [header, ...rows] = parseCsv(text);
  if (header === undefined) throw invalidCsv(1, 'the file is empty');
  if (rows.length === 0) throw invalidCsv(header.line, 'there is nothing below the header');
  const cellsOf = (name: string) => {
    const column = findColumn(header.cells, name);
    return rows.map(({ cells, line }) => {
      const cell = cells[column];
      if (cell === undefined || cell === '') throw invalidCsv(line, `the column "${name}" has no value`);
      return cell;
    });
  };
  return { labels: cellsOf('label'), predicted: cellsOf('predicted') };
}

function findColumn(header: readonly string[], name: string): number {
  const names = header.map((cell) => cell.trim());
  const column = names.indexOf(name);
  if (column === -1) throw invalidCsv(1, `the header has no column "${name}"`);
  if (names.includes(name, column + 1)) throw invalidCsv(1, `the header has the column "${name}" twice`);
  return column;
}
