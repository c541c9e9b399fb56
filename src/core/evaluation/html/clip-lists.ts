import { findDoubtfulLabels } from '../explore/doubtful-labels.ts';
import type { RunFigures } from '../run-figures.ts';
import type { ClipEdit, RunRecord, RunTable } from '../run-record.ts';
import { isolated, isolatedPath } from './escape.ts';
import { count, countOf, percent } from './numbers.ts';
import { numberHead, plainTable, section, textHead } from './section.ts';

/** A longer list would not be read, and the file has to stay small. */
const mostRows = 500;

const textCell = (text: string) => `<td class="text">${isolated(text)}</td>`;
const pathCell = (path: string) => `<td class="text path">${isolatedPath(path)}</td>`;

/** Which labels are taken for which, most often first. */
export function confusionsSection({ confusion, table: { labels } }: RunFigures): string {
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
  const heads = [textHead('Actual'), textHead('Predicted'), numberHead('Clips'), numberHead('Share')];
  return section('confusions', 'Most frequent confusions', plainTable(heads, rows));
}

/** The wrong clips, most confident first. */
export function mistakesSection({ table }: RunFigures): string {
  const wrong = Array.from(table.actual.keys()).filter(
    (clip) => table.actual[clip] !== table.predicted[clip],
  );
  if (wrong.length === 0) return section('mistakes', 'Mistakes', '<p>None.</p>');
  const score = (clip: number) => scoreOf(table, clip, table.predicted[clip] ?? 0);
  const ranked = wrong.toSorted((a, b) => score(b) - score(a) || a - b);
  const hasScores = table.numScores > 0;
  const rows = ranked.slice(0, mostRows).map((clip) => {
    const cells = [clipCells(table, clip), textCell(labelOf(table, table.predicted[clip]))];
    return `<tr>${cells.join('')}${hasScores ? `<td>${percent(score(clip))}</td>` : ''}</tr>`;
  });
  const heads = [textHead('Clip'), textHead('Actual'), textHead('Predicted')];
  const order = hasScores ? 'Most confident first.' : 'The file has no scores.';
  return section(
    'mistakes',
    'Mistakes',
    `<p>${order}${moreNote(wrong.length)}</p>\n${plainTable(hasScores ? [...heads, numberHead('Score')] : heads, rows)}`,
  );
}

/** Clips that the model rather takes for something else than they are labelled. */
export function doubtfulSection({ table }: RunFigures): string {
  const doubtful = table.numScores === 0 ? [] : findDoubtfulLabels(table);
  if (doubtful.length === 0) return '';
  const rows = doubtful.slice(0, mostRows).map(({ clip, suggested }) => {
    const cells = `${clipCells(table, clip)}${textCell(labelOf(table, suggested))}`;
    const own = scoreOf(table, clip, table.actual[clip] ?? 0);
    return `<tr>${cells}<td>${percent(scoreOf(table, clip, suggested))}</td><td>${percent(own)}</td></tr>`;
  });
  const heads = [
    textHead('Clip'),
    textHead('Label'),
    textHead('Rather'),
    numberHead('Score'),
    numberHead('Score of the label'),
  ];
  return section(
    'doubtful',
    'Labels to check',
    `<p>The model is as sure of another label as it is, in the mean, of clips that have it. Each is a mistake of the model or of the label: only listening tells.${moreNote(doubtful.length)}</p>\n${plainTable(heads, rows)}`,
  );
}

/** What a person changed, clip by clip. */
export function editsSection({ edits, table }: RunRecord): string {
  if (edits.length === 0) return '';
  const placeOf = new Map(table.paths.map((path, clip) => [path, clip]));
  const rows = edits.slice(0, mostRows).map((edit) => {
    const former = labelOf(table, table.actual[placeOf.get(edit.path) ?? -1]);
    return `<tr>${pathCell(edit.path)}${textCell(former)}<td class="text">${changeOf(edit)}</td></tr>`;
  });
  const note = moreNote(edits.length);
  const list = plainTable([textHead('Clip'), textHead('Label before'), textHead('Now')], rows);
  return section('edits', 'Changed by hand', `${note === '' ? '' : `<p>${note}</p>\n`}${list}`);
}

const changeOf = (edit: ClipEdit) => (edit.kind === 'exclude' ? '<i>excluded</i>' : isolated(edit.label));

/** Files that gave no clip, with the reason. */
export function unreadableSection({ unreadable }: RunRecord): string {
  if (unreadable.length === 0) return '';
  const rows = unreadable
    .slice(0, mostRows)
    .map(({ path, reason }) => `<tr>${pathCell(path)}${textCell(reason)}</tr>`);
  const note = `<p>${countOf(unreadable.length, 'file', 'files')}.${moreNote(unreadable.length)}</p>`;
  return section(
    'unreadable',
    'Files that could not be used',
    `${note}\n${plainTable([textHead('File'), textHead('Reason')], rows)}`,
  );
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

function moreNote(total: number): string {
  return total > mostRows ? ` The first ${mostRows} of ${count(total)}.` : '';
}
