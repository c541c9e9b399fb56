import type { DecodeOptions } from '../../../../src/core/language/decoder/decode-options.ts';
import type { LanguageModel } from '../../../../src/core/language/language-model.ts';
import { createRandom } from '../../../../src/core/training/random.ts';

/** Labels: the words, then silence, then another sound. */
export const words = ['a', 'b', 'c'] as const;
export const labelSet = {
  labels: [...words, 'quiet', 'noise'],
  roles: new Map([
    ['quiet', 'silence'],
    ['noise', 'other'],
  ] as const),
};

/** The middle of frame i is at i + 0.5 s, so that times are numbers of frames. */
export const timing = { hopSec: 1, firstSec: 0.5 };

export const wide: DecodeOptions = {
  acousticScale: 0.7,
  priorScale: 0,
  lmWeight: 1.3,
  wordInsertionPenalty: 0.4,
  fillerPenalty: 0.3,
  longWordPenalty: 0,
  wholeWordScale: 0,
  minWordSec: 2,
  beam: 1e9,
};

/** Scores of windows, drawn by a seed; each adds up to 1. */
export function drawRows(seed: number, numRows: number): Float32Array[] {
  const random = createRandom(seed, 4711);
  return Array.from({ length: numRows }, () => {
    const row = Float32Array.from(labelSet.labels, () => random.uniform(0, 1) ** 4 + 0.001);
    const sum = row.reduce((total, score) => total + score, 0);
    return row.map((score) => score / sum);
  });
}

/** A stretch of a path: a word, or (null) a frame between words. */
export type Stretch = { readonly word: string | null; readonly from: number; readonly to: number };

const gain = (row: Float32Array | undefined, label: number, scale: number) =>
  scale * Math.log(Math.max(1e-6, row?.[label] ?? 0));

/** What a frame (or segment) without a word comes to. */
const pauseGain = (row: Float32Array | undefined, { acousticScale, fillerPenalty }: DecodeOptions) =>
  Math.max(gain(row, 3, acousticScale), gain(row, 4, acousticScale) - fillerPenalty);

/** The score of one path through frames, from the definition. */
export function scorePath(
  path: readonly Stretch[],
  rows: readonly Float32Array[],
  language: LanguageModel,
  options: DecodeOptions,
): number {
  let state = language.start;
  let total = 0;
  for (const { word, from, to } of path) {
    const frames = rows.slice(from, to);
    if (word === null) {
      for (const row of frames) total += pauseGain(row, options);
      continue;
    }
    for (const row of frames) total += gain(row, labelSet.labels.indexOf(word), options.acousticScale);
    total += options.lmWeight * language.logProb(state, word) - options.wordInsertionPenalty;
    state = language.advance(state, word);
  }
  return total + options.lmWeight * language.logProbEnd(state);
}

/** Every way to cut frames into words of a least length and single frames between them. */
export function listPaths(numFrames: number, minFrames: number, from = 0): Stretch[][] {
  if (from === numFrames) return [[]];
  const starts: Stretch[] = [{ word: null, from, to: from + 1 }];
  for (let to = from + minFrames; to <= numFrames; to++) {
    for (const word of words) starts.push({ word, from, to });
  }
  return starts.flatMap((start) =>
    listPaths(numFrames, minFrames, start.to).map((rest) => prepend(start, rest)),
  );
}

/** Sentences, words joined by spaces, each with the score of its best path; best first, forbidden ones left out. */
export function bestSentences(
  paths: readonly (readonly Stretch[])[],
  rows: readonly Float32Array[],
  language: LanguageModel,
  options: DecodeOptions,
): [string, number][] {
  const best = new Map<string, number>();
  for (const path of paths) {
    const score = scorePath(path, rows, language, options);
    const sentence = path.flatMap(({ word }) => word ?? []).join(' ');
    if (score > (best.get(sentence) ?? Number.NEGATIVE_INFINITY)) best.set(sentence, score);
  }
  return [...best].toSorted(([, a], [, b]) => b - a);
}

/** A path with one step before it. */
export function prepend<Step>(step: Step, path: readonly Step[]): Step[] {
  return [step, ...path];
}
