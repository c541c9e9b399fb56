import type { DecodeSetup } from './decode-setup.ts';
import {
  bestEmission,
  createEmission,
  type Emission,
  evenGuess,
  type SortedLabels,
  sortLabels,
} from './emissions.ts';
import type { DecodedLattice, LatticeArc } from './lattice.ts';

/** What may be one word, pieces `from` to before `to` of a recording, and the model's scores for it. */
export type ScoredSegment = {
  readonly from: number;
  readonly to: number;
  readonly startSec: number;
  readonly endSec: number;
  readonly scores: Float32Array;
};

const maxPlaces = 2000;
const usualWordSec = 0.5;

/** All sentences up to a piece that go on alike. */
type Place = {
  readonly node: number;
  readonly lmState: number;
  readonly pause: number;
  readonly score: number;
};

/**
 * Decodes words that are said one by one: each stretch of speech is a word, or none at all (a noise, a word that the
 * model does not know). Sentences with different histories are kept apart as far as the language model tells them apart.
 */
export function decodeSegments(
  segments: readonly ScoredSegment[],
  setup: DecodeSetup,
  isEnd = true,
): DecodedLattice {
  return new SegmentSearch(setup).run(segments, isEnd);
}

class SegmentSearch {
  readonly #setup: DecodeSetup;
  readonly #labels: SortedLabels;
  readonly #emit: Emission;
  readonly #arcsInto: LatticeArc[][] = [[]];

  constructor(setup: DecodeSetup) {
    this.#setup = setup;
    this.#labels = sortLabels(setup.labelSet);
    this.#emit = createEmission(setup.options, setup.priors);
  }

  run(segments: readonly ScoredSegment[], isEnd: boolean): DecodedLattice {
    const { languageModel, options } = this.#setup;
    const numPieces = segments.reduce((most, { to }) => Math.max(most, to), 0);
    const endSec = segments.reduce((most, segment) => Math.max(most, segment.endSec), 0);
    const start = { node: 0, lmState: languageModel.start, pause: 0, score: 0 };
    const placesAt: Place[][] = Array.from({ length: numPieces + 1 }, (_, at) => (at === 0 ? [start] : []));
    for (let at = 1; at <= numPieces; at++) {
      const places = segments
        .filter(({ to }) => to === at)
        .flatMap((segment) => {
          const before = placesAt[segment.from] ?? [];
          return this.#skip(segment, before).concat(this.#enter(segment, before));
        });
      placesAt[at] = keepBest(places, options.beam);
    }
    const last = placesAt[numPieces] ?? [];
    const complete = isEnd ? this.#end(last, endSec, (state) => languageModel.logProbEnd(state)) : [];
    const ends = complete.length > 0 ? complete : this.#end(last, endSec, () => 0);
    return { lattice: { arcsInto: [...this.#arcsInto, ends] }, isComplete: complete.length > 0 };
  }

  /** The segment is no word. */
  #skip(segment: ScoredSegment, places: readonly Place[]): Place[] {
    const { labelSet, options } = this.#setup;
    const noWords = [...this.#labels.others, ...this.#labels.silences];
    const best =
      noWords.length === 0
        ? evenGuess(options, labelSet.labels.length)
        : bestEmission(this.#emit, segment.scores, noWords);
    const gain = best * lengthOf(segment) - options.fillerPenalty;
    return places.map(({ node, lmState, pause, score }) => ({
      node,
      lmState,
      pause: pause + gain,
      score: score + gain,
    }));
  }

  /** The segment is a word. */
  #enter(segment: ScoredSegment, places: readonly Place[]): Place[] {
    const { startSec, endSec, scores } = segment;
    const { languageModel, options } = this.#setup;
    const ends = new Map<number, { node: number; score: number }>();
    for (const { node: from, lmState, pause, score } of places) {
      for (const { word, label } of this.#labels.words) {
        const lm = languageModel.logProb(lmState, word);
        if (lm === Number.NEGATIVE_INFINITY) continue;
        const acoustic = this.#emit(scores, label) * lengthOf(segment);
        const step = acoustic + options.lmWeight * lm - options.wordInsertionPenalty;
        const end = this.#nodeFor(ends, languageModel.advance(lmState, word));
        end.score = Math.max(end.score, score + step);
        this.#arcsInto[end.node]?.push({
          from,
          word,
          startSec,
          endSec,
          acoustic,
          pause,
          lm,
          score: pause + step,
        });
      }
    }
    return [...ends].map(([lmState, { node, score }]) => ({ node, score, lmState, pause: 0 }));
  }

  #nodeFor(ends: Map<number, { node: number; score: number }>, lmState: number) {
    const known = ends.get(lmState);
    if (known !== undefined) return known;
    const end = { node: this.#arcsInto.length, score: Number.NEGATIVE_INFINITY };
    this.#arcsInto.push([]);
    ends.set(lmState, end);
    return end;
  }

  #end(places: readonly Place[], timeSec: number, logProbEnd: (state: number) => number): LatticeArc[] {
    return places.flatMap(({ node, lmState, pause }) => {
      const lm = logProbEnd(lmState);
      if (lm === Number.NEGATIVE_INFINITY) return [];
      const score = pause + this.#setup.options.lmWeight * lm;
      return [{ from: node, word: null, startSec: timeSec, endSec: timeSec, acoustic: 0, pause, lm, score }];
    });
  }
}

/** In words of usual length: one long word must not beat two short ones just because it is judged once. */
function lengthOf({ startSec, endSec }: ScoredSegment): number {
  return (endSec - startSec) / usualWordSec;
}

/** Keeps the best way from each node; gives up what falls too far behind, and more than any machine can follow. */
function keepBest(places: readonly Place[], beam: number): Place[] {
  const byNode = new Map<number, Place>();
  for (const place of places) {
    if (place.score > (byNode.get(place.node)?.score ?? Number.NEGATIVE_INFINITY))
      byNode.set(place.node, place);
  }
  const sorted = [...byNode.values()].toSorted((a, b) => b.score - a.score);
  const limit = (sorted[0]?.score ?? 0) - beam;
  return sorted.filter(({ score }) => score >= limit).slice(0, maxPlaces);
}
