import { type BootstrapOptions, sumKinds } from '../bootstrap/bootstrap-scores.ts';
import { columnOfKinds, groupClips } from '../bootstrap/clip-kinds.ts';
import { percentileInterval, usualNumDraws } from '../bootstrap/percentile-interval.ts';
import { createResampler } from '../bootstrap/resample.ts';
import { accuracy, macroF1 } from '../metrics/agreement.ts';
import { addCount, emptyTotals, type LabelTotals } from '../metrics/label-totals.ts';
import type { Interval } from '../metrics/rate-intervals.ts';
import type { AlignedClips } from './align-tables.ts';

/** The second model's figure less the first one's, and from where to where that may lie, 95 %. */
export type Difference = { readonly value: number; readonly interval: Interval | null };

export type Differences = { readonly accuracy: Difference; readonly macroF1: Difference };

/**
 * How much better the second model is, by the same draws of clips for both. F1 is the mean over the labels of both.
 *
 * @param options - `clusters` is of the shared clips.
 * @returns null without clips; intervals are null with fewer than two clips, or clusters.
 */
export function bootstrapDifference(clips: AlignedClips, options: BootstrapOptions): Differences | null {
  const { labels, actual, predictedA, predictedB } = clips;
  if (actual.length === 0) return null;
  const intervals = drawDifferences(clips, options);
  const a = sumClips(actual, predictedA, labels.length);
  const b = sumClips(actual, predictedB, labels.length);
  return {
    accuracy: { value: difference(accuracy, a, b), interval: intervals?.accuracy ?? null },
    macroF1: { value: difference(macroF1, a, b), interval: intervals?.macroF1 ?? null },
  };
}

function drawDifferences(
  { labels, actual, predictedA, predictedB }: AlignedClips,
  { clusters, seed, numDraws = usualNumDraws }: BootstrapOptions,
): { accuracy: Interval; macroF1: Interval } | null {
  const kinds = groupClips([actual, predictedA, predictedB], labels.length);
  const draw = createResampler(kinds.kindOf, kinds.exampleOf.length, clusters, seed);
  if (draw === null) return null;
  const actualOf = columnOfKinds(kinds, actual);
  const [saidA, saidB] = [columnOfKinds(kinds, predictedA), columnOfKinds(kinds, predictedB)];
  const counts = new Float64Array(kinds.exampleOf.length);
  const [a, b] = [emptyTotals(labels.length), emptyTotals(labels.length)];
  const accuracies = new Float64Array(numDraws);
  const f1Scores = new Float64Array(numDraws);
  for (let i = 0; i < numDraws; i++) {
    draw(counts);
    sumKinds(a, actualOf, saidA, counts);
    sumKinds(b, actualOf, saidB, counts);
    accuracies[i] = difference(accuracy, a, b);
    f1Scores[i] = difference(macroF1, a, b);
  }
  return { accuracy: percentileInterval(accuracies), macroF1: percentileInterval(f1Scores) };
}

function sumClips(actual: Int32Array, predicted: Int32Array, numLabels: number): LabelTotals {
  const totals = emptyTotals(numLabels);
  actual.forEach((label, clip) => addCount(totals, label, predicted[clip] ?? 0, 1));
  return totals;
}

function difference(figure: (totals: LabelTotals) => number | null, a: LabelTotals, b: LabelTotals): number {
  return (figure(b) ?? 0) - (figure(a) ?? 0);
}
