import { prepareClip } from '../../audio/prepare-clip.ts';
import { findSpeechSegments, type SpeechSegment } from '../../audio/speech-segments.ts';
import type { FrontEnd } from '../../features/front-end.ts';
import type { SoundScores } from './sound-scores.ts';
import type { WindowKind } from './decode-options.ts';
import type { HeardWord, Span } from './whole-words.ts';

type Window = { readonly start: number; readonly end: number };

/** What a model is to hear of a recording, in samples; windows may reach beyond its ends. */
export type WindowPlan = {
  readonly kind: WindowKind;
  readonly sampleRateHz: number;
  readonly windows: readonly Window[];
  /** So many windows, one after the other, are of the same stretch: their scores are averaged. */
  readonly numHearings: number;
  /** Where `kind` is `segments`: what the windows are of. */
  readonly segments: readonly SpeechSegment[];
};

/** Windows of stretches that may be one word each. */
export type WordPlan = Pick<WindowPlan, 'sampleRateHz' | 'windows' | 'numHearings'> & {
  readonly spans: readonly Span[];
};

/** From one sliding window to the next. */
const hopSec = 0.04;
/** A window as long as a word: models that hear more get zeros around it. */
const maxWindowSec = 0.7;
/** A stretch is heard three times: as it is, and with more and less around it, since where a word ends is a guess. */
const segmentMarginsSec = [0, 0.09, -0.09] as const;
const wordMarginsSec = [0, 0.05, -0.05] as const;
/** Nothing shorter is heard, whatever is taken off it. */
const minHeardSec = 0.1;

/** Plans what to hear of a recording at the front end's rate. */
export function planWindows(samples: Float32Array, frontEnd: FrontEnd, kind: WindowKind): WindowPlan {
  const { sampleRate: sampleRateHz, clipSamples } = frontEnd;
  if (kind === 'segments') {
    const segments = findSpeechSegments(samples, sampleRateHz);
    const windows = segments.flatMap((segment) => hearings(segment, segmentMarginsSec, sampleRateHz));
    return { kind, sampleRateHz, segments, windows, numHearings: segmentMarginsSec.length };
  }
  const length = Math.min(clipSamples ?? Number.POSITIVE_INFINITY, Math.round(maxWindowSec * sampleRateHz));
  const hop = hopSec * sampleRateHz;
  const windows = Array.from({ length: Math.max(1, Math.floor(samples.length / hop)) }, (_, index) => {
    const start = Math.round((index + 0.5) * hop - length / 2);
    return { start, end: start + length };
  });
  return { kind, sampleRateHz, segments: [], windows, numHearings: 1 };
}

/** Plans how to hear each of some stretches whole, as a word of its own. */
export function planWords(spans: readonly Span[], sampleRateHz: number): WordPlan {
  const windows = spans.flatMap(({ startSec, endSec }) => {
    const span = { start: Math.round(startSec * sampleRateHz), end: Math.round(endSec * sampleRateHz) };
    return hearings(span, wordMarginsSec, sampleRateHz);
  });
  return { spans, sampleRateHz, windows, numHearings: wordMarginsSec.length };
}

function hearings({ start, end }: Window, marginsSec: readonly number[], sampleRateHz: number): Window[] {
  return marginsSec.map((marginSec) => {
    const margin = Math.round(marginSec * sampleRateHz);
    const from = start - margin;
    return { start: from, end: Math.max(end + margin, from + Math.round(minHeardSec * sampleRateHz)) };
  });
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
export function toSoundScores(plan: WindowPlan, scores: Float32Array, numLabels: number): SoundScores {
  const rows = meanScores(plan, scores, numLabels);
  if (plan.kind === 'frames')
    return { kind: 'frames', timing: { hopSec, firstSec: hopSec / 2 }, rows, words: [] };
  const { segments, sampleRateHz } = plan;
  const scored = segments.flatMap(({ from, to, start, end }, index) => {
    const row = rows[index];
    return row === undefined
      ? []
      : [{ from, to, startSec: start / sampleRateHz, endSec: end / sampleRateHz, scores: row }];
  });
  return { kind: 'segments', segments: scored };
}

/** @param scores `[numWindows, numLabels]`. */
export function toHeardWords(plan: WordPlan, scores: Float32Array, numLabels: number): HeardWord[] {
  const rows = meanScores(plan, scores, numLabels);
  return plan.spans.map((span, index) => ({ ...span, scores: rows[index] ?? new Float32Array(numLabels) }));
}

function meanScores(
  { windows, numHearings }: Pick<WindowPlan, 'windows' | 'numHearings'>,
  scores: Float32Array,
  numLabels: number,
): Float32Array[] {
  const size = numHearings * numLabels;
  return Array.from({ length: Math.floor(windows.length / numHearings) }, (_, index) => {
    const mean = new Float32Array(numLabels);
    for (let i = 0; i < size; i++) mean[i % numLabels]! += (scores[index * size + i] ?? 0) / numHearings;
    return mean;
  });
}
