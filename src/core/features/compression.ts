import type { SpectralFrontEnd } from './front-end.ts';

/**
 * Takes the logarithm of a clip's spectrum or mel values, in place.
 *
 * With L = 10 for power 2 and 20 for power 1, `db` is L·log10(max(S, amin)) − L·log10(max(ref, amin)), then not below
 * the clip's largest value minus `topDb`; `ln` is ln(max(S + logOffset, amin)).
 *
 * @see librosa 0.10 `power_to_db`, `amplitude_to_db`.
 */
export function compress(values: Float64Array, frontEnd: SpectralFrontEnd): void {
  const { log, amin, logOffset } = frontEnd;
  if (log === 'none') return;
  if (log === 'ln') {
    for (let i = 0; i < values.length; i++) values[i] = Math.log(Math.max(values[i]! + logOffset, amin));
    return;
  }
  const factor = frontEnd.power === 2 ? 10 : 20;
  const reference = frontEnd.ref === 'max' ? largest(values, 0) : frontEnd.ref;
  const offset = factor * Math.log10(Math.max(reference, amin));
  for (let i = 0; i < values.length; i++)
    values[i] = factor * Math.log10(Math.max(values[i]!, amin)) - offset;
  if (frontEnd.topDb === null) return;
  const floor = largest(values, Number.NEGATIVE_INFINITY) - frontEnd.topDb;
  for (let i = 0; i < values.length; i++) values[i] = Math.max(values[i]!, floor);
}

function largest(values: Float64Array, least: number): number {
  let result = least;
  for (const value of values) result = Math.max(result, value);
  return result;
}
