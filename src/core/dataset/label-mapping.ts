import type { ClipColumn, LabelMapping } from '../evaluation/run-record.ts';
import { pickClips } from './clip-columns.ts';
import { eachInSteps, finish, mapInSteps, type Steps } from '../steps.ts';
import { sortByCodePointInSteps } from './code-point-order.ts';
import type { LabelledClip } from './label-clips.ts';
import type { LabelledData } from './labelled-data.ts';

/** What a label is mapped to whose clips are left out: no label is empty. */
export const leftOut = '';

export type LabelCount = { readonly label: string; readonly numClips: number };

const digits = [
  ['0', 'zero', '零', '〇'],
  ['1', 'one', '一'],
  ['2', 'two', '二', '两'],
  ['3', 'three', '三'],
  ['4', 'four', '四'],
  ['5', 'five', '五'],
  ['6', 'six', '六'],
  ['7', 'seven', '七'],
  ['8', 'eight', '八'],
  ['9', 'nine', '九'],
] as const;
const digitOfWord: ReadonlyMap<string, string> = new Map(
  digits.flatMap(([digit, ...words]) => words.map((word) => [word, digit] as const)),
);

/** The same for labels that differ in case, Unicode form (width too), spaces, hyphens or underscores. */
function foldLabel(label: string): string {
  const folded = label
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_\p{Pd}]/gu, '');
  return folded === '' ? label : folded;
}

/** The same for digits and their names as well. */
function meaningOf(label: string): string {
  const folded = foldLabel(label);
  return digitOfWord.get(folded) ?? folded;
}

/** The labels of clips with their counts, by code point; in steps. */
export function* countLabelsInSteps(clips: readonly { readonly label: string }[]): Steps<LabelCount[]> {
  const counts = new Map<string, number>();
  yield* eachInSteps(clips, ({ label }) => counts.set(label, (counts.get(label) ?? 0) + 1));
  const labels = yield* sortByCodePointInSteps([...counts.keys()]);
  return yield* mapInSteps(labels, (label) => ({ label, numClips: counts.get(label) ?? 0 }));
}

/**
 * Suggests which labels of the data stand for labels of the model: those that differ only in case, Unicode form, spaces,
 * hyphens or underscores, and digits (`7`, `seven`, `七`). A label that the model has, or that may be several of its
 * labels, gets no suggestion. In steps: a column that holds no labels has thousands of values.
 */
export function* suggestMappingInSteps(
  dataLabels: readonly string[],
  modelLabels: readonly string[],
): Steps<LabelMapping> {
  const known = new Set(modelLabels);
  const byFold = indexBy(modelLabels, foldLabel);
  const byMeaning = indexBy(modelLabels, meaningOf);
  const suggested: LabelMapping[number][] = [];
  yield* eachInSteps(dataLabels, (from) => {
    if (known.has(from)) return;
    const to = byFold.get(foldLabel(from)) ?? byMeaning.get(meaningOf(from)) ?? null;
    if (to !== null) suggested.push({ from, to });
  });
  return suggested;
}

/** null where several labels share a key. */
function indexBy(labels: readonly string[], keyOf: (label: string) => string): Map<string, string | null> {
  const byKey = new Map<string, string | null>();
  for (const label of labels) {
    const key = keyOf(label);
    byKey.set(key, byKey.has(key) ? null : label);
  }
  return byKey;
}

/**
 * Labels that differ only in case, Unicode form, spaces, hyphens or underscores; in steps.
 *
 * @returns groups of two or more, the one with the most clips first.
 */
export function* findVariantsInSteps(counts: readonly LabelCount[]): Steps<LabelCount[][]> {
  const groups = new Map<string, LabelCount[]>();
  yield* eachInSteps(counts, (count) => {
    const key = foldLabel(count.label);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [count]);
    else group.push(count);
  });
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.toSorted((a, b) => b.numClips - a.numClips));
}

/** The label that counts for a clip; null where it is left out. A mapping is followed once, not from label to label. */
function createLabelMapper(mapping: LabelMapping): (label: string) => string | null {
  const toByFrom = new Map(mapping.map(({ from, to }) => [from, to]));
  return (label) => {
    const to = toByFrom.get(label) ?? label;
    return to === leftOut ? null : to;
  };
}

/** How many clips have a label that the model knows, after a mapping, and how many are left out. */
export type MappedCounts = {
  readonly numClips: number;
  readonly numKnown: number;
  readonly numLeftOut: number;
  /** Different labels, after the mapping. */
  readonly numLabels: number;
  /** Labels that stay unknown to the model, by themselves or as what they are mapped to. */
  readonly unknown: readonly string[];
};

/** Says what a mapping would make of labels. */
export function countMapped(
  counts: readonly LabelCount[],
  mapping: LabelMapping,
  modelLabels: readonly string[],
): MappedCounts {
  const known = new Set(modelLabels);
  const mapper = createLabelMapper(mapping);
  const sums = { numClips: 0, numKnown: 0, numLeftOut: 0 };
  const unknown: string[] = [];
  const labels = new Set<string>();
  for (const { label, numClips } of counts) {
    const to = mapper(label);
    sums.numClips += numClips;
    if (to === null) {
      sums.numLeftOut += numClips;
      continue;
    }
    labels.add(to);
    if (known.has(to)) sums.numKnown += numClips;
    else unknown.push(label);
  }
  return { ...sums, numLabels: labels.size, unknown };
}

/** The labels that a mapping leaves out, with their clips; by code point. */
export function countLeftOut(
  clips: readonly { readonly label: string }[],
  mapping: LabelMapping,
): LabelCount[] {
  const left = new Set(mapping.filter(({ to }) => to === leftOut).map(({ from }) => from));
  const found = left.size === 0 ? [] : clips.filter(({ label }) => left.has(label));
  return finish(countLabelsInSteps(found));
}

/** The data with labels as a mapping has them, without the clips that it leaves out. */
export function mapLabels<Data extends Pick<LabelledData, 'clips' | 'columns'>>(
  data: Data,
  mapping: LabelMapping,
): Data {
  return finish(mapLabelsInSteps(data, mapping));
}

/** The same in steps. */
export function* mapLabelsInSteps<Data extends Pick<LabelledData, 'clips' | 'columns'>>(
  data: Data,
  mapping: LabelMapping,
): Steps<Data> {
  if (mapping.length === 0) return data;
  const mapper = createLabelMapper(mapping);
  const kept: number[] = [];
  const clips: LabelledClip[] = [];
  yield* eachInSteps(data.clips, (clip, index) => {
    const label = mapper(clip.label);
    if (label === null) return;
    kept.push(index);
    clips.push({ ...clip, label });
  });
  const columns: ClipColumn[] = [];
  for (const column of data.columns) {
    columns.push(pickClips(column, kept));
    yield;
  }
  return { ...data, clips, columns };
}
