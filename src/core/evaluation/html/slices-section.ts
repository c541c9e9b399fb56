import { type Slice, sliceClips, type SliceKey } from '../explore/slices.ts';
import type { RunFigures } from '../run-figures.ts';
import type { ClipColumn } from '../run-record.ts';
import { isolated } from './escape.ts';
import { count, decimals, percent, percentInterval } from './numbers.ts';
import { numberHead, plainTable, section, textHead } from './section.ts';
import type { ReportWords } from './words.ts';

/** The worst so many groups of a column. */
const mostRows = 20;
/** A report of more columns is not read. */
const mostColumns = 20;

/** The accuracy by what else is known of the clips: speakers, lengths, columns of a manifest; the worst first. */
export function slicesSection({ table }: RunFigures, words: ReportWords): string {
  const tables = table.columns
    .slice(0, mostColumns)
    .map((column) => columnTable(column, sliceClips(table, column), table.actual.length, words))
    .filter((text) => text !== '');
  const note = `<p>${words.slices.order}</p>`;
  return tables.length === 0 ? '' : section('slices', words.slices.title, `${note}\n${tables.join('\n')}`);
}

/** Nothing for a column that does not group: it has one value, or mostly different ones. */
function columnTable(
  { name }: ClipColumn,
  slices: readonly Slice[],
  numClips: number,
  words: ReportWords,
): string {
  if (slices.length < 2 || slices.length > Math.max(2, numClips / 2)) return '';
  const rows = slices.slice(0, mostRows).map((slice) => rowOf(slice, words.slices.unknown));
  const more = slices.length > mostRows ? words.firstOf(mostRows, slices.length) : '';
  const heads = [
    textHead(words.slices.group),
    numberHead(words.accuracy),
    numberHead('0–100 %'),
    numberHead('95 %'),
    numberHead(words.slices.right),
    numberHead(words.clips),
  ];
  return `<h3>${isolated(words.slices.columns.get(name) ?? name)}${more}</h3>\n${plainTable(heads, rows)}`;
}

function rowOf({ key, clips, numCorrect, accuracy, interval }: Slice, unknown: string): string {
  const lane = `<span class="lane"><i style="width:${(accuracy * 100).toFixed(1)}%"></i></span>`;
  return `<tr><th scope="row" class="text">${nameOf(key, unknown)}</th><td>${percent(accuracy)}</td><td>${lane}</td><td class="soft">${percentInterval(interval)}</td><td>${count(numCorrect)}</td><td>${count(clips.length)}</td></tr>`;
}

function nameOf(key: SliceKey, unknown: string): string {
  if (key.kind === 'unknown') return `<i>${unknown}</i>`;
  if (key.kind === 'word') return isolated(key.word);
  const [low, high] = [shortNumber(key.low), shortNumber(key.high)];
  return low === high ? low : `${low}–${high}`;
}

/** Three digits that count. */
function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1e6)) return value.toExponential(2).replaceAll('-', '−');
  if (Number.isInteger(value)) return decimals(value, 0);
  return decimals(value, size >= 100 ? 0 : size >= 10 ? 1 : 2);
}
