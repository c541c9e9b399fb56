import { vectorKernel, kernelLogarithms, type Logarithm } from '../kernel/vector-kernel.ts';
import type { FrontEnd } from './front-end.ts';
import type { Engine } from './spectrum.ts';

/** Takes the logarithm of a clip's spectrum or mel values, in place. */
type Compression = (values: Float64Array) => void;

/**
 * Plans the logarithm of a clip's spectrum or mel values.
 *
 * With L = 10 for power 2 and 20 for power 1, `db` is L·log10(max(S, amin)) − L·log10(max(ref, amin)), then not below
 * the clip's largest value minus `topDb`; `ln` is ln(max(S + logOffset, amin)).
 *
 * @see librosa 0.10 `power_to_db`, `amplitude_to_db`.
 */
export function planCompression(frontEnd: FrontEnd, engine: Engine): Compression {
  if (frontEnd.kind === 'meyda-mel' || frontEnd.log === 'none') return () => undefined;
  const { amin, logOffset } = frontEnd;
  if (frontEnd.log === 'ln') {
    const ln = { log: Math.log, factor: 1 };
    return (values) => takeLogarithms(values, ln, { add: logOffset, least: amin, offset: 0 }, engine);
  }
  const db = { log: Math.log10, factor: frontEnd.power === 2 ? 10 : 20 };
  return (values) => {
    const reference = frontEnd.ref === 'max' ? largest(values, 0) : frontEnd.ref;
    const offset = db.factor * Math.log10(Math.max(reference, amin));
    takeLogarithms(values, db, { add: 0, least: amin, offset }, engine);
    if (frontEnd.topDb !== null) raiseTo(values, largest(values, Number.NEGATIVE_INFINITY) - frontEnd.topDb);
  };
}

type LogOf = { readonly log: (value: number) => number; readonly factor: number };

function takeLogarithms(
  values: Float64Array,
  { log, factor }: LogOf,
  { add, least, offset }: Omit<Logarithm, 'factor'>,
  engine: Engine,
): void {
  const kernel = engine === 'batch' && least >= leastNormal ? vectorKernel() : null;
  if (kernel !== null) {
    const perNeper = log === Math.log10 ? factor / Math.LN10 : factor;
    return kernelLogarithms(kernel, values, { add, least, factor: perNeper, offset });
  }
  for (let i = 0; i < values.length; i++)
    values[i] = factor * log(Math.max(values[i]! + add, least)) - offset;
}

const leastNormal = 2 ** -1022;

function raiseTo(values: Float64Array, floor: number): void {
  for (let i = 0; i < values.length; i++) values[i] = Math.max(values[i]!, floor);
}

function largest(values: Float64Array, least: number): number {
  let result = least;
  for (const value of values) result = Math.max(result, value);
  return result;
}
