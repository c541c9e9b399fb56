import type { DecodeSetup } from './decode-sound.ts';
import { bestEmission, createEmission, sortLabels } from './emissions.ts';
import type { DecodedLattice, LatticeArc } from './lattice.ts';

/** A stretch of speech between two pauses, and the model's scores for it. */
export type ScoredSegment = {
  readonly startSec: number;
  readonly endSec: number;
  readonly scores: Float32Array;
};

/** All sentences up to a segment that go on alike. */
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
export function decodeSegments(segments: readonly ScoredSegment[], setup: DecodeSetup): DecodedLattice {
  const { labelSet, languageModel, options, priors } = setup;
  const { words, others, silences } = sortLabels(labelSet);
  const emit = createEmission(options, priors);
  const step = (lm: number) => options.lmWeight * lm - options.wordInsertionPenalty;
  const arcsInto: LatticeArc[][] = [[]];
  let places: Place[] = [{ node: 0, lmState: languageModel.start, pause: 0, score: 0 }];
  for (const { startSec, endSec, scores } of segments) {
    const ends = new Map<number, { node: number; score: number }>();
    for (const { node: from, lmState, pause, score } of places) {
      for (const { word, label } of words) {
        const lm = languageModel.logProb(lmState, word);
        if (lm === Number.NEGATIVE_INFINITY) continue;
        const acoustic = emit(scores, label);
        const arcScore = acoustic + pause + step(lm);
        const next = languageModel.advance(lmState, word);
        const end = ends.get(next) ?? { node: arcsInto.length, score: Number.NEGATIVE_INFINITY };
        if (end.node === arcsInto.length) arcsInto.push([]);
        ends.set(next, { node: end.node, score: Math.max(end.score, score - pause + arcScore) });
        arcsInto[end.node]?.push({ from, word, startSec, endSec, acoustic, pause, lm, score: arcScore });
      }
    }
    const nothing = bestEmission(emit, scores, [...others, ...silences]) - options.fillerPenalty;
    const skipped = places.map((place) => ({
      ...place,
      pause: place.pause + nothing,
      score: place.score + nothing,
    }));
    const entered = [...ends].map(([lmState, end]) => ({ ...end, lmState, pause: 0 }));
    places = keepBest([...skipped, ...entered], options.beam);
  }
  const endSec = segments.at(-1)?.endSec ?? 0;
  const ended = (logProbEnd: (state: number) => number) =>
    places.flatMap(({ node, lmState, pause }): LatticeArc[] => {
      const lm = logProbEnd(lmState);
      if (lm === Number.NEGATIVE_INFINITY) return [];
      const score = pause + options.lmWeight * lm;
      return [{ from: node, word: null, startSec: endSec, endSec, acoustic: 0, pause, lm, score }];
    });
  const complete = ended((state) => languageModel.logProbEnd(state));
  const last = complete.length > 0 ? complete : ended(() => 0);
  return { lattice: { arcsInto: [...arcsInto, last] }, isComplete: complete.length > 0 };
}

/** Gives up what falls too far behind, and more than any machine can follow. */
function keepBest(places: readonly Place[], beam: number): Place[] {
  const sorted = places
    .filter(({ score }) => score > Number.NEGATIVE_INFINITY)
    .toSorted((a, b) => b.score - a.score);
  const limit = (sorted[0]?.score ?? 0) - beam;
  return sorted.filter(({ score }) => score >= limit).slice(0, maxPlaces);
}

const maxPlaces = 2000;
