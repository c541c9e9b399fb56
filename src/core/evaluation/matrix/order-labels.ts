import { compareByCodePoint } from '../../dataset/code-point-order.ts';
import type { ConfusionMatrix } from '../confusion-matrix.ts';
import { type LabelTotals, sumConfusion } from '../metrics/label-totals.ts';
import { seriate } from './seriate.ts';

/**
 * In which order labels stand: the model's own; by name; most clips first; largest share of mistakes first, labels
 * without clips last; or so that labels taken for each other stand together.
 */
export type LabelOrder = 'model' | 'name' | 'support' | 'error' | 'confusion';

/**
 * Orders the rows and columns of a confusion matrix; equals keep the model's order.
 *
 * @returns places in `labels`, the first to show first.
 */
export function orderLabels(counts: ConfusionMatrix, labels: readonly string[], order: LabelOrder): number[] {
  const places = labels.map((_, place) => place);
  if (order === 'model') return places;
  if (order === 'name') return places.sort((a, b) => compareByCodePoint(labels[a] ?? '', labels[b] ?? ''));
  if (order === 'confusion') return orderByConfusion(counts, places);
  const totals = sumConfusion(counts);
  const keys = order === 'support' ? totals.support : errorShares(totals);
  return places.sort((a, b) => (keys[b] ?? 0) - (keys[a] ?? 0));
}

/** The share of each label's clips that is wrong, `[labels]`; −1 where it has none. */
function errorShares({ support, correct }: LabelTotals): Float64Array {
  return support.map((numClips, i) => (numClips === 0 ? -1 : 1 - (correct[i] ?? 0) / numClips));
}

/** Labels that are never taken for another nor another for them come last. */
function orderByConfusion(counts: ConfusionMatrix, places: readonly number[]): number[] {
  const confused = places.filter((place) => numConfusions(counts, place) > 0);
  const others = places.filter((place) => numConfusions(counts, place) === 0);
  const order = seriate(confusionSimilarity(counts, confused), confused.length);
  return [...order.map((i) => confused[i] ?? 0), ...others];
}

/** Clips of a label that were taken for others, and of others that were taken for it. */
export function numConfusions(counts: ConfusionMatrix, place: number): number {
  let total = 0;
  for (let i = 0; i < counts.length; i++) {
    if (i !== place) total += (counts[place]?.[i] ?? 0) + (counts[i]?.[place] ?? 0);
  }
  return total;
}

/** How often two labels are taken for each other: the mean of both shares, `[places, places]` row-major. */
function confusionSimilarity(counts: ConfusionMatrix, places: readonly number[]): Float64Array {
  const n = places.length;
  const { support } = sumConfusion(counts);
  const similarity = new Float64Array(n * n);
  const share = (from: number, to: number) => (counts[from]?.[to] ?? 0) / Math.max(1, support[from] ?? 0);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const [a, b] = [places[i] ?? 0, places[j] ?? 0];
      const value = (share(a, b) + share(b, a)) / 2;
      similarity[i * n + j] = value;
      similarity[j * n + i] = value;
    }
  }
  return similarity;
}
