import type { Interval } from '../metrics/rate-intervals.ts';

/** Enough for the ends of a 95 % interval; Efron & Tibshirani 1993 (An introduction to the bootstrap) advise 1000. */
export const usualNumDraws = 1000;

/** From the 2.5th to the 97.5th percentile of a figure's draws, 95 %. Sorts `draws` in place. */
export function percentileInterval(draws: Float64Array): Interval {
  draws.sort();
  const at = (index: number) => draws[index] ?? 0;
  return [at(Math.floor(0.025 * draws.length)), at(Math.ceil(0.975 * draws.length) - 1)];
}
