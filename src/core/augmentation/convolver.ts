import { planComplexFft } from '../features/complex-fft.ts';

/** A filter as its spectrum. */
type FilterSpectrum = { readonly re: Float64Array; readonly im: Float64Array };

export type Convolver = {
  /** @param taps at most `maxTaps`. */
  readonly spectrumOf: (taps: Float64Array) => FilterSpectrum;
  /** Adds `gain` × (samples ∗ filter) to the samples, in place, as long as they are. */
  readonly addConvolved: (samples: Float32Array, filter: FilterSpectrum, gain: number) => void;
};

/**
 * Plans convolution with long real filters by FFT. Two neighbouring blocks of the samples are the real and the
 * imaginary part of one transform: the filter being real, they do not mix.
 *
 * @see Press et al., "Numerical Recipes", section 13.1 (overlap-add).
 */
export function planConvolver(maxTaps: number): Convolver {
  const size = roundSize(2 * maxTaps);
  const block = size - maxTaps + 1;
  const transform = planComplexFft(size);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  return {
    spectrumOf(taps) {
      const spectrum = { re: new Float64Array(size), im: new Float64Array(size) };
      spectrum.re.set(taps);
      transform(spectrum.re, spectrum.im);
      return spectrum;
    },
    addConvolved(samples, filter, gain) {
      // A copy, because what a block adds reaches into the next one.
      const source = samples.slice();
      for (let start = 0; start < samples.length; start += 2 * block) {
        loadBlock(source, start, block, re);
        loadBlock(source, start + block, block, im);
        transform(re, im);
        multiply(re, im, filter);
        // With real and imaginary part exchanged, the forward transform is the inverse one.
        transform(im, re);
        addBlock(samples, start, re, gain / size);
        addBlock(samples, start + block, im, gain / size);
      }
    },
  };
}

/** The smallest size that is a power of two times 1, 5/4 or 25/16: the transform is slow with other factors. */
function roundSize(atLeast: number): number {
  const power = 2 ** Math.max(4, Math.floor(Math.log2(atLeast)));
  return [1, 5 / 4, 25 / 16, 2].map((factor) => factor * power).find((size) => size >= atLeast)!;
}

function loadBlock(source: Float32Array, start: number, length: number, target: Float64Array): void {
  target.fill(0);
  if (start < source.length) target.set(source.subarray(start, start + length));
}

function multiply(re: Float64Array, im: Float64Array, filter: FilterSpectrum): void {
  for (let k = 0; k < re.length; k++) {
    const product = re[k]! * filter.re[k]! - im[k]! * filter.im[k]!;
    im[k] = re[k]! * filter.im[k]! + im[k]! * filter.re[k]!;
    re[k] = product;
  }
}

function addBlock(samples: Float32Array, start: number, block: Float64Array, gain: number): void {
  const length = Math.min(block.length, samples.length - start);
  for (let i = 0; i < length; i++) samples[start + i]! += gain * block[i]!;
}
