import type { FrontEnd } from './front-end.ts';

/** How many frames a clip of `numSamples` gives: 1 + floor(n / hop) when centred, at least one otherwise. */
export function countFrames(numSamples: number, { centered, hopSamples, fftSize }: FrontEnd): number {
  if (centered) return 1 + Math.floor(numSamples / hopSamples);
  return 1 + Math.max(0, Math.floor((numSamples - fftSize) / hopSamples));
}

/** The analysis window in the middle of an FFT frame, periodic as librosa's and torch's. */
export function analysisWindow({ window, windowSamples, fftSize }: FrontEnd): Float64Array {
  const padded = new Float64Array(fftSize);
  const start = Math.floor((fftSize - windowSamples) / 2);
  for (let i = 0; i < windowSamples; i++) padded[start + i] = windowValue(window, i / windowSamples);
  return padded;
}

function windowValue(window: FrontEnd['window'], position: number): number {
  const cosine = Math.cos(2 * Math.PI * position);
  if (window === 'hann') return 0.5 - 0.5 * cosine;
  return window === 'hamming' ? 0.54 - 0.46 * cosine : 1;
}

/**
 * Writes frame number `index` of a clip, times the window, into `frame` (fftSize samples).
 *
 * Centred frames reach over the ends: mirrored with `reflect` unless the clip is too short for it, else zeros.
 */
export function fillFrame(
  samples: Float32Array,
  index: number,
  frontEnd: FrontEnd,
  window: Float64Array,
  frame: Float64Array,
): void {
  const { fftSize, hopSamples, centered, padMode } = frontEnd;
  const start = index * hopSamples - (centered ? fftSize / 2 : 0);
  const numSamples = samples.length;
  const isReflecting = centered && padMode === 'reflect' && numSamples > fftSize / 2;
  for (let i = 0; i < fftSize; i++) {
    let at = start + i;
    if (isReflecting) {
      if (at < 0) at = -at;
      if (at >= numSamples) at = 2 * (numSamples - 1) - at;
    }
    frame[i] = at >= 0 && at < numSamples ? (samples[at] ?? 0) * (window[i] ?? 0) : 0;
  }
}
