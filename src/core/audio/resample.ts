import { filterPolyphase, type PolyphaseFilter, type Ratio } from './polyphase.ts';
import type { AllocateSamples } from './sample-arena.ts';

/** Zero crossings of the windowed sinc on each side. */
const lowpassFilterWidth = 64;
/** Share of the Nyquist frequency that passes. */
const rolloff = 0.9476;
/** Taps that a table may hold (1.6 MB): all usual pairs of rates. 44,101 → 16,000 Hz has as many phases as samples. */
const maxTableTaps = 200_000;

const kernels = new Map<string, PolyphaseFilter>();
/** Two rates of a microphone, one of a data set and their neighbours. */
const maxKernels = 6;

/**
 * Changes the sampling rate by windowed-sinc interpolation with a Hann window; polyphase, arithmetic in float64.
 *
 * @param allocate where the result is to lie.
 * @returns an array of ceil(n · toHz / fromHz) samples; a copy when the rates are equal.
 * @see torchaudio 0.13 `functional.resample` with `lowpass_filter_width=64, rolloff=0.9476`.
 */
export function resample(
  samples: Float32Array,
  fromHz: number,
  toHz: number,
  allocate: AllocateSamples = (numSamples) => new Float32Array(numSamples),
): Float32Array {
  const divisor = greatestCommonDivisor(fromHz, toHz);
  const ratio = { from: fromHz / divisor, to: toHz / divisor };
  const output = allocate(Math.ceil((samples.length * ratio.to) / ratio.from));
  if (fromHz === toHz) {
    output.set(samples);
    return output;
  }
  const numTaps = 2 * Math.floor(halfWidth(ratio)) + 2;
  if (numTaps * ratio.to <= maxTableTaps) filterPolyphase(samples, ratio, kernelFor(ratio, numTaps), output);
  else resampleWithoutTable(samples, ratio, numTaps, output);
  return output;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Input samples on each side that the window reaches. */
function halfWidth({ from, to }: Ratio): number {
  return (lowpassFilterWidth * from) / (Math.min(from, to) * rolloff);
}

function resampleWithoutTable(
  samples: Float32Array,
  ratio: Ratio,
  numTaps: number,
  output: Float32Array,
): void {
  const taps = new Float64Array(numTaps);
  for (let n = 0; n < output.length; n++) {
    const block = Math.floor(n / ratio.to) * ratio.from;
    const first = fillTaps(ratio, n % ratio.to, taps, 0, numTaps);
    output[n] = dotProduct(samples, block + first, taps, 0, numTaps);
  }
}

/** Samples beyond the ends are zero. */
function dotProduct(
  samples: Float32Array,
  base: number,
  taps: Float64Array,
  at: number,
  numTaps: number,
): number {
  const start = Math.max(0, -base);
  const end = Math.min(numTaps, samples.length - base);
  // Four sums, because each addition would wait for the one before.
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let k = start;
  for (let i = base + start, j = at + start; k + 4 <= end; k += 4, i += 4, j += 4) {
    sum0 += samples[i]! * taps[j]!;
    sum1 += samples[i + 1]! * taps[j + 1]!;
    sum2 += samples[i + 2]! * taps[j + 2]!;
    sum3 += samples[i + 3]! * taps[j + 3]!;
  }
  for (; k < end; k++) sum0 += samples[base + k]! * taps[at + k]!;
  return sum0 + sum1 + (sum2 + sum3);
}

function kernelFor(ratio: Ratio, numTaps: number): PolyphaseFilter {
  const key = `${ratio.from}:${ratio.to}`;
  const known = kernels.get(key);
  if (known !== undefined) return known;
  const oldest = kernels.keys().next().value;
  if (kernels.size >= maxKernels && oldest !== undefined) kernels.delete(oldest);
  const kernel = {
    numTaps,
    firstOffset: new Int32Array(ratio.to),
    taps: new Float64Array(ratio.to * numTaps),
  };
  for (let phase = 0; phase < ratio.to; phase++)
    kernel.firstOffset[phase] = fillTaps(ratio, phase, kernel.taps, phase * numTaps, numTaps);
  kernels.set(key, kernel);
  return kernel;
}

/**
 * Writes one phase's taps and returns the input offset of the first, relative to the phase's block.
 *
 * The angles of sinc and window grow by the same step from tap to tap, so their sines turn by a rotation: four
 * products instead of two calls, exact to 1e-13 over the few hundred taps.
 */
function fillTaps(ratio: Ratio, phase: number, taps: Float64Array, at: number, numTaps: number): number {
  const centre = (phase * ratio.from) / ratio.to;
  const first = Math.ceil(centre - halfWidth(ratio));
  const scale = (Math.min(ratio.from, ratio.to) * rolloff) / ratio.from;
  const sinc = rotation(Math.PI * (first - centre) * scale, Math.PI * scale);
  const window = rotation(
    (Math.PI * (first - centre) * scale) / lowpassFilterWidth,
    (Math.PI * scale) / lowpassFilterWidth,
  );
  for (let k = 0; k < numTaps; k++) {
    const t = (first + k - centre) * scale;
    const hann = 0.5 + 0.5 * window.cos;
    const value = Math.abs(t) < 1e-9 ? 1 : sinc.sin / (Math.PI * t);
    taps[at + k] = Math.abs(t) < lowpassFilterWidth ? hann * value * scale : 0;
    turn(sinc);
    turn(window);
  }
  return first;
}

type Rotation = { sin: number; cos: number; readonly stepSin: number; readonly stepCos: number };

function rotation(start: number, step: number): Rotation {
  return { sin: Math.sin(start), cos: Math.cos(start), stepSin: Math.sin(step), stepCos: Math.cos(step) };
}

function turn(angle: Rotation): void {
  const { sin, cos, stepSin, stepCos } = angle;
  angle.sin = sin * stepCos + cos * stepSin;
  angle.cos = cos * stepCos - sin * stepSin;
}
