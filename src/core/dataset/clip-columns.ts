import type { ClipColumn } from '../evaluation/run-record.ts';
import { speakerFromFileName } from './speaker-from-file-name.ts';

/** Numbers that are names stay text: those of people, and those with zeros in front. */
const nameLike = /speaker|(?:^|[_\s-])id$/i;
const numberLike = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * Makes a column of what stands in a table: of numbers where all values are, else of text.
 *
 * @param values null or '' where a clip has none.
 * @returns null where no clip has a value.
 */
export function makeClipColumn(name: string, values: readonly (string | null)[]): ClipColumn | null {
  const known = values.filter((value): value is string => value !== null && value !== '');
  if (known.length === 0) return null;
  const isNumber = !nameLike.test(name) && known.every((value) => numberLike.test(value));
  if (!isNumber) return { name, kind: 'text', values: values.map((value) => (value === '' ? null : value)) };
  const numbers = values.map((value) => (value === null || value === '' ? Number.NaN : Number(value)));
  return { name, kind: 'number', values: Float64Array.from(numbers) };
}

/** What file names tell by themselves: who speaks. */
export function speakerColumn(paths: readonly string[]): ClipColumn | null {
  return makeClipColumn('speaker', paths.map(speakerFromFileName));
}

/** The topmost folder of each clip, where there are several. */
export function folderColumn(paths: readonly string[]): ClipColumn | null {
  const folders = paths.map((path) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : null));
  return new Set(folders).size < 2 ? null : { name: 'folder', kind: 'text', values: folders };
}

/** The same column for some of the clips. */
export function pickClips(column: ClipColumn, indices: readonly number[]): ClipColumn {
  return column.kind === 'text'
    ? { ...column, values: indices.map((index) => column.values[index] ?? null) }
    : { ...column, values: Float64Array.from(indices, (index) => column.values[index] ?? Number.NaN) };
}
