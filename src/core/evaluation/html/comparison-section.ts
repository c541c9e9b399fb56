import { applyEdits } from '../clip-edits.ts';
import { type AlignedClips, alignTables } from '../compare/align-tables.ts';
import { bootstrapDifference, type Difference } from '../compare/bootstrap-difference.ts';
import { findDisagreements } from '../compare/disagreements.ts';
import { mcnemarExact } from '../compare/mcnemar.ts';
import type { RunFigures } from '../run-figures.ts';
import type { RunRecord, RunTable } from '../run-record.ts';
import { isolated, isolatedPath } from './escape.ts';
import { count, countOf, decimals } from './numbers.ts';
import { numberHead, plainTable, section, textHead } from './section.ts';

/** So many clips that only one of the two gets right, each way. */
const mostRows = 100;
/** So that the same two runs always have the same intervals. */
const seed = 1;

/** Whether this run or another is better, on the clips that both have. */
export function comparisonSection(record: RunRecord, { table }: RunFigures, other: RunRecord): string {
  const otherTable = applyEdits(other.table, other.edits);
  const [ours, theirs] = [nameOf(record), nameOf(other)];
  const clips = alignTables(otherTable, table);
  const { onlyARight, onlyBRight, bothWrong, numBothRight, numSameMistake } = findDisagreements(clips);
  if (clips.actual.length === 0)
    return section('compared', 'Compared', `<p>${ours} and ${theirs} have no clip in common.</p>`);
  const counts: [string, number][] = [
    ['Both right', numBothRight],
    ['Both wrong', numSameMistake + bothWrong.length],
    [`Only ${ours} right`, onlyBRight.length],
    [`Only ${theirs} right`, onlyARight.length],
  ];
  const rows = counts.map(
    ([name, value]) => `<tr><th scope="row" class="text">${name}</th><td>${count(value)}</td></tr>`,
  );
  return section(
    'compared',
    'Compared',
    `<p>${ours} against ${theirs}, on the ${countOf(clips.actual.length, 'clip', 'clips')} that both have with the same label.${leftOut(clips)}</p>
${differences(clips, mcnemarExact(onlyARight.length, onlyBRight.length))}
${plainTable([textHead('Outcome'), numberHead('Clips')], rows)}
${clipList(`Only ${ours} right`, clips, onlyBRight, table)}
${clipList(`Only ${theirs} right`, clips, onlyARight, table)}`,
  );
}

function nameOf({ model, dataName, endedMs }: RunRecord): string {
  return isolated(model === '' ? dataName || String(endedMs) : model);
}

function leftOut({ numOnlyA, numOnlyB, numRelabelled }: AlignedClips): string {
  const numLeft = numOnlyA + numOnlyB + numRelabelled;
  return numLeft === 0 ? '' : ` ${countOf(numLeft, 'clip is', 'clips are')} left out.`;
}

/** The figures of this run less those of the other. */
function differences(clips: AlignedClips, chance: number): string {
  const drawn = bootstrapDifference(clips, { clusters: null, seed });
  if (drawn === null) return '';
  const chanceText = chance < 0.001 ? '&lt; 0.001' : `= ${decimals(chance, 3)}`;
  return `<dl class="figures">
${differenceItem('Accuracy', drawn.accuracy)}
${differenceItem('Macro F1', drawn.macroF1)}
<div><dt>McNemar’s exact test</dt><dd class="value">p ${chanceText}</dd><dd class="soft">how often as good models would differ so much</dd></div>
</dl>`;
}

function differenceItem(title: string, { value, interval }: Difference): string {
  const range = interval === null ? '' : `95 % ${points(interval[0])} to ${points(interval[1])}`;
  return `<div><dt>${title}</dt><dd class="value">${points(value)} points</dd><dd class="soft">${range}</dd></div>`;
}

/** A difference of shares in points of a hundred, with its sign. */
function points(share: number): string {
  const text = decimals(share * 100, 1);
  return share > 0 ? `+${text}` : text;
}

/** Clips by what the other run took them for (A) and this one (B). */
function clipList(title: string, clips: AlignedClips, places: Int32Array, table: RunTable): string {
  if (places.length === 0) return '';
  const rows = Array.from(places.subarray(0, mostRows), (place) => {
    const names = [clips.actual, clips.predictedB, clips.predictedA].map(
      (column) => `<td class="text">${isolated(clips.labels[column[place] ?? 0] ?? '')}</td>`,
    );
    const path = table.paths[clips.clipsB[place] ?? 0] ?? '';
    return `<tr><td class="text path">${isolatedPath(path)}</td>${names.join('')}</tr>`;
  });
  const more = places.length > mostRows ? ` (the first ${mostRows} of ${count(places.length)})` : '';
  const heads = ['Clip', 'Actual', 'Here', 'There'].map(textHead);
  return `<details>\n<summary>${title}${more}</summary>\n${plainTable(heads, rows)}\n</details>`;
}
