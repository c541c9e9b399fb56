import type { Rejection } from '../../../core/evaluation/curves/rejection-curve.ts';
import { wilsonInterval } from '../../../core/evaluation/wilson-interval.ts';

/** As many clips as possible at this accuracy are a good place to begin. */
const goodAccuracy = 0.99;

/** What a threshold does: clips below it get no answer. */
export type RejectionPoint = {
  readonly threshold: number;
  /** Share of clips that are kept. */
  readonly kept: number;
  /** Share of the kept that is right. */
  readonly accuracy: number;
  readonly numKept: number;
  readonly numRight: number;
  readonly interval: readonly [number, number];
};

export function rejectionPoint({ curve }: Rejection, point: number, numClips: number): RejectionPoint {
  const [kept, accuracy] = [curve.x[point] ?? 0, curve.y[point] ?? 0];
  const numKept = Math.round(kept * numClips);
  const numRight = Math.round(accuracy * numKept);
  const threshold = curve.thresholds?.[point] ?? 0;
  return { threshold, kept, accuracy, numKept, numRight, interval: wilsonInterval(numRight, numKept) };
}

/** The point that keeps most clips with 99 % of them right; all clips where there is none. */
export function firstPoint({ curve: { y } }: Rejection): number {
  const best = y.findLastIndex((accuracy) => accuracy >= goodAccuracy);
  return best === -1 ? y.length - 1 : best;
}

/** The point whose share of kept clips is nearest to a wanted one. */
export function pointNear({ curve: { x } }: Rejection, wanted: number): number {
  let best = 0;
  for (let i = 1; i < x.length; i++) {
    if (Math.abs((x[i] ?? 0) - wanted) < Math.abs((x[best] ?? 0) - wanted)) best = i;
  }
  return best;
}

/**
 * Where a slider at `point` goes when a key asks for a share a little more or less: at least to the next point, however
 * far that is.
 */
export function pointBeside(rejection: Rejection, point: number, wanted: number): number {
  const { x } = rejection.curve;
  const near = pointNear(rejection, wanted);
  const next = wanted > (x[point] ?? 0) ? Math.max(near, point + 1) : Math.min(near, point - 1);
  return Math.min(x.length - 1, Math.max(0, next));
}
