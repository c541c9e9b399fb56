import { type VectorKernel, vectorKernel, ownedFrom } from '../kernel/vector-kernel.ts';
import { analysisWindow, loadSamples, type SampleSpan, windowStart } from './frames.ts';
import type { SpectralFrontEnd } from './front-end.ts';
import type { MelFilter } from './mel-filter-bank.ts';

/**
 * Computes frames of a clip, from number `firstFrame` on, and writes their spectra or mel values as rows to `output` from
 * index `at` on.
 */
export type FramesOf = (
  span: SampleSpan,
  firstFrame: number,
  numFrames: number,
  output: Float64Array,
  at: number,
) => void;

/** Rows that lie in the kernel's memory at once: few enough for a processor's cache, enough to be worth the copying. */
const maxBlockFrames = 128;

/** A block's samples at most; a front end with a longer hop has shorter blocks. */
const maxBlockSamples = 262_144;

/**
 * Plans a front end's spectra (`filters` null) or mel values on the WebAssembly kernel.
 *
 * @param power 1 = magnitude.
 * @returns null where there is no kernel or it cannot take the FFT size: a multiple of 4 whose factors are 2, 3 and 5.
 */
export function planKernelFrames(
  frontEnd: SpectralFrontEnd,
  power: 1 | 2,
  filters: readonly MelFilter[] | null,
): FramesOf | null {
  const radices = frontEnd.fftSize % 4 === 0 ? radicesOf(frontEnd.fftSize / 2) : null;
  const kernel = radices === null ? null : vectorKernel();
  if (radices === null || kernel === null) return null;
  const plan = layOut(frontEnd, radices, filters);
  // Now, not at the first clip: growing takes the memory away from under the views on it.
  kernel.reserve(plan.numBytes);
  const tables = makeTables(plan, frontEnd, filters ?? []);
  return (span, firstFrame, numFrames, output, at) => {
    if (kernel.owner !== plan) kernel.bytes.set(tables, ownedFrom);
    kernel.owner = plan;
    const { blockFrames, width, rows } = plan;
    for (let done = 0; done < numFrames; done += blockFrames) {
      const count = Math.min(blockFrames, numFrames - done);
      const sounding = loadBlock(kernel, plan, frontEnd, span, firstFrame + done, count);
      for (let frame = 0; frame < count; frame += 2) {
        const firstSample = frame * frontEnd.hopSamples + plan.firstWindowed;
        const endSample = firstSample + frontEnd.hopSamples + plan.numWindowed;
        if (firstSample < sounding.end && endSample > sounding.start) {
          runPair(kernel, plan, frontEnd.hopSamples, frame, power);
        } else silencePair(kernel, plan, frame);
      }
      const values = kernel.float64.subarray(rows / 8, rows / 8 + count * width);
      output.set(values, at + done * width);
    }
  };
}

/** Factors for the passes: 8 and 4 are the cheapest, the last pass of either needs no twiddles. */
function radicesOf(size: number): number[] | null {
  const radices: number[] = [];
  let rest = size;
  for (const radix of [5, 3]) {
    for (; rest % radix === 0; rest /= radix) radices.push(radix);
  }
  const numTwos = Math.log2(rest);
  if (!Number.isInteger(numTwos)) return null;
  const numFours = numTwos % 3 === 2 ? 1 : numTwos % 3 === 1 && numTwos > 1 ? 2 : 0;
  if (numTwos === 1) radices.push(2);
  for (let i = 0; i < numFours; i++) radices.push(4);
  for (let left = numTwos - 2 * numFours; left >= 3; left -= 3) radices.push(8);
  return radices;
}

type Pass = {
  readonly radix: number;
  readonly length: number;
  readonly stride: number;
  readonly twiddles: number;
};

/** Where everything lies in the kernel's memory, in bytes. */
type Plan = ReturnType<typeof layOut>;

function layOut(
  frontEnd: SpectralFrontEnd,
  radices: readonly number[],
  filters: readonly MelFilter[] | null,
) {
  const { fftSize, hopSamples, windowSamples } = frontEnd;
  const half = fftSize / 2;
  const width = filters === null ? half + 1 : filters.length;
  const blockFrames = Math.max(
    2,
    Math.min(maxBlockFrames, 2 * Math.floor((maxBlockSamples - fftSize) / hopSamples / 2)),
  );
  let end = ownedFrom;
  const take = (numBytes: number) => {
    const start = end;
    end += Math.ceil(numBytes / 64) * 64;
    return start;
  };
  // The kernel windows four samples at a time; what lies outside the window stays zero.
  const firstWindowed = windowStart(frontEnd) & ~3;
  const numWindowed = Math.min(fftSize, (windowStart(frontEnd) + windowSamples + 3) & ~3) - firstWindowed;
  const window = take(fftSize * 8);
  const splitTwiddles = take(half * 8);
  const passes: Pass[] = [];
  let length = half;
  for (const radix of radices) {
    passes.push({
      radix,
      length,
      stride: half / length,
      twiddles: take((length / radix) * (radix - 1) * 16),
    });
    length /= radix;
  }
  const filterTable = take((filters ?? []).reduce((sum, { weights }) => sum + 8 + paddedBytes(weights), 0));
  const frame = take(half * 32);
  // Filled-up filters look at up to three zeros past the last bin.
  const powers = take((half + 1 + 3) * 16);
  const endOfTables = end;
  return {
    half,
    width,
    blockFrames,
    firstWindowed,
    numWindowed,
    window,
    splitTwiddles,
    passes,
    filters: filterTable,
    isFiltering: filters !== null,
    frame,
    endOfTables,
    work: [take(half * 32), take(half * 32)] as const,
    powers,
    // A last frame without a partner is computed twice: its partner's row lies behind the others.
    rows: take((blockFrames + 1) * width * 8),
    samples: take((blockFrames * hopSamples + fftSize) * 4),
    get numBytes() {
      return end;
    },
  };
}

/** The kernel takes four weights of a filter at a time. */
function paddedBytes(weights: Float64Array): number {
  return ((weights.length + 3) & ~3) * 8;
}

/** The window, the twiddles, the filters and the zeros around a windowed frame, as they lie from `ownedFrom` on. */
function makeTables(plan: Plan, frontEnd: SpectralFrontEnd, filters: readonly MelFilter[]): Uint8Array {
  const { half, passes } = plan;
  const bytes = new Uint8Array(plan.endOfTables - ownedFrom);
  const float64 = new Float64Array(bytes.buffer);
  const uint32 = new Uint32Array(bytes.buffer);
  const put = (address: number, value: number) => void (float64[(address - ownedFrom) / 8] = value);
  const putTwiddle = (address: number, angle: number) => {
    put(address, Math.cos(angle));
    put(address + 8, Math.sin(angle));
  };
  // Half the window here makes the split's halves: exact, because only the exponent changes.
  for (const [i, value] of analysisWindow(frontEnd).entries()) put(plan.window + i * 8, value / 2);
  for (let k = 1; k <= half / 2; k++) putTwiddle(plan.splitTwiddles + (k - 1) * 16, (-Math.PI * k) / half);
  for (const { radix, length, twiddles } of passes) {
    for (let p = 0; p < length / radix; p++) {
      for (let k = 1; k < radix; k++) {
        putTwiddle(twiddles + (p * (radix - 1) + k - 1) * 16, (-2 * Math.PI * p * k) / length);
      }
    }
  }
  let at = plan.filters - ownedFrom;
  for (const { firstBin, weights } of filters) {
    uint32.set([firstBin * 16, paddedBytes(weights)], at / 4);
    float64.set(weights, at / 8 + 1);
    at += 8 + paddedBytes(weights);
  }
  return bytes;
}

/**
 * Copies the samples that a block of frames sees, with what lies beyond the clip's ends.
 *
 * @returns which of them are not zero: a short word lies in the middle of zeros.
 */
function loadBlock(
  { float32, float64 }: VectorKernel,
  { samples }: Plan,
  frontEnd: SpectralFrontEnd,
  span: SampleSpan,
  firstFrame: number,
  numFrames: number,
): { readonly start: number; readonly end: number } {
  const { fftSize, hopSamples } = frontEnd;
  const count = (numFrames - 1) * hopSamples + fftSize;
  loadSamples(span, firstFrame, frontEnd, float32.subarray(samples / 4, samples / 4 + count));
  // The partner of a last single frame: whatever lies there must not slow the arithmetic down, as NaN could.
  float32.fill(0, samples / 4 + count, samples / 4 + count + hopSamples);
  // Two samples at a time: as one number they are zero where both are. The partner's zeros make the last pair whole.
  const first = samples / 8;
  let start = first;
  let end = first + Math.ceil(count / 2);
  while (start < end && float64[start] === 0) start += 1;
  while (end > start && float64[end - 1] === 0) end -= 1;
  return { start: 2 * (start - first), end: 2 * (end - first) };
}

/** What `runPair` makes of zeros. */
function silencePair({ float64 }: VectorKernel, { rows, width }: Plan, frame: number): void {
  const row = rows / 8 + frame * width;
  float64.fill(0, row, row + 2 * width);
}

/** Frames `frame` and `frame + 1` of the block, from samples to rows. */
function runPair(kernel: VectorKernel, plan: Plan, hopSamples: number, frame: number, power: 1 | 2): void {
  const { firstWindowed, numWindowed, half, passes, powers, width, work } = plan;
  const first = plan.samples + (frame * hopSamples + firstWindowed) * 4;
  kernel.windowFrames(
    first,
    first + hopSamples * 4,
    plan.window + firstWindowed * 8,
    numWindowed,
    plan.frame + firstWindowed * 16,
  );
  let from = plan.frame;
  for (let i = 0; i < passes.length; i++) {
    const { radix, length, stride, twiddles } = passes[i]!;
    const to = work[i & 1]!;
    kernel.runPass(radix, from, to, length, stride, twiddles);
    from = to;
  }
  kernel.splitPowers(from, half, plan.splitTwiddles, powers);
  if (power === 1) kernel.squareRoots(powers, half + 1);
  const row = plan.rows + frame * width * 8;
  if (plan.isFiltering) kernel.applyFilters(powers, plan.filters, width, row, row + width * 8);
  else kernel.separateFrames(powers, width, row, row + width * 8);
}
