import type { FrontEnd } from './front-end.ts';

/** Bins 0…fftSize/2. */
export function numBinsOf({ fftSize }: FrontEnd): number {
  return fftSize / 2 + 1;
}

/** Values a frame has before the logarithm: spectrum bins or mel bands. */
export function baseWidth(frontEnd: FrontEnd): number {
  return frontEnd.kind === 'stft' ? numBinsOf(frontEnd) : frontEnd.numBands;
}

/** Bands to which the normalisation applies: those before the resize. */
export function statisticsWidth(frontEnd: FrontEnd): number {
  const width = frontEnd.kind === 'mfcc' ? frontEnd.numCoefficients : baseWidth(frontEnd);
  return frontEnd.stages.includes('deltas') ? 2 * width : width;
}

/** Bands of the finished features. */
export function countBands(frontEnd: FrontEnd): number {
  return frontEnd.resizeBands ?? statisticsWidth(frontEnd);
}

/** How many frames a clip of `numSamples` gives: 1 + floor(n / hop) when centred, at least one otherwise. */
export function countFrames(numSamples: number, { centered, hopSamples, fftSize }: FrontEnd): number {
  if (centered) return 1 + Math.floor(numSamples / hopSamples);
  return 1 + Math.max(0, Math.floor((numSamples - fftSize) / hopSamples));
}

/**
 * Whether clips come with numbers of valid frames: where they keep their lengths (no `clipSamples`) and are padded to
 * one number of frames.
 */
export function needsLengths({ clipSamples, maxFrames }: FrontEnd): boolean {
  return clipSamples === null && maxFrames !== null;
}

/** Whether Meyda can take the spectrum; other sizes go to the batch engine, whichever was asked for. */
export function isMeydaSize(fftSize: number): boolean {
  return Number.isInteger(Math.log2(fftSize));
}
