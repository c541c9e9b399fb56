import { PhonoscopeError } from '../errors.ts';
import { measureLevel } from './level.ts';

const frameSec = 0.01;
/** A click is shorter than the shortest word. */
const minSpeechFrames = 4;
/** Nothing quieter counts as speech, however quiet the room. */
const minSpeechDbfs = -60;
/** Speech reaches this far below its loudest frame. */
const speechRangeDb = 32;
/** It stands this far above the quietest tenth of the take, except where even its loudest frame hardly does. */
const aboveFloorDb = 9;
const leastBelowPeakDb = 12;
/** Kept on both sides, so that soft consonants stay. */
const defaultMarginSec = 0.12;
/** A model hears one second: more than this is no single word. */
const maxSpeechSec = 1.6;
/** As many samples in a row at full scale are no accident. */
const clippedRun = 3;
const fullScale = 0.999;
const maxClippedShare = 0.002;

/**
 * Cuts a take of one word down to what was said.
 *
 * @param samples mono, nominally in −1…1; not changed.
 * @param marginSec what is kept before and behind the word.
 * @returns the word with that margin on both sides.
 * @throws PhonoscopeError `take-silent` where nobody speaks, `take-clipped` where more than 0.2 % of what was said is cut
 * off at full scale, `take-long` where it takes more than 1.6 s.
 */
export function trimTake(
  samples: Float32Array,
  sampleRateHz: number,
  marginSec = defaultMarginSec,
): Float32Array {
  const frameSamples = Math.max(1, Math.round(frameSec * sampleRateHz));
  const speech = findSpeech(frameLevels(samples, frameSamples));
  if (speech === null) throw new PhonoscopeError('take-silent', 'Nobody speaks in this take.');
  const [first, end] = [speech.first * frameSamples, speech.end * frameSamples];
  const spokenSec = (end - first) / sampleRateHz;
  if (spokenSec > maxSpeechSec) {
    const seconds = Math.round(spokenSec * 10) / 10;
    throw new PhonoscopeError('take-long', `This take goes on for ${seconds} s.`, { seconds });
  }
  if (clippedShare(samples.subarray(first, end)) > maxClippedShare) {
    throw new PhonoscopeError('take-clipped', 'This take is cut off at full scale.');
  }
  const margin = Math.round(marginSec * sampleRateHz);
  return samples.slice(Math.max(0, first - margin), end + margin);
}

/** RMS of each whole frame, in dB of full scale. */
function frameLevels(samples: Float32Array, frameSamples: number): number[] {
  return Array.from(
    { length: Math.floor(samples.length / frameSamples) },
    (_, frame) => measureLevel(samples.subarray(frame * frameSamples, (frame + 1) * frameSamples)).rmsDbfs,
  );
}

/** From the first to behind the last stretch of loud frames, in frames; null without one. */
function findSpeech(levels: readonly number[]): { first: number; end: number } | null {
  const peak = Math.max(...levels);
  const floor = levels.toSorted((a, b) => a - b)[Math.floor(levels.length / 10)] ?? Number.NEGATIVE_INFINITY;
  const threshold = Math.max(
    minSpeechDbfs,
    peak - speechRangeDb,
    Math.min(floor + aboveFloorDb, peak - leastBelowPeakDb),
  );
  const stretches: { first: number; end: number }[] = [];
  let first = 0;
  for (let frame = 0; frame <= levels.length; frame++) {
    if ((levels[frame] ?? Number.NEGATIVE_INFINITY) >= threshold) continue;
    if (frame - first >= minSpeechFrames) stretches.push({ first, end: frame });
    first = frame + 1;
  }
  const [from, to] = [stretches[0], stretches.at(-1)];
  return from === undefined || to === undefined ? null : { first: from.first, end: to.end };
}

function clippedShare(samples: Float32Array): number {
  let numClipped = 0;
  let run = 0;
  for (const sample of samples) {
    run = Math.abs(sample) >= fullScale ? run + 1 : 0;
    if (run === clippedRun) numClipped += clippedRun;
    else if (run > clippedRun) numClipped += 1;
  }
  return numClipped / Math.max(1, samples.length);
}
