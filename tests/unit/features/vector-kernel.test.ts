import { describe, expect, it } from 'vitest';
import { compileKernel } from '../../../scripts/kernel/compile-kernel.ts';
import { vectorKernelCode } from '../../../src/core/kernel/vector-kernel-code.ts';
import { vectorKernel, kernelLogarithms } from '../../../src/core/kernel/vector-kernel.ts';
import { parseFrontEnd } from '../../../src/core/features/front-end.ts';
import { planKernelFrames } from '../../../src/core/features/kernel-frames.ts';
import { melFilterBank } from '../../../src/core/features/mel-filter-bank.ts';
import { createRandom } from '../../../src/core/training/random.ts';

const kernel = vectorKernel();
if (kernel === null) throw new Error('This Node has no WebAssembly vectors.');

function noise(numSamples: number): Float32Array {
  const random = createRandom(numSamples);
  return Float32Array.from({ length: numSamples }, () => random.uniform(-1, 1));
}

function stft(fftSize: number, hopSamples: number) {
  const fields = { kind: 'stft', fftSize, windowSamples: fftSize, hopSamples, window: 'rect' } as const;
  const frontEnd = parseFrontEnd({ ...fields, centered: false });
  if (frontEnd.kind !== 'stft') throw new TypeError('Not a stft.');
  return frontEnd;
}

/** |X|² by the definition. */
function directPower(samples: Float32Array, bin: number): number {
  let re = 0;
  let im = 0;
  for (const [n, sample] of samples.entries()) {
    const angle = (-2 * Math.PI * ((n * bin) % samples.length)) / samples.length;
    re += sample * Math.cos(angle);
    im += sample * Math.sin(angle);
  }
  return re * re + im * im;
}

it('is the compiled source', async () => {
  const code = await compileKernel();
  expect(Buffer.from(code).toString('hex')).toBe(vectorKernelCode);
}, 30_000);

describe('planKernelFrames', () => {
  it.each([8, 12, 16, 20, 24, 32, 40, 60, 64, 100, 128, 160, 200, 240, 256, 400, 480, 512, 600, 800, 1024])(
    'equals the direct sum for %i samples',
    (size) => {
      const samples = noise(3 * size);
      const spectra = planKernelFrames(stft(size, size), 2, null);
      const width = size / 2 + 1;
      const output = new Float64Array(3 * width);
      spectra?.({ samples, start: 0, numSamples: samples.length }, 0, 3, output, 0);
      for (let frame = 0; frame < 3; frame++) {
        const part = samples.subarray(frame * size, (frame + 1) * size);
        for (let bin = 0; bin < width; bin++) {
          expect(Math.abs(output[frame * width + bin]! - directPower(part, bin))).toBeLessThan(1e-9);
        }
      }
    },
  );

  it('leaves other sizes to JavaScript', () => {
    for (const size of [10, 14, 28, 402, 994]) expect(planKernelFrames(stft(size, 5), 2, null)).toBeNull();
  });

  it('gives a frame the same values alone, beside another, and after another front end', () => {
    const frontEnd = parseFrontEnd({});
    if (frontEnd.kind !== 'mel') throw new TypeError('Not a mel.');
    const samples = noise(20_000);
    const span = { samples, start: 0, numSamples: samples.length };
    const frames = planKernelFrames(frontEnd, 2, melFilterBank(frontEnd));
    const other = planKernelFrames(stft(1024, 100), 1, null);
    const all = new Float64Array(126 * 40);
    frames?.(span, 0, 126, all, 0);
    other?.(span, 0, 100, new Float64Array(100 * 513), 0);
    for (let index = 0; index < 126; index++) {
      const one = new Float64Array(40);
      frames?.(span, index, 1, one, 0);
      expect(one).toEqual(all.subarray(index * 40, (index + 1) * 40));
    }
  });

  it('gives a word in the middle of zeros what it gives each of its frames', () => {
    const frontEnd = parseFrontEnd({});
    if (frontEnd.kind !== 'mel') throw new TypeError('Not a mel.');
    const frames = planKernelFrames(frontEnd, 2, melFilterBank(frontEnd));
    for (const [from, to] of [
      [7_003, 9_001],
      [0, 5],
      [15_990, 16_000],
      [0, 0],
    ] as const) {
      const samples = noise(16_000).fill(0, 0, from).fill(0, to);
      const span = { samples, start: 0, numSamples: samples.length };
      const all = new Float64Array(101 * 40).fill(9);
      frames?.(span, 0, 101, all, 0);
      for (let index = 0; index < 101; index++) {
        const first = index * frontEnd.hopSamples - frontEnd.fftSize / 2;
        const one = new Float64Array(40);
        const part = samples.map((sample, i) => (i >= first && i < first + frontEnd.fftSize ? sample : 1e-9));
        frames?.({ ...span, samples: part }, index, 1, one, 0);
        expect(all.subarray(index * 40, (index + 1) * 40)).toEqual(one);
      }
    }
  });

  it('takes clips longer than a block, and hops longer than a frame', () => {
    const samples = noise(40_000);
    const spectra = planKernelFrames(stft(16, 9_999), 2, null);
    const output = new Float64Array(4 * 9);
    spectra?.({ samples, start: 0, numSamples: samples.length }, 0, 4, output, 0);
    for (let frame = 0; frame < 4; frame++) {
      const part = samples.subarray(frame * 9_999, frame * 9_999 + 16);
      expect(Math.abs(output[frame * 9 + 3]! - directPower(part, 3))).toBeLessThan(1e-12);
    }
  });
});

describe('kernelLogarithms', () => {
  it('equals Math.log to the last bits, for numbers of every size', () => {
    const random = createRandom(5);
    const values = Float64Array.from(
      { length: 40_001 },
      () => random.uniform(1, 2) * 2 ** (random.integer(2045) - 1022),
    );
    values.set([1, 2, 0.5, Math.SQRT2, Math.SQRT1_2, 1 + 2 ** -52, 1 - 2 ** -53, Number.MAX_VALUE]);
    const logarithms = values.slice();
    kernelLogarithms(kernel, logarithms, { add: 0, least: 2 ** -1022, factor: 1, offset: 0 });
    for (const [i, value] of values.entries()) {
      const wanted = Math.log(value);
      expect(Math.abs(logarithms[i]! - wanted)).toBeLessThanOrEqual(4e-16 * Math.max(0.5, Math.abs(wanted)));
    }
  });

  it('floors small numbers and keeps what is no number', () => {
    const values = Float64Array.of(0, -1, 1e-320, Number.NaN, 1e-10, 1);
    kernelLogarithms(kernel, values, { add: 0, least: 1e-10, factor: 10 / Math.LN10, offset: 3 });
    const [zero, negative, tiny, nan, least, one] = values;
    for (const floored of [zero, negative, tiny, least]) expect(floored).toBeCloseTo(-103, 10);
    expect(nan).toBeNaN();
    expect(one).toBe(-3);
  });
});
