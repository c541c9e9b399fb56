import type { FileFinder } from './file-finder.ts';
import type { ManifestTable } from './manifest-table.ts';

/** Which columns name the files and the labels, by index. */
export type ManifestColumns = { readonly path: number; readonly label: number };

/** Best first. `file_name`: AudioFolder of Hugging Face; `audio_filepath`: NeMo. */
const pathNames = words(
  'filename path file filepath audiofilepath audiopath audiofile audio',
  'wav wavfile wavpath clip recording 文件 文件名 路径',
);
const labelNames = words(
  'label labels word keyword text transcription transcript sentence',
  'target command class category 标签 词 类别',
);

function words(...lines: readonly string[]): readonly string[] {
  return lines.join(' ').split(' ');
}

/** Rows that are looked at: enough to tell columns apart. */
const numLooked = 200;

/**
 * Guesses which column names files and which labels: first by its name, then by what stands in it.
 *
 * @returns null for a column that nothing speaks for.
 */
export function guessColumns(
  table: ManifestTable,
  find: FileFinder,
): { readonly path: number | null; readonly label: number | null } {
  const path = guessPathColumn(table, find);
  const named = labelColumns(table).find((column) => column !== path);
  return { path, label: named ?? guessLabelColumn(table, path) };
}

/** The columns whose names are such as labels have, best first. */
export function labelColumns({ columns }: ManifestTable): number[] {
  return columnsNamed(columns, labelNames);
}

/** The column that AudioFolder asks for. */
export function fileNameColumn({ columns }: ManifestTable): number | null {
  const index = columns.indexOf('file_name');
  return index < 0 ? null : index;
}

function columnsNamed(columns: readonly string[], names: readonly string[]): number[] {
  const plain = columns.map((column) => column.toLowerCase().replaceAll(/[\s_-]/g, ''));
  return names.flatMap((name) => {
    const index = plain.indexOf(name);
    return index < 0 ? [] : [index];
  });
}

function guessPathColumn(table: ManifestTable, find: FileFinder): number | null {
  const named = columnsNamed(table.columns, pathNames);
  const shares = table.columns.map((_, column) => shareFound(table, column, find));
  const best = (columns: Iterable<number>, least: number): number | null => {
    let found: number | null = null;
    for (const column of columns) {
      const share = shares[column] ?? 0;
      if (share >= least && share > (found === null ? 0 : (shares[found] ?? 0))) found = column;
    }
    return found;
  };
  return best(named, 0) ?? best(table.columns.keys(), 0.5) ?? named[0] ?? null;
}

function shareFound({ rows }: ManifestTable, column: number, find: FileFinder): number {
  const looked = rows.slice(0, numLooked);
  return looked.filter(({ cells }) => find(cells[column] ?? '') !== null).length / looked.length;
}

/** A column whose words come again and again. */
function guessLabelColumn({ columns, rows }: ManifestTable, path: number | null): number | null {
  const looked = rows.slice(0, numLooked);
  for (const column of columns.keys()) {
    const values = looked.map(({ cells }) => cells[column] ?? '').filter((value) => value.trim() !== '');
    const numDifferent = new Set(values).size;
    const isRepeated = numDifferent >= 2 && numDifferent <= Math.max(2, values.length / 2);
    const isNumber = values.every((value) => /^[+-]?\d+\.\d/.test(value));
    if (column !== path && isRepeated && !isNumber && values.length > looked.length / 2) return column;
  }
  return null;
}
