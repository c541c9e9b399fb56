import { hexToBytes } from '@noble/hashes/utils.js';
import { vectorKernelCode } from './vector-kernel-code.ts';

/** What `assembly/vector-kernel.ts` exports; addresses are bytes in `memory`. */
type KernelExports = {
  readonly memory: WebAssembly.Memory;
  windowFrames(first: number, second: number, window: number, numSamples: number, output: number): void;
  runPass(radix: number, x: number, y: number, length: number, stride: number, twiddles: number): void;
  splitPowers(x: number, half: number, twiddles: number, powers: number): void;
  squareRoots(pairs: number, numPairs: number): void;
  separateFrames(pairs: number, numPairs: number, first: number, second: number): void;
  applyFilters(spectrum: number, filters: number, numBands: number, first: number, second: number): void;
  logarithms(
    values: number,
    numValues: number,
    add: number,
    least: number,
    factor: number,
    offset: number,
  ): void;
  roundToFloat32(values: number, numValues: number): void;
  filterPhase(
    input: number,
    inputStep: number,
    taps: number,
    numTaps: number,
    output: number,
    outputStep: number,
    numOutputs: number,
  ): void;
};

/** The kernel of this thread: its functions, and its memory seen as numbers. */
export type VectorKernel = KernelExports & {
  /** The views are made anew when the memory grows: do not keep them. */
  readonly bytes: Uint8Array;
  readonly float32: Float32Array;
  readonly float64: Float64Array;
  /** Whose tables the memory holds, from `ownedFrom` on. */
  owner: object | null;
  /** Makes the memory at least so many bytes long. */
  reserve(numBytes: number): void;
};

const bytesPerPage = 65_536;

/**
 * A stretch of the memory for the values of one clip: its address, behind the kernel's constants, and how many float64 it
 * holds.
 */
const scratch = { at: 2048, length: 32_768 } as const;

/** Where the memory of the owner's tables begins. */
export const ownedFrom = scratch.at + scratch.length * 8;

let kernel: VectorKernel | null | undefined;

/**
 * The thread's one kernel, started at the first call: each WebAssembly memory reserves gigabytes of addresses, so there
 * is not one for each front end.
 *
 * @returns null where WebAssembly has no vectors (Safari before 16.4): JavaScript does the work there.
 */
export function vectorKernel(): VectorKernel | null {
  kernel ??= startKernel();
  return kernel;
}

function startKernel(): VectorKernel | null {
  const code = hexToBytes(vectorKernelCode);
  if (!WebAssembly.validate(code)) return null;
  const exports = new WebAssembly.Instance(new WebAssembly.Module(code)).exports as KernelExports;
  const { memory } = exports;
  memory.grow(Math.ceil(ownedFrom / bytesPerPage));
  const views = () => ({
    bytes: new Uint8Array(memory.buffer),
    float32: new Float32Array(memory.buffer),
    float64: new Float64Array(memory.buffer),
  });
  const started = {
    ...exports,
    ...views(),
    owner: null,
    reserve(numBytes: number): void {
      const missing = numBytes - memory.buffer.byteLength;
      if (missing <= 0) return;
      memory.grow(Math.ceil(missing / bytesPerPage));
      Object.assign(started, views());
    },
  };
  return started;
}

/**
 * An array for a clip's values on their way to features: in the kernel's memory where they fit. It is good until the next
 * call.
 */
export function allocateInKernel(numValues: number): Float64Array {
  const started = vectorKernel();
  if (started === null || numValues > scratch.length) return new Float64Array(numValues);
  return started.float64.subarray(scratch.at / 8, scratch.at / 8 + numValues);
}

/** Each value v becomes factor · ln(max(v + add, least)) − offset. */
export type Logarithm = {
  readonly add: number;
  /** At least 2^−1022: the kernel reads exponents as they stand, and smaller numbers have another form. */
  readonly least: number;
  readonly factor: number;
  readonly offset: number;
};

/** Takes logarithms in place. */
export function kernelLogarithms(
  started: VectorKernel,
  values: Float64Array,
  { add, least, factor, offset }: Logarithm,
): void {
  const run = (numValues: number) =>
    started.logarithms(scratch.at, (numValues + 1) & ~1, add, least, factor, offset);
  if (values.buffer === started.memory.buffer) return run(values.length);
  for (let first = 0; first < values.length; first += scratch.length) {
    const block = values.subarray(first, first + scratch.length);
    started.float64.set(block, scratch.at / 8);
    run(block.length);
    block.set(started.float64.subarray(scratch.at / 8, scratch.at / 8 + block.length));
  }
}

/** Rounds values to float32; it destroys those of `allocateInKernel`. */
export function roundToFloat32(values: Float64Array, output: Float32Array): void {
  if (values.buffer !== kernel?.memory.buffer) return output.set(values);
  kernel.roundToFloat32(scratch.at, (values.length + 3) & ~3);
  output.set(kernel.float32.subarray(scratch.at / 4, scratch.at / 4 + values.length));
}
