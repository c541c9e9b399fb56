import { energyOf } from '../augmentation/active-power.ts';

/** A stretch of a recording, in samples. */
type Stretch = { readonly start: number; readonly end: number };

/**
 * What may be one word: pieces `from` to before `to` of the recording, `start` and `end` in samples. A short silence may
 * lie between two words or in one, as before the t of "eight", so neighbouring pieces are also taken together.
 */
export type SpeechSegment = Stretch & { readonly from: number; readonly to: number };

const frameSec = 0.01;
/** Nothing quieter counts as speech, however quiet the room. */
const minSpeechDbfs = -60;
/** Speech reaches this far below the loudest moment. */
const speechRangeDb = 34;
/** It stands this far above the quietest tenth, except where even the loudest moment hardly does. */
const aboveFloorDb = 9;
const leastBelowPeakDb = 12;
/** Shorter silences lie within a word, longer ones between two. */
const minPauseSec = 0.04;
const maxSilenceInWordSec = 0.1;
/** No word is longer. */
const maxWordSec = 1;
/** Shorter sounds are clicks. */
const minSpeechSec = 0.04;
/** Belongs to the word on either side, as far as half of the pause goes: soft consonants are quieter than the threshold. */
const marginSec = 0.12;
/** Digital silence, and less. */
const minPower = 1e-12;

/**
 * Finds what may be the words of a recording in which they are said with pauses between them.
 *
 * @param samples mono, nominally in −1…1; not changed.
 * @returns by their first piece; with a little of the silence around each.
 */
export function findSpeechSegments(samples: Float32Array, sampleRateHz: number): SpeechSegment[] {
  const frameSamples = Math.max(1, Math.round(frameSec * sampleRateHz));
  const pieces = joinStretches(
    loudStretches(smoothLevels(samples, frameSamples)),
    Math.round(minPauseSec / frameSec),
  )
    .filter(({ start, end }) => end - start >= Math.round(minSpeechSec / frameSec))
    .map(({ start, end }) => ({ start: start * frameSamples, end: end * frameSamples }));
  const around = { margin: Math.round(marginSec * sampleRateHz), numSamples: samples.length };
  return pieces.flatMap((_, from) =>
    spansFrom(pieces, from, sampleRateHz).map((to) => widen(pieces, from, to, around)),
  );
}

/** Ends of the words that may begin with a piece. */
function spansFrom(pieces: readonly Stretch[], from: number, sampleRateHz: number): number[] {
  const ends = [from + 1];
  for (let to = from + 2; to <= pieces.length; to++) {
    const [last, next] = [pieces[to - 2], pieces[to - 1]];
    const silence = (next?.start ?? 0) - (last?.end ?? 0);
    const length = (next?.end ?? 0) - (pieces[from]?.start ?? 0);
    if (silence > maxSilenceInWordSec * sampleRateHz || length > maxWordSec * sampleRateHz) break;
    ends.push(to);
  }
  return ends;
}

function widen(
  pieces: readonly Stretch[],
  from: number,
  to: number,
  { margin, numSamples }: { readonly margin: number; readonly numSamples: number },
): SpeechSegment {
  const [start, end] = [pieces[from]?.start ?? 0, pieces[to - 1]?.end ?? 0];
  const before = pieces[from - 1]?.end ?? Number.NEGATIVE_INFINITY;
  const after = pieces[to]?.start ?? Number.POSITIVE_INFINITY;
  return {
    from,
    to,
    start: Math.max(0, start - Math.min(margin, Math.floor((start - before) / 2))),
    end: Math.min(numSamples, end + Math.min(margin, Math.floor((after - end) / 2))),
  };
}

/** RMS over three frames, in dB of full scale. */
function smoothLevels(samples: Float32Array, frameSamples: number): Float64Array {
  const numFrames = Math.floor(samples.length / frameSamples);
  const energies = Float64Array.from({ length: numFrames }, (_, frame) =>
    energyOf(samples, frame * frameSamples, (frame + 1) * frameSamples),
  );
  return energies.map((_, frame) => {
    const around = energies.subarray(Math.max(0, frame - 1), frame + 2);
    const power = around.reduce((sum, energy) => sum + energy, 0) / (around.length * frameSamples);
    return 10 * Math.log10(Math.max(minPower, power));
  });
}

function loudStretches(levels: Float64Array): Stretch[] {
  const sorted = levels.toSorted();
  const floor = sorted[Math.floor(sorted.length / 10)] ?? Number.NEGATIVE_INFINITY;
  const peak = sorted.at(-1) ?? Number.NEGATIVE_INFINITY;
  const threshold = Math.max(
    minSpeechDbfs,
    peak - speechRangeDb,
    Math.min(floor + aboveFloorDb, peak - leastBelowPeakDb),
  );
  const stretches: Stretch[] = [];
  let start = 0;
  for (let frame = 0; frame <= levels.length; frame++) {
    if ((levels[frame] ?? Number.NEGATIVE_INFINITY) >= threshold) continue;
    if (frame > start) stretches.push({ start, end: frame });
    start = frame + 1;
  }
  return stretches;
}

function joinStretches(stretches: readonly Stretch[], minPauseFrames: number): Stretch[] {
  const joined: Stretch[] = [];
  for (const stretch of stretches) {
    const last = joined.at(-1);
    if (last === undefined || stretch.start - last.end >= minPauseFrames) joined.push(stretch);
    else joined[joined.length - 1] = { start: last.start, end: stretch.end };
  }
  return joined;
}
