import { applyEdits } from '../clip-edits.ts';
import { type AlignedClips, alignTables } from '../compare/align-tables.ts';
import { bootstrapDifference, type Difference } from '../compare/bootstrap-difference.ts';
import { findDisagreements } from '../compare/disagreements.ts';
import { mcnemarExact } from '../compare/mcnemar.ts';
import type { RunFigures } from '../run-figures.ts';
import type { RunRecord, RunTable } from '../run-record.ts';
import { isolated, isolatedPath } from './escape.ts';
import { count, decimals } from './numbers.ts';
import { numberHead, plainTable, section, textHead } from './section.ts';
import type { ReportWords } from './words.ts';

/** So many clips that only one of the two gets right, each way. */
const mostRows = 100;
/** So that the same two runs always have the same intervals. */
const seed = 1;

/** Whether this run or another is better, on the clips that both have. */
export function comparisonSection(
  record: RunRecord,
  { table }: RunFigures,
  other: RunRecord,
  words: ReportWords,
): string {
  const { compared } = words;
  const otherTable = applyEdits(other.table, other.edits);
  const [ours, theirs] = [nameOf(record), nameOf(other)];
  const clips = alignTables(otherTable, table);
  const { onlyARight, onlyBRight, bothWrong, numBothRight, numSameMistake } = findDisagreements(clips);
  if (clips.actual.length === 0)
    return section('compared', compared.title, `<p>${compared.nothing(ours, theirs)}</p>`);
  const counts: [string, number][] = [
    [compared.bothRight, numBothRight],
    [compared.bothWrong, numSameMistake + bothWrong.length],
    [compared.onlyRight(ours), onlyBRight.length],
    [compared.onlyRight(theirs), onlyARight.length],
  ];
  const rows = counts.map(
    ([name, value]) => `<tr><th scope="row" class="text">${name}</th><td>${count(value)}</td></tr>`,
  );
  return section(
    'compared',
    compared.title,
    `<p>${compared.about(ours, theirs, clips.actual.length)}${leftOut(clips, compared)}</p>
${differences(clips, mcnemarExact(onlyARight.length, onlyBRight.length), words)}
${plainTable([textHead(compared.outcome), numberHead(words.clips)], rows)}
${clipList(compared.onlyRight(ours), clips, onlyBRight, table, words)}
${clipList(compared.onlyRight(theirs), clips, onlyARight, table, words)}`,
  );
}

function nameOf({ model, dataName, endedMs }: RunRecord): string {
  return isolated(model === '' ? dataName || String(endedMs) : model);
}

function leftOut(
  { numOnlyA, numOnlyB, numRelabelled }: AlignedClips,
  compared: ReportWords['compared'],
): string {
  const numLeft = numOnlyA + numOnlyB + numRelabelled;
  return numLeft === 0 ? '' : compared.leftOut(numLeft);
}

/** The figures of this run less those of the other. */
function differences(clips: AlignedClips, chance: number, { compared, metrics }: ReportWords): string {
  const drawn = bootstrapDifference(clips, { clusters: null, seed });
  if (drawn === null) return '';
  const chanceText = chance < 0.001 ? '&lt; 0.001' : `= ${decimals(chance, 3)}`;
  return `<dl class="figures">
${differenceItem(metrics.accuracy[0], drawn.accuracy, compared)}
${differenceItem(metrics.macroF1[0], drawn.macroF1, compared)}
<div><dt>${compared.chance}</dt><dd class="value">p ${chanceText}</dd><dd class="soft">${compared.chanceMeaning}</dd></div>
</dl>`;
}

function differenceItem(
  title: string,
  { value, interval }: Difference,
  compared: ReportWords['compared'],
): string {
  const range = interval === null ? '' : compared.range(points(interval[0]), points(interval[1]));
  return `<div><dt>${title}</dt><dd class="value">${compared.points(points(value))}</dd><dd class="soft">${range}</dd></div>`;
}

/** A difference of shares in points of a hundred, with its sign. */
function points(share: number): string {
  const text = decimals(share * 100, 1);
  return share > 0 ? `+${text}` : text;
}

/** Clips by what the other run took them for (A) and this one (B). */
function clipList(
  title: string,
  clips: AlignedClips,
  places: Int32Array,
  table: RunTable,
  words: ReportWords,
): string {
  if (places.length === 0) return '';
  const rows = Array.from(places.subarray(0, mostRows), (place) => {
    const names = [clips.actual, clips.predictedB, clips.predictedA].map(
      (column) => `<td class="text">${isolated(clips.labels[column[place] ?? 0] ?? '')}</td>`,
    );
    const path = table.paths[clips.clipsB[place] ?? 0] ?? '';
    return `<tr><td class="text path">${isolatedPath(path)}</td>${names.join('')}</tr>`;
  });
  const more = places.length > mostRows ? words.firstOf(mostRows, places.length) : '';
  const heads = [words.clip, words.actual, words.compared.here, words.compared.there].map(textHead);
  return `<details>\n<summary>${title}${more}</summary>\n${plainTable(heads, rows)}\n</details>`;
}
