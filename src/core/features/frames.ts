import { countFrames } from './feature-shape.ts';
import type { FrontEnd } from './front-end.ts';

/** The analysis window in the middle of an FFT frame, periodic as librosa's and torch's; ones where Meyda windows. */
export function analysisWindow(frontEnd: FrontEnd): Float64Array {
  const { fftSize } = frontEnd;
  const padded = new Float64Array(fftSize);
  if (frontEnd.kind === 'meyda-mel') return padded.fill(1);
  const start = windowStart(frontEnd);
  for (let i = 0; i < frontEnd.windowSamples; i++) {
    padded[start + i] = windowValue(frontEnd.window, i / frontEnd.windowSamples);
  }
  return padded;
}

/** Where the window starts in the FFT frame; at its end there are as many zeros, or one more. */
export function windowStart(frontEnd: FrontEnd): number {
  return frontEnd.kind === 'meyda-mel' ? 0 : Math.floor((frontEnd.fftSize - frontEnd.windowSamples) / 2);
}

function windowValue(window: 'hann' | 'hamming' | 'rect', position: number): number {
  const cosine = Math.cos(2 * Math.PI * position);
  if (window === 'hann') return 0.5 - 0.5 * cosine;
  return window === 'hamming' ? 0.54 - 0.46 * cosine : 1;
}

/** Samples of a clip, or the part of a stream that is still needed. */
export type SampleSpan = {
  readonly samples: Float32Array;
  /** Where `samples[0]` lies in the clip. */
  readonly start: number;
  /** Of the whole clip; of a stream, what has come so far. */
  readonly numSamples: number;
};

/**
 * Writes frame number `index` of a clip, times the window, into `frame` (fftSize samples, zeros at first
 * and written by this function alone).
 *
 * Centred frames reach over the ends: mirrored with `reflect` unless the clip is too short for it, else zeros.
 */
export function fillFrame(
  span: SampleSpan,
  index: number,
  frontEnd: FrontEnd,
  window: Float64Array,
  frame: Float64Array,
): void {
  const { samples, start, numSamples } = span;
  const { fftSize } = frontEnd;
  const first = firstSample(index, frontEnd);
  if (first >= 0 && first + fftSize <= numSamples) {
    // Outside the window the frame holds zeros from the start on.
    const from = windowStart(frontEnd);
    const end = fftSize - from;
    for (let i = from, at = first - start + from; i < end; i++, at++) frame[i] = samples[at]! * window[i]!;
    return;
  }
  for (let i = 0; i < fftSize; i++) frame[i] = sampleAt(span, first + i, frontEnd) * window[i]!;
}

/**
 * Writes the samples that frames from `firstFrame` on see into `output`, as many as it holds, with what lies beyond the
 * clip's ends.
 */
export function loadSamples(
  span: SampleSpan,
  firstFrame: number,
  frontEnd: FrontEnd,
  output: Float32Array,
): void {
  const { samples, start, numSamples } = span;
  const first = firstSample(firstFrame, frontEnd);
  const from = Math.max(0, first);
  const end = Math.max(from, Math.min(numSamples, first + output.length));
  output.set(samples.subarray(from - start, end - start), from - first);
  for (let i = 0; i < from - first; i++) output[i] = sampleAt(span, first + i, frontEnd);
  for (let i = end - first; i < output.length; i++) output[i] = sampleAt(span, first + i, frontEnd);
}

function firstSample(frame: number, { hopSamples, centered, fftSize }: FrontEnd): number {
  return frame * hopSamples - (centered ? fftSize / 2 : 0);
}

/** A sample of the clip, or what stands for it beyond the ends. */
function sampleAt(
  { samples, start, numSamples }: SampleSpan,
  position: number,
  { centered, padMode, fftSize }: FrontEnd,
): number {
  let at = position;
  if (centered && padMode === 'reflect' && numSamples > fftSize / 2) {
    if (at < 0) at = -at;
    if (at >= numSamples) at = 2 * (numSamples - 1) - at;
  }
  return at >= 0 && at < numSamples ? (samples[at - start] ?? 0) : 0;
}

/** Where the middle of a frame lies, in samples from the start of what the model hears. */
export function frameCentre(index: number, { hopSamples, centered, fftSize }: FrontEnd): number {
  return index * hopSamples + (centered ? 0 : fftSize / 2);
}

/** Which frame of what the model hears (`numSamples`) is centred nearest to a sample. */
export function frameAtSample(sample: number, numSamples: number, frontEnd: FrontEnd): number {
  const index = Math.round((sample - frameCentre(0, frontEnd)) / frontEnd.hopSamples);
  return Math.max(0, Math.min(countFrames(numSamples, frontEnd) - 1, index));
}
