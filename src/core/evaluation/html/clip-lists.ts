import { findDoubtfulLabels } from '../explore/doubtful-labels.ts';
import type { RunFigures } from '../run-figures.ts';
import type { RunRecord, RunTable } from '../run-record.ts';
import { isolated, isolatedPath } from './escape.ts';
import { count, percent } from './numbers.ts';
import { numberHead, plainTable, section, textHead } from './section.ts';
import type { ReportWords } from './words.ts';

/** A longer list would not be read, and the file has to stay small. */
const mostRows = 500;

const textCell = (text: string) => `<td class="text">${isolated(text)}</td>`;
const pathCell = (path: string) => `<td class="text path">${isolatedPath(path)}</td>`;

/** Which labels are taken for which, most often first. */
export function confusionsSection({ confusion, table: { labels } }: RunFigures, words: ReportWords): string {
  const pairs = confusion.flatMap((row, i) => {
    const total = row.reduce((sum, value) => sum + value, 0);
    return row.flatMap((value, j) => (i === j || value === 0 ? [] : [{ i, j, value, share: value / total }]));
  });
  const shown = pairs.toSorted((a, b) => b.value - a.value || b.share - a.share).slice(0, 20);
  const rows = shown.map(
    ({ i, j, value, share }) =>
      `<tr>${textCell(labels[i] ?? '')}${textCell(labels[j] ?? '')}<td>${count(value)}</td><td>${percent(share)}</td></tr>`,
  );
  if (rows.length === 0) return '';
  const heads = [
    textHead(words.actual),
    textHead(words.predicted),
    numberHead(words.clips),
    numberHead(words.confusions.share),
  ];
  return section('confusions', words.confusions.title, plainTable(heads, rows));
}

/** The wrong clips, most confident first. */
export function mistakesSection({ table }: RunFigures, words: ReportWords): string {
  const { title, none, order, noScores } = words.mistakes;
  const wrong = Array.from(table.actual.keys()).filter(
    (clip) => table.actual[clip] !== table.predicted[clip],
  );
  if (wrong.length === 0) return section('mistakes', title, `<p>${none}</p>`);
  const score = (clip: number) => scoreOf(table, clip, table.predicted[clip] ?? 0);
  const ranked = wrong.toSorted((a, b) => score(b) - score(a) || a - b);
  const hasScores = table.numScores > 0;
  const rows = ranked.slice(0, mostRows).map((clip) => {
    const cells = [clipCells(table, clip), textCell(labelOf(table, table.predicted[clip]))];
    return `<tr>${cells.join('')}${hasScores ? `<td>${percent(score(clip))}</td>` : ''}</tr>`;
  });
  const heads = [textHead(words.clip), textHead(words.actual), textHead(words.predicted)];
  return section(
    'mistakes',
    title,
    `<p>${hasScores ? order : noScores}${moreNote(wrong.length, words)}</p>\n${plainTable(hasScores ? [...heads, numberHead(words.score)] : heads, rows)}`,
  );
}

/** Clips that the model rather takes for something else than they are labelled. */
export function doubtfulSection({ table }: RunFigures, words: ReportWords): string {
  const { title, about, rather, ownScore } = words.doubtful;
  const doubtful = table.numScores === 0 ? [] : findDoubtfulLabels(table);
  if (doubtful.length === 0) return '';
  const rows = doubtful.slice(0, mostRows).map(({ clip, suggested }) => {
    const cells = `${clipCells(table, clip)}${textCell(labelOf(table, suggested))}`;
    const own = scoreOf(table, clip, table.actual[clip] ?? 0);
    return `<tr>${cells}<td>${percent(scoreOf(table, clip, suggested))}</td><td>${percent(own)}</td></tr>`;
  });
  const heads = [
    textHead(words.clip),
    textHead(words.label),
    textHead(rather),
    numberHead(words.score),
    numberHead(ownScore),
  ];
  return section(
    'doubtful',
    title,
    `<p>${about}${moreNote(doubtful.length, words)}</p>\n${plainTable(heads, rows)}`,
  );
}

/** What a person changed, clip by clip. */
export function editsSection({ edits, table }: RunRecord, words: ReportWords): string {
  const { title, before, now, excluded } = words.edits;
  if (edits.length === 0) return '';
  const placeOf = new Map(table.paths.map((path, clip) => [path, clip]));
  const rows = edits.slice(0, mostRows).map((edit) => {
    const former = labelOf(table, table.actual[placeOf.get(edit.path) ?? -1]);
    return `<tr>${pathCell(edit.path)}${textCell(former)}<td class="text">${edit.kind === 'exclude' ? `<i>${excluded}</i>` : isolated(edit.label)}</td></tr>`;
  });
  const note = moreNote(edits.length, words);
  const list = plainTable([textHead(words.clip), textHead(before), textHead(now)], rows);
  return section('edits', title, `${note === '' ? '' : `<p>${note}</p>\n`}${list}`);
}

/** Files that gave no clip, with the reason. */
export function unreadableSection(
  { unreadable }: RunRecord,
  words: ReportWords,
  reasons: readonly string[],
): string {
  const { title, files, file, reason } = words.unreadable;
  if (unreadable.length === 0) return '';
  const rows = unreadable
    .slice(0, mostRows)
    .map((unused, i) => `<tr>${pathCell(unused.path)}${textCell(reasons[i] ?? unused.reason)}</tr>`);
  const note = `<p>${files(unreadable.length)}${moreNote(unreadable.length, words)}</p>`;
  return section('unreadable', title, `${note}\n${plainTable([textHead(file), textHead(reason)], rows)}`);
}

function clipCells(table: RunTable, clip: number): string {
  return `${pathCell(table.paths[clip] ?? '')}${textCell(labelOf(table, table.actual[clip]))}`;
}

function labelOf({ labels }: RunTable, index: number | undefined): string {
  return labels[index ?? -1] ?? '';
}

function scoreOf({ scores, numScores }: RunTable, clip: number, label: number): number {
  return label < numScores ? (scores[clip * numScores + label] ?? 0) : 0;
}

function moreNote(total: number, { firstOfSentence }: ReportWords): string {
  return total > mostRows ? firstOfSentence(mostRows, total) : '';
}
