import { ownedFrom, type VectorKernel, vectorKernel } from '../kernel/vector-kernel.ts';

/** Samples that are worked on at a time: what they take as float64, 256 kB, stays in the processor's cache. */
const stretchSamples = 32_768;

/** The two rates without their common divisor. */
export type Ratio = { readonly from: number; readonly to: number };

/** For each of `to` phases the input offset of its first tap, and its taps: an even number. */
export type PolyphaseFilter = {
  readonly numTaps: number;
  readonly firstOffset: Int32Array;
  readonly taps: Float64Array;
};

/** A filter at work on one stretch after the other. */
type Stretch = {
  /** Samples under the taps of the stretch's first output, and those that follow. */
  readonly input: Float64Array;
  /** What the filter makes of them; it writes up to three periods too many. */
  readonly output: Float32Array;
  /** Writes every `to`th output. */
  readonly filterPhase: (phase: number, numPeriods: number) => void;
};

/**
 * Writes the whole output by a filter whose taps are there. It works on stretches of the input, so that a long one is not
 * copied whole. Samples beyond the ends are zero.
 */
export function filterPolyphase(
  samples: Float32Array,
  ratio: Ratio,
  filter: PolyphaseFilter,
  output: Float32Array,
): void {
  const { from, to } = ratio;
  const numPeriods = Math.ceil(output.length / to);
  const perStretch = Math.min(numPeriods, Math.max(1, Math.floor(stretchSamples / Math.max(from, to))));
  const kernel = vectorKernel();
  const stretch =
    kernel === null ? inScript(ratio, filter, perStretch) : inKernel(kernel, ratio, filter, perStretch);
  for (let first = 0; first < numPeriods; first += perStretch) {
    const count = Math.min(perStretch, numPeriods - first);
    copySamples(samples, first * from + filter.firstOffset[0]!, stretch.input);
    for (let phase = 0; phase < to; phase++) stretch.filterPhase(phase, count);
    output.set(stretch.output.subarray(0, Math.min(count * to, output.length - first * to)), first * to);
  }
}

/** A group of four outputs may begin in the last period. */
function sizesOf({ from, to }: Ratio, { numTaps }: PolyphaseFilter, numPeriods: number) {
  return { numInputs: (numPeriods + 3) * from + from + numTaps, numOutputs: (numPeriods + 3) * to };
}

function inKernel(kernel: VectorKernel, ratio: Ratio, filter: PolyphaseFilter, perStretch: number): Stretch {
  const { from, to } = ratio;
  const { taps, numTaps, firstOffset } = filter;
  const { numInputs, numOutputs } = sizesOf(ratio, filter, perStretch);
  const inputAt = ownedFrom + taps.byteLength;
  const outputAt = inputAt + numInputs * 8;
  kernel.reserve(outputAt + numOutputs * 4);
  if (kernel.owner !== filter) kernel.float64.set(taps, ownedFrom / 8);
  kernel.owner = filter;
  return {
    input: kernel.float64.subarray(inputAt / 8, inputAt / 8 + numInputs),
    output: kernel.float32.subarray(outputAt / 4, outputAt / 4 + numOutputs),
    filterPhase: (phase, numPeriods) =>
      kernel.filterPhase(
        inputAt + (firstOffset[phase]! - firstOffset[0]!) * 8,
        from * 8,
        ownedFrom + phase * numTaps * 8,
        numTaps,
        outputAt + phase * 4,
        to * 4,
        (numPeriods + 3) & ~3,
      ),
  };
}

/** For browsers whose WebAssembly has no vectors. */
function inScript(ratio: Ratio, filter: PolyphaseFilter, perStretch: number): Stretch {
  const { from, to } = ratio;
  const { taps, numTaps, firstOffset } = filter;
  const { numInputs, numOutputs } = sizesOf(ratio, filter, perStretch);
  const input = new Float64Array(numInputs);
  const output = new Float32Array(numOutputs);
  const filterPhase = (phase: number, numPeriods: number): void => {
    const end = (phase + 1) * numTaps;
    let at = firstOffset[phase]! - firstOffset[0]!;
    for (let n = phase; n < numPeriods * to; n += 4 * to, at += 4 * from) {
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
      output[n] = sum0;
      output[n + to] = sum1;
      output[n + 2 * to] = sum2;
      output[n + 3 * to] = sum3;
    }
  };
  return { input, output, filterPhase };
}

/** Samples from `start` on; zeros before and after them. */
function copySamples(samples: Float32Array, start: number, input: Float64Array): void {
  const first = Math.max(0, start);
  const part = samples.subarray(first, Math.max(first, start + input.length));
  input.fill(0, 0, first - start);
  input.set(part, first - start);
  input.fill(0, first - start + part.length);
}
