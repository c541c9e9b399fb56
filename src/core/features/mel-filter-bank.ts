import type { MelFrontEnd } from './front-end.ts';

/** One band's triangle: its weights from bin `firstBin` on; zero elsewhere. */
export type MelFilter = { readonly firstBin: number; readonly weights: Float64Array };

// Slaney's Auditory Toolbox scale: linear below 1 kHz, then 27 steps for a factor of 6.4.
const linearHzPerMel = 200 / 3;
const breakHz = 1000;
const breakMel = breakHz / linearHzPerMel;
const logStep = Math.log(6.4) / 27;

/** Hz to mel on the Slaney or the HTK scale. */
export function hzToMel(hz: number, scale: MelFrontEnd['melScale']): number {
  if (scale === 'htk') return 2595 * Math.log10(1 + hz / 700);
  return hz < breakHz ? hz / linearHzPerMel : breakMel + Math.log(hz / breakHz) / logStep;
}

/** Mel to Hz on the Slaney or the HTK scale. */
export function melToHz(mel: number, scale: MelFrontEnd['melScale']): number {
  if (scale === 'htk') return 700 * (10 ** (mel / 2595) - 1);
  return mel < breakMel ? mel * linearHzPerMel : breakHz * Math.exp((mel - breakMel) * logStep);
}

/** Corner frequencies of the triangles in Hz: `numBands + 2`, equally spaced in mel. */
export function melCornersHz({ numBands, minHz, maxHz, melScale }: MelFrontEnd): Float64Array {
  const low = hzToMel(minHz, melScale);
  const step = (hzToMel(maxHz, melScale) - low) / (numBands + 1);
  return Float64Array.from({ length: numBands + 2 }, (_, i) => melToHz(low + i * step, melScale));
}

/**
 * Builds the mel filter bank: triangles in Hz over bins 0…fftSize/2, each times 2 / (its width in Hz) with `melNorm: slaney`.
 *
 * @returns `numBands` filters that store only what is not zero; a band narrower than a bin may be empty.
 * @see librosa 0.10 `filters.mel`; torchaudio 0.13 `functional.melscale_fbanks`.
 */
export function melFilterBank(frontEnd: MelFrontEnd): MelFilter[] {
  const { numBands, fftSize, sampleRate, melNorm } = frontEnd;
  const corners = melCornersHz(frontEnd);
  const numBins = fftSize / 2 + 1;
  const corner = (i: number) => corners[i] ?? 0;
  return Array.from({ length: numBands }, (_, band) => {
    const [left, centre, right] = [corner(band), corner(band + 1), corner(band + 2)];
    const scale = melNorm === 'slaney' ? 2 / (right - left) : 1;
    const dense = Float64Array.from({ length: numBins }, (_, bin) => {
      const hz = (bin * sampleRate) / fftSize;
      return scale * Math.max(0, Math.min((hz - left) / (centre - left), (right - hz) / (right - centre)));
    });
    const firstBin = dense.findIndex((weight) => weight > 0);
    const lastBin = dense.findLastIndex((weight) => weight > 0);
    if (firstBin < 0) return { firstBin: 0, weights: new Float64Array(0) };
    return { firstBin, weights: dense.slice(firstBin, lastBin + 1) };
  });
}
