import { PhonoscopeError } from '../errors.ts';
import type { Normalisation } from './features.ts';
import type { FrontEnd } from './front-end.ts';

/** Smallest standard deviation that features are divided by. */
const minStd = 1e-5;

/** Normalises `[frames, width]` values in place. */
export type Normaliser = (values: Float64Array) => void;

/**
 * Plans a front end's normalisation: none, mean and std of the clip, or mean and std per band of a data set.
 *
 * @param width values a frame has.
 * @throws PhonoscopeError `front-end-invalid` when the data set's statistics are missing or of another width.
 */
export function planNormaliser(
  frontEnd: FrontEnd,
  width: number,
  normalisation: Normalisation | null,
): Normaliser {
  if (frontEnd.normalise === 'none') return () => undefined;
  if (frontEnd.normalise === 'clip') return standardise;
  if (normalisation?.mean.length !== width || normalisation.std.length !== width) {
    throw new PhonoscopeError(
      'front-end-invalid',
      `The front end is normalised over a data set: ${width} means and standard deviations are needed.`,
      { field: 'normalisation', expected: `${width} × {mean, std}` },
    );
  }
  const mean = Float64Array.from(normalisation.mean);
  const inverseStd = Float64Array.from(normalisation.std, (std) => 1 / Math.max(std, minStd));
  return (values) => {
    for (let i = 0, band = 0; i < values.length; i++, band = band + 1 === width ? 0 : band + 1) {
      values[i] = (values[i]! - mean[band]!) * inverseStd[band]!;
    }
  };
}

/** NumPy's mean and (population) standard deviation over the whole clip. */
function standardise(values: Float64Array): void {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = values.length === 0 ? 0 : sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  const std = Math.max(Math.sqrt(squares / Math.max(1, values.length)), minStd);
  for (let i = 0; i < values.length; i++) values[i] = (values[i]! - mean) / std;
}
