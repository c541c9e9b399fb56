import type { LanguageModel } from '../language-model.ts';
import type { DecodeOptions } from './decode-options.ts';
import {
  bestEmission,
  createEmission,
  type Emission,
  evenGuess,
  type LabelSet,
  type SortedLabels,
  sortLabels,
} from './emissions.ts';
import type { DecodedLattice, LatticeArc } from './lattice.ts';
import { noEntry, WordPaths } from './word-paths.ts';

/** Where windows slide over the sound. */
export type FrameTiming = {
  /** From one window to the next. */
  readonly hopSec: number;
  /** The middle of the first window. */
  readonly firstSec: number;
};

export type FrameDecoderOptions = {
  readonly labelSet: LabelSet;
  readonly languageModel: LanguageModel;
  readonly options: DecodeOptions;
  readonly timing: FrameTiming;
  /** How frequent each label is; null = all alike. */
  readonly priors: readonly number[] | null;
};

/** Words after histories that are followed at once: more are too many for any machine. */
const maxWordsOpen = 5000;

/** Where a word ended, or the beginning: paths that go on from here have the same words as far as it matters. */
type Boundary = {
  /** Lattice node of the last word's end. */
  readonly node: number;
  readonly lmState: number;
  readonly lastWord: number;
  /** Of the best path, the pause since the word's end included. */
  score: number;
  pause: number;
};

/** A word that may follow a boundary. */
type Following = {
  readonly boundaryKey: string;
  readonly word: number;
  readonly lmState: number;
  readonly lm: number;
  readonly paths: WordPaths;
};

/**
 * Decodes connected words from the scores of sliding windows, frame by frame, so that it can follow somebody who still
 * speaks. Words are left-to-right models of one label with a minimum duration; between them there may be silence or
 * something else. Paths with different histories are kept apart as far as the language model tells them apart, so
 * that its probabilities are exact.
 */
export class FrameDecoder {
  readonly #options: DecodeOptions;
  readonly #languageModel: LanguageModel;
  readonly #timing: FrameTiming;
  readonly #words: SortedLabels['words'];
  readonly #emit: Emission;
  readonly #pauseOf: (scores: Float32Array) => number;
  readonly #numStates: number;
  readonly #arcsInto: LatticeArc[][] = [[]];
  readonly #boundaries = new Map<string, Boundary>();
  readonly #following = new Map<string, Following>();
  #frame = 0;

  constructor({ labelSet, languageModel, options, timing, priors }: FrameDecoderOptions) {
    const labels = sortLabels(labelSet);
    this.#options = options;
    this.#languageModel = languageModel;
    this.#timing = timing;
    this.#words = labels.words;
    this.#emit = createEmission(options, priors);
    this.#pauseOf = planPause(labels, this.#emit, options, labelSet.labels.length);
    this.#numStates = Math.max(1, Math.round(options.minWordSec / timing.hopSec));
    const start = { node: 0, lmState: languageModel.start, lastWord: -1, score: 0, pause: 0 };
    this.#boundaries.set(keyOf(start), start);
  }

  /** Takes the scores of the next window, in the order of the labels. */
  push(scores: Float32Array): void {
    this.#openWords();
    this.#stepWords(scores);
    const gain = this.#pauseOf(scores);
    for (const boundary of this.#boundaries.values()) {
      boundary.score += gain;
      boundary.pause += gain;
    }
    this.#frame += 1;
    this.#endWords();
    this.#prune();
  }

  /**
   * What was said up to here.
   *
   * @param isEnd false while somebody still speaks: then the sentence need not be one that may end here.
   * @returns all that was said perhaps; where the language model lets no path end here, the sentences are unfinished
   *   and `isComplete` says so.
   */
  finish(isEnd = true): DecodedLattice {
    const complete = !isEnd ? [] : this.#ends((state) => this.#languageModel.logProbEnd(state));
    const last = complete.length > 0 ? complete : this.#ends(() => 0);
    return { lattice: { arcsInto: [...this.#arcsInto, last] }, isComplete: complete.length > 0 };
  }

  #ends(logProbEnd: (lmState: number) => number): LatticeArc[] {
    const timeSec = this.#timeOf(this.#frame);
    return [...this.#boundaries.values()].flatMap(({ node, lmState, pause }) => {
      const lm = logProbEnd(lmState);
      if (lm === Number.NEGATIVE_INFINITY) return [];
      const score = pause + this.#options.lmWeight * lm;
      return [{ from: node, word: null, startSec: timeSec, endSec: timeSec, acoustic: 0, pause, lm, score }];
    });
  }

  #timeOf(frame: number): number {
    const { firstSec, hopSec } = this.#timing;
    return Math.max(0, firstSec + (frame - 0.5) * hopSec);
  }

  /** Lets every word that may follow a boundary begin. */
  #openWords(): void {
    for (const [boundaryKey, { lmState }] of this.#boundaries) {
      for (const [word, { word: text }] of this.#words.entries()) {
        const key = `${boundaryKey} ${word}`;
        if (this.#following.has(key)) continue;
        const lm = this.#languageModel.logProb(lmState, text);
        if (lm === Number.NEGATIVE_INFINITY) continue;
        const paths = new WordPaths(this.#numStates);
        this.#following.set(key, { boundaryKey, word, lmState, lm, paths });
      }
    }
  }

  #stepWords(scores: Float32Array): void {
    const gains = this.#words.map(({ label }) => this.#emit(scores, label));
    const limit = this.#bestScore() - this.#options.beam;
    for (const { boundaryKey, word, lm, paths } of this.#following.values()) {
      const boundary = this.#boundaries.get(boundaryKey);
      const score = (boundary?.score ?? Number.NEGATIVE_INFINITY) + this.#stepInto(lm);
      const entry =
        boundary === undefined || score < limit
          ? noEntry
          : { frame: this.#frame, node: boundary.node, score, pause: boundary.pause };
      const gain = gains[word] ?? 0;
      paths.step(entry, gain, gain - this.#options.longWordPenalty * this.#timing.hopSec);
    }
  }

  #stepInto(lm: number): number {
    return this.#options.lmWeight * lm - this.#options.wordInsertionPenalty;
  }

  /** Every word whose last state is reached may end here: an arc of the lattice, and a boundary to go on from. */
  #endWords(): void {
    const limit = this.#bestScore() - this.#options.beam;
    const ends = new Map<string, Boundary>();
    for (const following of this.#following.values()) {
      const score = following.paths.endScore;
      // With an infinite beam, −Infinity is not below the limit: the last state is not reached yet.
      if (score === Number.NEGATIVE_INFINITY || score < limit) continue;
      const { word } = following;
      const lmState = this.#languageModel.advance(following.lmState, this.#words[word]?.word ?? '');
      const key = keyOf({ lmState, lastWord: word });
      const end = ends.get(key) ?? this.#addNode(lmState, word);
      ends.set(key, end);
      end.score = Math.max(end.score, score);
      this.#arcsInto[end.node]?.push(this.#arcOf(following, score));
    }
    for (const [key, end] of ends) {
      const known = this.#boundaries.get(key);
      if (known === undefined || end.score > known.score) this.#boundaries.set(key, end);
    }
  }

  #addNode(lmState: number, lastWord: number): Boundary {
    const node = this.#arcsInto.length;
    this.#arcsInto.push([]);
    return { node, lmState, lastWord, score: Number.NEGATIVE_INFINITY, pause: 0 };
  }

  #arcOf({ word, lm, paths }: Following, score: number): LatticeArc {
    const entry = paths.endEntry;
    const acoustic = score - entry.score;
    return {
      from: entry.node,
      word: this.#words[word]?.word ?? '',
      startSec: this.#timeOf(entry.frame),
      endSec: this.#timeOf(this.#frame),
      acoustic,
      pause: entry.pause,
      lm,
      score: acoustic + entry.pause + this.#stepInto(lm),
    };
  }

  #bestScore(): number {
    const boundary = highest(this.#boundaries.values(), ({ score }) => score);
    const inside = highest(this.#following.values(), ({ paths }) => paths.bestScore);
    return Math.max(
      boundary?.score ?? Number.NEGATIVE_INFINITY,
      inside?.paths.bestScore ?? Number.NEGATIVE_INFINITY,
    );
  }

  #prune(): void {
    const limit = Math.max(this.#bestScore() - this.#options.beam, this.#scoreOfRank(maxWordsOpen));
    for (const [key, { score }] of this.#boundaries) if (score < limit) this.#boundaries.delete(key);
    for (const [key, { boundaryKey, paths }] of this.#following) {
      if (paths.bestScore < limit && !this.#boundaries.has(boundaryKey)) this.#following.delete(key);
    }
  }

  #scoreOfRank(rank: number): number {
    if (this.#following.size <= rank) return Number.NEGATIVE_INFINITY;
    const scores = [...this.#following.values()].map(({ paths }) => paths.bestScore);
    return scores.toSorted((a, b) => b - a)[rank] ?? Number.NEGATIVE_INFINITY;
  }
}

/** What a frame without a word costs: silence, or something else. */
function planPause(
  { silences, others }: SortedLabels,
  emit: Emission,
  options: DecodeOptions,
  numLabels: number,
): (scores: Float32Array) => number {
  const guess = evenGuess(options, numLabels);
  return (scores) =>
    Math.max(
      silences.length === 0 ? guess : bestEmission(emit, scores, silences),
      bestEmission(emit, scores, others) - options.fillerPenalty,
    );
}

function keyOf({ lmState, lastWord }: Pick<Boundary, 'lmState' | 'lastWord'>): string {
  return `${lmState} ${lastWord}`;
}

function highest<T>(items: Iterable<T>, scoreOf: (item: T) => number): T | null {
  let best: T | null = null;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const item of items) {
    const score = scoreOf(item);
    if (best !== null && score <= bestScore) continue;
    best = item;
    bestScore = score;
  }
  return best;
}
