import type { LabelMapping } from '../evaluation/run-record.ts';
import { pickClips } from './clip-columns.ts';
import { compareByCodePoint } from './code-point-order.ts';
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

/** The labels of clips with their counts, by code point. */
export function countLabels(clips: readonly { readonly label: string }[]): LabelCount[] {
  const counts = new Map<string, number>();
  for (const { label } of clips) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts]
    .map(([label, numClips]) => ({ label, numClips }))
    .sort((a, b) => compareByCodePoint(a.label, b.label));
}

/**
 * Suggests which labels of the data stand for labels of the model: those that differ only in case, Unicode form, spaces,
 * hyphens or underscores, and digits (`7`, `seven`, `七`). A label that the model has, or that may be several of its
 * labels, gets no suggestion.
 */
export function suggestMapping(dataLabels: readonly string[], modelLabels: readonly string[]): LabelMapping {
  const known = new Set(modelLabels);
  const byFold = indexBy(modelLabels, foldLabel);
  const byMeaning = indexBy(modelLabels, meaningOf);
  return dataLabels.flatMap((from) => {
    if (known.has(from)) return [];
    const to = byFold.get(foldLabel(from)) ?? byMeaning.get(meaningOf(from)) ?? null;
    return to === null ? [] : [{ from, to }];
  });
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
 * Labels that differ only in case, Unicode form, spaces, hyphens or underscores.
 *
 * @returns groups of two or more, the one with the most clips first.
 */
export function findVariants(counts: readonly LabelCount[]): LabelCount[][] {
  const groups = new Map<string, LabelCount[]>();
  for (const count of counts) {
    const key = foldLabel(count.label);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [count]);
    else group.push(count);
  }
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.toSorted((a, b) => b.numClips - a.numClips));
}

/** The label that counts for a clip; null where it is left out. A mapping is followed once, not from label to label. */
export function createLabelMapper(mapping: LabelMapping): (label: string) => string | null {
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
  const sum = (part: readonly LabelCount[]) => part.reduce((total, { numClips }) => total + numClips, 0);
  const isKnown = ({ label }: LabelCount) => known.has(mapper(label) ?? '');
  const left = counts.filter(({ label }) => mapper(label) === null);
  const unknown = counts.filter((count) => !isKnown(count) && !left.includes(count));
  return {
    numClips: sum(counts),
    numKnown: sum(counts.filter(isKnown)),
    numLeftOut: sum(left),
    unknown: unknown.map(({ label }) => label),
  };
}

/** The data with labels as a mapping has them, without the clips that it leaves out. */
export function mapLabels<Data extends Pick<LabelledData, 'clips' | 'columns'>>(
  data: Data,
  mapping: LabelMapping,
): Data {
  if (mapping.length === 0) return data;
  const mapper = createLabelMapper(mapping);
  const labels = data.clips.map(({ label }) => mapper(label));
  const kept = [...labels.keys()].filter((index) => labels[index] !== null);
  const clips = kept.flatMap((index) => {
    const clip = data.clips[index];
    return clip === undefined ? [] : [{ ...clip, label: labels[index] ?? clip.label }];
  });
  return { ...data, clips, columns: pickClips(data.columns, kept) };
}
