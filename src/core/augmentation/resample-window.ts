import { copyWindow } from './copy-window.ts';

/** Speeds are whole numbers of 128ths, so that a sample falls on one of 128 places between two others, exactly. */
export const numPhases = 128;
/** Input samples that make one output sample. */
const numTaps = 16;
/** Of the Kaiser window: about 60 dB. */
const kaiserBeta = 6;
/** Share of the band that passes, so that less of what lies above folds back. */
const rolloff = 0.94;

/** Which stretch of a clip becomes an output, in 128ths of a sample. */
type ResampleWindow = {
  /** Where output sample 0 lies in the clip; may lie outside. */
  readonly origin: number;
  /** From one output sample to the next: 128 = unchanged, 141 = a tenth faster and higher. */
  readonly step: number;
};

/** Writes the stretch of the clip to the whole output; what lies outside of the clip is zero. */
export type WindowResampler = (clip: Float32Array, window: ResampleWindow, output: Float32Array) => void;

/**
 * Makes a resampler for playing clips faster and slower: a sinc of 16 taps under a Kaiser window, its cut-off lowered
 * where frequencies go up. Below 0.31 of the sampling rate (5 kHz at 16 kHz) the error is below −60 dB; what folds
 * back from above half the rate lands in the uppermost sixth of the band. At step 128 it copies, bit for bit.
 */
export function createWindowResampler(): WindowResampler {
  const tables = new Map<number, Float64Array>();
  return (clip, { origin, step }, output) => {
    if (step === numPhases && origin % numPhases === 0) {
      copyWindow(clip, origin / numPhases, output);
      return;
    }
    // Slower clips all have the same cut-off, and so one table.
    const key = Math.max(numPhases, step);
    let taps = tables.get(key);
    if (taps === undefined) tables.set(key, (taps = tapTable(key)));
    interpolate(clip, { origin, step }, taps, output);
  };
}

function interpolate(
  clip: Float32Array,
  { origin, step }: ResampleWindow,
  taps: Float64Array,
  output: Float32Array,
): void {
  for (let i = 0, at = origin; i < output.length; i++, at += step) {
    const whole = Math.floor(at / numPhases);
    const first = whole - numTaps / 2 + 1;
    const row = (at - whole * numPhases) * numTaps;
    if (first >= 0 && first + numTaps <= clip.length) {
      // Four sums, because each addition would wait for the one before.
      let sum0 = 0;
      let sum1 = 0;
      let sum2 = 0;
      let sum3 = 0;
      for (let k = 0; k < numTaps; k += 4) {
        const from = first + k;
        const tap = row + k;
        sum0 += clip[from]! * taps[tap]!;
        sum1 += clip[from + 1]! * taps[tap + 1]!;
        sum2 += clip[from + 2]! * taps[tap + 2]!;
        sum3 += clip[from + 3]! * taps[tap + 3]!;
      }
      output[i] = sum0 + sum1 + (sum2 + sum3);
    } else {
      let sum = 0;
      const end = Math.min(numTaps, clip.length - first);
      for (let k = Math.max(0, -first); k < end; k++) sum += clip[first + k]! * taps[row + k]!;
      output[i] = sum;
    }
  }
}

/** The taps of all 128 places; each row sums to 1, so that a constant stays one. */
function tapTable(step: number): Float64Array {
  const cutoff = (rolloff * numPhases) / step;
  const table = new Float64Array(numPhases * numTaps);
  for (let phase = 0; phase < numPhases; phase++) {
    const row = table.subarray(phase * numTaps, (phase + 1) * numTaps);
    for (let k = 0; k < numTaps; k++) {
      const distance = k - numTaps / 2 + 1 - phase / numPhases;
      row[k] = sinc(distance * cutoff) * kaiser(distance / (numTaps / 2));
    }
    const sum = row.reduce((total, tap) => total + tap, 0);
    for (let k = 0; k < numTaps; k++) row[k]! /= sum;
  }
  return table;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : besselI0(kaiserBeta * Math.sqrt(1 - x * x)) / besselI0(kaiserBeta);
}

/** The power series of the modified Bessel function of order 0. */
function besselI0(x: number): number {
  let sum = 1;
  for (let n = 1, term = 1; term > 1e-16 * sum; n++) {
    term *= (x / (2 * n)) ** 2;
    sum += term;
  }
  return sum;
}
