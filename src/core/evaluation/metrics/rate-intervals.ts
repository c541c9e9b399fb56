import { wilsonInterval } from '../wilson-interval.ts';
import { type LabelTotals, sumOf } from './label-totals.ts';

/** From where to where a figure may lie, 95 %. */
export type Interval = readonly [low: number, high: number];

/** Wilson's intervals of shares of clips; `[0, 1]` where there is nothing to count. */
export type RateIntervals = {
  readonly accuracy: Interval;
  /** Of each label, in the order of the labels. */
  readonly labels: readonly { readonly recall: Interval; readonly precision: Interval }[];
};

/** How sure the accuracy and each label's recall and precision are, 95 %, if clips are independent of each other. */
export function rateIntervals({ support, predicted, correct }: LabelTotals): RateIntervals {
  return {
    accuracy: wilsonInterval(sumOf(correct), sumOf(support)),
    labels: Array.from(correct, (numCorrect, i) => ({
      recall: wilsonInterval(numCorrect, support[i] ?? 0),
      precision: wilsonInterval(numCorrect, predicted[i] ?? 0),
    })),
  };
}
