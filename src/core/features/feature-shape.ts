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

/** Frames that every clip has in the end; clips that keep their lengths count as one second. */
export function framesOfClip(frontEnd: FrontEnd): number {
  const { clipSamples, sampleRate, maxFrames } = frontEnd;
  return maxFrames ?? countFrames(clipSamples ?? sampleRate, frontEnd);
}

/** Values of a clip's spectrum or features; 800 MB in float64. */
export const maxClipValues = 100_000_000;

/** Values that a front end makes of a clip on the way to its features, where there are most. */
export function numClipValues(numSamples: number, frontEnd: FrontEnd): number {
  const numFrames = countFrames(frontEnd.clipSamples ?? numSamples, frontEnd);
  // HPSS keeps the spectrum of the whole clip.
  const width = Math.max(numBinsOf(frontEnd), statisticsWidth(frontEnd), frontEnd.resizeBands ?? 0);
  return Math.max(numFrames, frontEnd.maxFrames ?? 0) * width;
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
