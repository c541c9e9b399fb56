/** Input that is worked on at a time: 256 kB as float64, which stays in the processor's cache. */
const stretchSamples = 32_768;

/** The two rates without their common divisor. */
export type Ratio = { readonly from: number; readonly to: number };

/** For each of `to` phases the input offset of its first tap, and its taps. */
export type PolyphaseKernel = {
  readonly numTaps: number;
  readonly firstOffset: Int32Array;
  readonly taps: Float64Array;
};

/**
 * Writes the whole output by a kernel whose taps are there. It works on stretches of the input, so that a long one is not
 * copied whole. Samples beyond the ends are zero.
 */
export function filterPolyphase(
  samples: Float32Array,
  ratio: Ratio,
  kernel: PolyphaseKernel,
  output: Float32Array,
): void {
  const { from, to } = ratio;
  const reach = from + kernel.numTaps;
  const numPeriods = Math.ceil(output.length / to);
  const perStretch = Math.min(numPeriods, Math.max(1, Math.floor(stretchSamples / from)));
  // A group of four outputs may begin in the last period.
  const stretch = new Float64Array((perStretch + 3) * from + reach);
  for (let first = 0; first < numPeriods; first += perStretch) {
    copyStretch(samples, first * from + kernel.firstOffset[0]!, stretch);
    const part = output.subarray(first * to, (first + perStretch) * to);
    const resamplePhase = from === 1 ? slidePhase : skipPhase;
    for (let phase = 0; phase < to; phase++) resamplePhase(stretch, ratio, kernel, phase, part);
  }
}

/** Writes every `to`th output, four at a time: each tap is read once for all of them. */
function skipPhase(
  input: Float64Array,
  { from, to }: Ratio,
  { taps, numTaps, firstOffset }: PolyphaseKernel,
  phase: number,
  output: Float32Array,
): void {
  const end = (phase + 1) * numTaps;
  let at = firstOffset[phase]! - firstOffset[0]!;
  for (let n = phase; n < output.length; n += 4 * to, at += 4 * from) {
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    for (let k = phase * numTaps, i = at; k < end; k++, i++) {
      const tap = taps[k]!;
      sum0 += input[i]! * tap;
      sum1 += input[i + from]! * tap;
      sum2 += input[i + 2 * from]! * tap;
      sum3 += input[i + 3 * from]! * tap;
    }
    writeFour(output, n, to, sum0, sum1, sum2, sum3);
  }
}

/** The same where four outputs lie on neighbouring samples: each sample is read once for all of them too. */
function slidePhase(
  input: Float64Array,
  { to }: Ratio,
  { taps, numTaps, firstOffset }: PolyphaseKernel,
  phase: number,
  output: Float32Array,
): void {
  const end = (phase + 1) * numTaps;
  let at = firstOffset[phase]! - firstOffset[0]!;
  for (let n = phase; n < output.length; n += 4 * to, at += 4) {
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    let x0 = input[at]!;
    let x1 = input[at + 1]!;
    let x2 = input[at + 2]!;
    for (let k = phase * numTaps, i = at + 3; k < end; k++, i++) {
      const tap = taps[k]!;
      const x3 = input[i]!;
      sum0 += x0 * tap;
      sum1 += x1 * tap;
      sum2 += x2 * tap;
      sum3 += x3 * tap;
      x0 = x1;
      x1 = x2;
      x2 = x3;
    }
    writeFour(output, n, to, sum0, sum1, sum2, sum3);
  }
}

function writeFour(
  output: Float32Array,
  at: number,
  step: number,
  value0: number,
  value1: number,
  value2: number,
  value3: number,
): void {
  output[at] = value0;
  if (at + step < output.length) output[at + step] = value1;
  if (at + 2 * step < output.length) output[at + 2 * step] = value2;
  if (at + 3 * step < output.length) output[at + 3 * step] = value3;
}

/** Samples from `start` on; zeros before and after them. */
function copyStretch(samples: Float32Array, start: number, stretch: Float64Array): void {
  const first = Math.max(0, start);
  stretch.fill(0);
  if (first < samples.length) stretch.set(samples.subarray(first, start + stretch.length), first - start);
}
