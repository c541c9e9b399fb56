import { planComplexFft } from './complex-fft.ts';

/** Fills `power` (bins 0…size/2) with |X|² of `size` real samples. */
export type PowerFft = (samples: Float64Array, power: Float64Array) => void;

/**
 * Plans the power spectrum of real samples, of any even size, through a complex FFT of half the size. Allocates at
 * planning only.
 *
 * @see Press et al., "Numerical Recipes", section 12.3, for the split of the packed spectrum.
 */
export function planPowerFft(size: number): PowerFft {
  const half = size / 2;
  const transform = planComplexFft(half);
  const re = new Float64Array(half);
  const im = new Float64Array(half);
  const { cos, sin } = roots(size, half);
  return (samples, power) => {
    for (let n = 0, at = 0; n < half; n++, at += 2) {
      re[n] = samples[at]!;
      im[n] = samples[at + 1]!;
    }
    transform(re, im);
    power[0] = (re[0]! + im[0]!) ** 2;
    power[half] = (re[0]! - im[0]!) ** 2;
    // Bins k and size/2 − k come from the same two values: even ± turned odd.
    for (let k = 1, mirror = half - 1; k <= mirror; k++, mirror--) {
      const kRe = re[k]!;
      const kIm = im[k]!;
      const mirrorRe = re[mirror]!;
      const mirrorIm = im[mirror]!;
      const evenRe = kRe + mirrorRe;
      const evenIm = kIm - mirrorIm;
      const oddRe = kIm + mirrorIm;
      const oddIm = mirrorRe - kRe;
      const turnedRe = oddRe * cos[k]! - oddIm * sin[k]!;
      const turnedIm = oddRe * sin[k]! + oddIm * cos[k]!;
      const plusRe = evenRe + turnedRe;
      const plusIm = evenIm + turnedIm;
      const minusRe = evenRe - turnedRe;
      const minusIm = evenIm - turnedIm;
      power[k] = (plusRe * plusRe + plusIm * plusIm) / 4;
      power[mirror] = (minusRe * minusRe + minusIm * minusIm) / 4;
    }
  };
}

/** e^(−2πi·k/size) for k < count. */
function roots(size: number, count: number): { cos: Float64Array; sin: Float64Array } {
  return {
    cos: Float64Array.from({ length: count }, (_, k) => Math.cos((2 * Math.PI * k) / size)),
    sin: Float64Array.from({ length: count }, (_, k) => -Math.sin((2 * Math.PI * k) / size)),
  };
}
