import { compareByCodePoint } from '../../dataset/code-point-order.ts';
import type { Interval } from '../metrics/rate-intervals.ts';
import type { ClipColumn } from '../run-record.ts';
import type { ScoreTable } from '../score-table.ts';
import { wilsonInterval } from '../wilson-interval.ts';
import { quantileBins } from './quantile-bins.ts';

/** What a group of clips has in common: a word, a range of numbers, or that nothing is known. */
export type SliceKey =
  | { readonly kind: 'word'; readonly word: string }
  /** Above `low`, which the first range includes, up to and with `high`; a single number where both are equal. */
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | { readonly kind: 'unknown' };

/** How well a group of clips is recognised. */
export type Slice = {
  readonly key: SliceKey;
  /** Places in the table, rising. */
  readonly clips: readonly number[];
  readonly numCorrect: number;
  readonly accuracy: number;
  /** Wilson's, 95 %. */
  readonly interval: Interval;
};

/** Groups with fewer clips come last: their accuracy is mostly chance. */
const fewestClips = 5;

/**
 * Groups clips by a column and measures each group. The lowest accuracy comes first, groups of fewer than five clips
 * after all others; of equals the larger, then in the order of words or numbers, nothing known last.
 *
 * Numbers are parted at their quantiles into up to five ranges; see `quantileBins`. One that is not finite is unknown.
 *
 * @throws RangeError when the column has not one value for each clip.
 */
export function sliceClips(table: ScoreTable, column: ClipColumn): Slice[] {
  const numClips = table.actual.length;
  const numValues = column.values.length;
  if (numValues !== numClips) throw new RangeError(`${numClips} clips but ${numValues} of ${column.name}`);
  const groups = column.kind === 'number' ? groupNumbers(column.values) : groupWords(column.values);
  return groups
    .map(({ key, clips }) => measureSlice(table, key, clips))
    .sort(
      (a, b) =>
        Number(a.clips.length < fewestClips) - Number(b.clips.length < fewestClips) ||
        a.accuracy - b.accuracy ||
        b.clips.length - a.clips.length,
    );
}

type Group = { readonly key: SliceKey; readonly clips: number[] };

function groupWords(values: readonly (string | null)[]): Group[] {
  const groups = new Map<string, number[]>();
  const unknown: number[] = [];
  values.forEach((word, clip) => {
    const clips = word === null ? unknown : groups.get(word);
    if (clips !== undefined) clips.push(clip);
    else if (word !== null) groups.set(word, [clip]);
  });
  const known = [...groups]
    .sort(([a], [b]) => compareByCodePoint(a, b))
    .map(([word, clips]): Group => ({ key: { kind: 'word', word }, clips }));
  return withUnknown(known, unknown);
}

function groupNumbers(values: Float64Array): Group[] {
  const bins = quantileBins(values);
  const groups = bins.map(({ low, high }): Group => ({ key: { kind: 'range', low, high }, clips: [] }));
  const unknown: number[] = [];
  values.forEach((value, clip) => {
    const bin = Number.isFinite(value) ? bins.findIndex(({ high }) => value <= high) : -1;
    (groups[bin]?.clips ?? unknown).push(clip);
  });
  return withUnknown(
    groups.filter(({ clips }) => clips.length > 0),
    unknown,
  );
}

function withUnknown(groups: readonly Group[], unknown: number[]): Group[] {
  return unknown.length === 0 ? [...groups] : [...groups, { key: { kind: 'unknown' }, clips: unknown }];
}

function measureSlice({ actual, predicted }: ScoreTable, key: SliceKey, clips: readonly number[]): Slice {
  const numCorrect = clips.filter((clip) => actual[clip] === predicted[clip]).length;
  return {
    key,
    clips,
    numCorrect,
    accuracy: numCorrect / clips.length,
    interval: wilsonInterval(numCorrect, clips.length),
  };
}
