import { prepareClip } from '../../audio/prepare-clip.ts';
import { findSpeechSegments, type SpeechSegment } from '../../audio/speech-segments.ts';
import type { FrontEnd } from '../../features/front-end.ts';
import type { SoundScores } from './decode-sound.ts';

/**
 * How a recording of several words is put before a model that knows single ones: `segments` takes what lies between two
 * pauses, `frames` slides a window over it, so that words may run into each other.
 */
export type WindowKind = 'frames' | 'segments';

/** What a model is to hear of a recording; windows may reach beyond its ends. */
export type WindowPlan = {
  readonly kind: WindowKind;
  readonly sampleRateHz: number;
  readonly windows: readonly { readonly start: number; readonly end: number }[];
  /** Where `kind` is `segments`: one for each window. */
  readonly segments: readonly SpeechSegment[];
};

/** From one sliding window to the next. */
const hopSec = 0.04;
/** A window as long as a word: models that hear more get zeros around it. */
const maxWindowSec = 0.7;

/** Plans what to hear of a recording at the front end's rate. */
export function planWindows(samples: Float32Array, frontEnd: FrontEnd, kind: WindowKind): WindowPlan {
  const { sampleRate: sampleRateHz, clipSamples } = frontEnd;
  if (kind === 'segments') {
    const segments = findSpeechSegments(samples, sampleRateHz);
    return { kind, sampleRateHz, segments, windows: segments };
  }
  const length = Math.min(clipSamples ?? Number.POSITIVE_INFINITY, Math.round(maxWindowSec * sampleRateHz));
  const hop = hopSec * sampleRateHz;
  const windows = Array.from({ length: Math.max(1, Math.floor(samples.length / hop)) }, (_, index) => {
    const start = Math.round((index + 0.5) * hop - length / 2);
    return { start, end: start + length };
  });
  return { kind, sampleRateHz, segments: [], windows };
}

/** One window of a recording as the front end prepares a clip of its own: with its level, and in its place. */
export function prepareWindow(
  samples: Float32Array,
  { start, end }: WindowPlan['windows'][number],
  frontEnd: FrontEnd,
): Float32Array {
  const window = new Float32Array(end - start);
  window.set(samples.subarray(Math.max(0, start), Math.max(0, end)), Math.max(0, -start));
  const audio = { sampleRateHz: frontEnd.sampleRate, channels: [window], notes: [] };
  return prepareClip(audio, frontEnd).samples;
}

/** @param scores `[numWindows, numLabels]`. */
export function toSoundScores(
  { kind, sampleRateHz, segments }: WindowPlan,
  scores: Float32Array,
  numLabels: number,
): SoundScores {
  const rows = Array.from({ length: Math.floor(scores.length / numLabels) }, (_, index) =>
    scores.slice(index * numLabels, (index + 1) * numLabels),
  );
  if (kind === 'frames') return { kind, timing: { hopSec, firstSec: hopSec / 2 }, rows };
  const scored = segments.flatMap(({ from, to, start, end }, index) => {
    const row = rows[index];
    return row === undefined
      ? []
      : [{ from, to, startSec: start / sampleRateHz, endSec: end / sampleRateHz, scores: row }];
  });
  return { kind, segments: scored };
}
