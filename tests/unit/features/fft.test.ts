import { describe, expect, it } from 'vitest';
import { planComplexFft } from '../../../src/core/features/complex-fft.ts';
import { planPowerFft } from '../../../src/core/features/real-fft.ts';
import { createRandom } from '../../../src/core/training/random.ts';

// Powers of two, products of small primes, and 34 = 2 · 17, 74 = 2 · 37, 994 = 2 · 7 · 71, which take the chirp.
const sizes = [
  8, 10, 12, 14, 16, 18, 22, 26, 30, 32, 34, 64, 74, 128, 240, 256, 400, 480, 512, 600, 994, 1024,
];
const halfSizes = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 15, 16, 17, 25, 37, 49, 64, 121, 128, 169, 200, 256, 497,
];

function randomSamples(size: number): Float64Array {
  const random = createRandom(size);
  return Float64Array.from({ length: size }, () => random.integer(2_000_001) / 1_000_000 - 1);
}

/** The definition, term by term. */
function directSum(re: Float64Array, im: Float64Array, bin: number): [number, number] {
  let sumRe = 0;
  let sumIm = 0;
  for (let n = 0; n < re.length; n++) {
    const angle = (-2 * Math.PI * ((n * bin) % re.length)) / re.length;
    sumRe += re[n]! * Math.cos(angle) - im[n]! * Math.sin(angle);
    sumIm += re[n]! * Math.sin(angle) + im[n]! * Math.cos(angle);
  }
  return [sumRe, sumIm];
}

describe('planPowerFft', () => {
  it.each([...sizes, 2048])('equals the direct sum for %i samples', (size) => {
    const samples = randomSamples(size);
    const power = new Float64Array(size / 2 + 1);
    const transform = planPowerFft(size);
    // Twice: a plan must leave nothing behind.
    transform(randomSamples(size).reverse(), power);
    transform(samples, power);
    const nothing = new Float64Array(size);
    for (let bin = 0; bin <= size / 2; bin++) {
      const [re, im] = directSum(samples, nothing, bin);
      // Rounding is relative to the whole: the powers here are below 10⁴.
      expect(Math.abs(power[bin]! - (re * re + im * im))).toBeLessThan(1e-9);
    }
  });
});

describe('planComplexFft', () => {
  it.each(halfSizes)('equals the direct sum for %i values', (size) => {
    const re = randomSamples(size);
    const im = randomSamples(size + 1).slice(0, size);
    const [outRe, outIm] = [re.slice(), im.slice()];
    planComplexFft(size)(outRe, outIm);
    for (let bin = 0; bin < size; bin++) {
      const [wantedRe, wantedIm] = directSum(re, im, bin);
      expect(Math.abs(outRe[bin]! - wantedRe)).toBeLessThan(1e-11);
      expect(Math.abs(outIm[bin]! - wantedIm)).toBeLessThan(1e-11);
    }
  });
});
