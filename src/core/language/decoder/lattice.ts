import { logAdd } from '../log-add.ts';

/**
 * A word on its way through a recording, with the pause before it. Scores are natural logarithms and already weighed:
 * their sum along a path is the path's score.
 */
export type LatticeArc = {
  /** Number of the node where it starts; smaller than that of the node where it ends. */
  readonly from: number;
  /** Null at the end of the sentence. */
  readonly word: string | null;
  readonly startSec: number;
  readonly endSec: number;
  /** Of the word's sound, and of the pause before it. */
  readonly acoustic: number;
  readonly pause: number;
  /** ln P(word | words before), not weighed. */
  readonly lm: number;
  /** What all of it comes to, word penalty and language weight included. */
  readonly score: number;
};

/**
 * All that was said perhaps: node 0 is the beginning, the last node the end, and `arcsInto[n]` are the words that end in
 * node n. Arcs only lead from smaller to larger numbers.
 */
export type Lattice = {
  readonly arcsInto: readonly (readonly LatticeArc[])[];
};

/** What a decoder makes of a recording. */
export type DecodedLattice = {
  readonly lattice: Lattice;
  /** False where the language model allows no sentence that ends here. */
  readonly isComplete: boolean;
};

/** A sentence that was said perhaps. */
export type Hypothesis = {
  readonly arcs: readonly LatticeArc[];
  readonly score: number;
};

type Partial = {
  readonly score: number;
  readonly key: string;
  readonly arc: LatticeArc | null;
  readonly before: Partial | null;
};

const startOfAll: Partial = { score: 0, key: '', arc: null, before: null };

/**
 * The best sentences of a lattice, best first; of those with the same words only the best.
 *
 * @param count how many at most.
 */
export function findNBest({ arcsInto }: Lattice, count: number): Hypothesis[] {
  const lists: Partial[][] = [];
  const useful = nodesBeforeEnd(arcsInto);
  for (const [node, arcs] of arcsInto.entries()) {
    if (node === 0) lists.push([startOfAll]);
    else lists.push(useful[node] === 1 ? bestInto(arcs, lists, count) : []);
  }
  return (lists.at(-1) ?? []).map((last) => ({ arcs: arcsOf(last), score: last.score }));
}

/** Which nodes lie on a path to the end. */
function nodesBeforeEnd(arcsInto: Lattice['arcsInto']): Uint8Array {
  const useful = new Uint8Array(arcsInto.length);
  useful[arcsInto.length - 1] = 1;
  for (let node = arcsInto.length - 1; node > 0; node--) {
    if (useful[node] === 0) continue;
    for (const { from } of arcsInto[node] ?? []) useful[from] = 1;
  }
  return useful;
}

function bestInto(arcs: readonly LatticeArc[], lists: readonly Partial[][], count: number): Partial[] {
  const byWords = new Map<string, Partial>();
  for (const arc of arcs) {
    for (const before of lists[arc.from] ?? []) {
      const score = before.score + arc.score;
      // A word cannot hold a line break.
      const key = arc.word === null ? before.key : `${before.key}\n${arc.word}`;
      const known = byWords.get(key);
      if (known === undefined || known.score < score) byWords.set(key, { score, key, arc, before });
    }
  }
  return [...byWords.values()].toSorted((a, b) => b.score - a.score).slice(0, count);
}

function arcsOf(last: Partial): LatticeArc[] {
  const arcs: LatticeArc[] = [];
  for (let at: Partial | null = last; at !== null; at = at.before) if (at.arc !== null) arcs.push(at.arc);
  return arcs.reverse();
}

/** A word at a place of the recording, and how probable it is that it was said there. */
export type WordCandidate = {
  readonly word: string;
  readonly startSec: number;
  readonly endSec: number;
  readonly probability: number;
};

/**
 * The words that a lattice holds, by place: arcs with the same word whose times overlap count together.
 *
 * @param minProbability less probable ones are left out.
 * @see Mangu, Brill & Stolcke 2000, Finding consensus in speech recognition, for the idea; words are not put into
 *   columns here.
 */
export function findCandidates(lattice: Lattice, minProbability: number): WordCandidate[] {
  const groups: { word: string; startSec: number; endSec: number; probability: number; best: number }[] = [];
  const arcs = arcProbabilities(lattice)
    .filter(({ arc, probability }) => arc.word !== null && probability > minProbability / 1000)
    .toSorted((a, b) => b.probability - a.probability);
  for (const { arc, probability } of arcs) {
    const group = groups.find(
      ({ word, startSec, endSec }) => word === arc.word && isMostlyWithin(arc, { startSec, endSec }),
    );
    if (group === undefined)
      groups.push({
        word: arc.word ?? '',
        startSec: arc.startSec,
        endSec: arc.endSec,
        probability,
        best: probability,
      });
    else group.probability += probability;
  }
  return groups
    .filter(({ probability }) => probability >= minProbability)
    .map(({ word, startSec, endSec, probability }) => ({
      word,
      startSec,
      endSec,
      probability: Math.min(1, probability),
    }))
    .toSorted((a, b) => a.startSec - b.startSec || b.probability - a.probability);
}

/** How probable it is that the path that was said goes through each arc: forward, backward. */
export function arcProbabilities(
  lattice: Lattice,
): { readonly arc: LatticeArc; readonly probability: number }[] {
  const forward = forwardScores(lattice);
  const backward = backwardScores(lattice);
  const total = forward.at(-1) ?? Number.NEGATIVE_INFINITY;
  return lattice.arcsInto.flatMap((arcs, node) =>
    arcs.map((arc) => ({
      arc,
      probability: Math.exp((forward[arc.from] ?? 0) + arc.score + (backward[node] ?? 0) - total),
    })),
  );
}

type Span = { readonly startSec: number; readonly endSec: number };

/** Whether half of the shorter one is shared. */
export function isMostlyWithin(a: Span, b: Span): boolean {
  const shared = Math.min(a.endSec, b.endSec) - Math.max(a.startSec, b.startSec);
  return shared >= Math.min(a.endSec - a.startSec, b.endSec - b.startSec) / 2;
}

function forwardScores({ arcsInto }: Lattice): Float64Array {
  const scores = new Float64Array(arcsInto.length).fill(Number.NEGATIVE_INFINITY);
  scores[0] = 0;
  for (let node = 1; node < arcsInto.length; node++) {
    for (const { from, score } of arcsInto[node] ?? []) {
      scores[node] = logAdd(scores[node] ?? 0, (scores[from] ?? 0) + score);
    }
  }
  return scores;
}

function backwardScores({ arcsInto }: Lattice): Float64Array {
  const scores = new Float64Array(arcsInto.length).fill(Number.NEGATIVE_INFINITY);
  scores[arcsInto.length - 1] = 0;
  for (let node = arcsInto.length - 1; node > 0; node--) {
    for (const { from, score } of arcsInto[node] ?? []) {
      scores[from] = logAdd(scores[from] ?? 0, (scores[node] ?? 0) + score);
    }
  }
  return scores;
}
