/** torchaudio's "Kaiser best"-like width: zero crossings on each side of the windowed sinc. */
const lowpassFilterWidth = 64;
/** Share of the Nyquist frequency that passes. */
const rolloff = 0.9476;
/** A table larger than this (32 MB) is not kept: rates such as 44,101 → 16,000 Hz have as many phases as samples. */
const maxTableValues = 4_000_000;

/** For each output phase: the first input offset and its taps. */
type Kernel = { readonly firstOffset: Int32Array; readonly taps: Float64Array; readonly numTaps: number };
type Ratio = { readonly from: number; readonly to: number };

const kernels = new Map<string, Kernel>();
/** Two rates of a microphone, one of a data set and their neighbours. */
const maxKernels = 6;

/**
 * Changes the sampling rate by windowed-sinc interpolation with a Hann window.
 *
 * @returns a new array of ceil(n · toHz / fromHz) samples; a copy when the rates are equal.
 * @see torchaudio 0.13 `functional.resample` with `lowpass_filter_width=64, rolloff=0.9476`; arithmetic in float64.
 */
export function resample(samples: Float32Array, fromHz: number, toHz: number): Float32Array {
  if (fromHz === toHz) return samples.slice();
  const divisor = greatestCommonDivisor(fromHz, toHz);
  const ratio = { from: fromHz / divisor, to: toHz / divisor };
  const output = new Float32Array(Math.ceil((samples.length * ratio.to) / ratio.from));
  const numTaps = 2 * Math.floor(halfWidth(ratio)) + 2;
  if (numTaps * ratio.to > maxTableValues) return resampleWithoutTable(samples, ratio, output, numTaps);
  const { firstOffset, taps } = tableFor(ratio, numTaps);
  for (let n = 0; n < output.length; n++) {
    const phase = n % ratio.to;
    const base = Math.floor(n / ratio.to) * ratio.from + (firstOffset[phase] ?? 0);
    output[n] = dotProduct(samples, base, taps, phase * numTaps, numTaps);
  }
  return output;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function cutoff({ from, to }: Ratio): number {
  return Math.min(from, to) * rolloff;
}

/** Input samples on each side that the window reaches. */
function halfWidth(ratio: Ratio): number {
  return (lowpassFilterWidth * ratio.from) / cutoff(ratio);
}

function dotProduct(
  samples: Float32Array,
  base: number,
  taps: Float64Array,
  at: number,
  numTaps: number,
): number {
  const start = Math.max(0, -base);
  const end = Math.min(numTaps, samples.length - base);
  let sum = 0;
  for (let k = start; k < end; k++) sum += (samples[base + k] ?? 0) * (taps[at + k] ?? 0);
  return sum;
}

function tableFor(ratio: Ratio, numTaps: number): Kernel {
  const key = `${ratio.from}:${ratio.to}`;
  const known = kernels.get(key);
  if (known !== undefined) return known;
  const firstOffset = new Int32Array(ratio.to);
  const taps = new Float64Array(ratio.to * numTaps);
  for (let phase = 0; phase < ratio.to; phase++) {
    firstOffset[phase] = fillTaps(ratio, phase, taps, phase * numTaps, numTaps);
  }
  const kernel = { firstOffset, taps, numTaps };
  const oldest = kernels.keys().next().value;
  if (kernels.size >= maxKernels && oldest !== undefined) kernels.delete(oldest);
  kernels.set(key, kernel);
  return kernel;
}

/** Writes one phase's taps and returns the input offset of the first, relative to the phase's block. */
function fillTaps(ratio: Ratio, phase: number, taps: Float64Array, at: number, numTaps: number): number {
  const centre = (phase * ratio.from) / ratio.to;
  const first = Math.ceil(centre - halfWidth(ratio));
  const scale = cutoff(ratio) / ratio.from;
  for (let k = 0; k < numTaps; k++) {
    const t = (first + k - centre) * scale;
    taps[at + k] = Math.abs(t) < lowpassFilterWidth ? hannSinc(t) * scale : 0;
  }
  return first;
}

function hannSinc(t: number): number {
  const window = Math.cos((Math.PI * t) / lowpassFilterWidth / 2) ** 2;
  return t === 0 ? window : (window * Math.sin(Math.PI * t)) / (Math.PI * t);
}

function resampleWithoutTable(
  samples: Float32Array,
  ratio: Ratio,
  output: Float32Array,
  numTaps: number,
): Float32Array {
  const taps = new Float64Array(numTaps);
  for (let n = 0; n < output.length; n++) {
    const phase = n % ratio.to;
    const base = Math.floor(n / ratio.to) * ratio.from + fillTaps(ratio, phase, taps, 0, numTaps);
    output[n] = dotProduct(samples, base, taps, 0, numTaps);
  }
  return output;
}
