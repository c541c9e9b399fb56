import type { DecodeOptions } from './decode-options.ts';
import { createEmission, type LabelSet } from './emissions.ts';
import { arcProbabilities, type DecodedLattice, type LatticeArc } from './lattice.ts';

/** A stretch of a recording, in seconds. */
export type Span = { readonly startSec: number; readonly endSec: number };

/** A stretch that may be one word, and what a model that knows single words makes of it. */
export type HeardWord = Span & { readonly scores: Float32Array };

/** Stretches that are less probable to be a word are not worth another look. */
const minProbability = 1e-4;
/** Stretches whose ends lie closer together sound alike: one of them is heard. */
const alikeSec = 0.05;
/** What was heard counts for stretches whose ends lie so close by. */
const nearSec = 0.09;
/** No recording needs more in a second. */
const maxSpansPerSec = 30;

/**
 * What of a recording may be a word, likeliest first: a model that hears words whole is then asked about each.
 *
 * @param decoded by sliding windows, without a language model.
 */
export function findWordSpans({ lattice }: DecodedLattice): Span[] {
  const arcs = arcProbabilities(lattice)
    .filter(({ arc, probability }) => arc.word !== null && probability >= minProbability)
    .toSorted((a, b) => b.probability - a.probability);
  const endSec = arcs.reduce((last, { arc }) => Math.max(last, arc.endSec), 0);
  const limit = Math.ceil(maxSpansPerSec * endSec);
  const near = createSpanIndex<Span>();
  const spans: Span[] = [];
  for (const { arc } of arcs) {
    if (spans.length >= limit) break;
    const { startSec, endSec } = arc;
    if (near.find(arc, alikeSec) !== null) continue;
    spans.push({ startSec, endSec });
    near.add({ startSec, endSec });
  }
  return spans;
}

/**
 * Weighs what the sliding windows say of each word against what a model says that has heard the word whole. Where a
 * stretch was not heard, the windows' own mean stands for it.
 *
 * @see Ostendorf et al. 1991, Integration of diverse recognition methodologies through reevaluation of N-best sentence
 *   hypotheses, for the idea; here it is the lattice that is weighed anew.
 */
export function weighWholeWords(
  { lattice, isComplete }: DecodedLattice,
  heard: readonly HeardWord[],
  { labelSet, options, priors, hopSec }: WholeWordSetup,
): DecodedLattice {
  const labels = new Map(labelSet.labels.map((word, label) => [word, label]));
  const emit = createEmission({ ...options, acousticScale: 1 }, priors);
  const near = createSpanIndex<HeardWord>();
  for (const word of heard) near.add(word);
  const gainOf = (arc: LatticeArc): number => {
    const word = near.find(arc, nearSec);
    const label = labels.get(arc.word ?? '');
    if (word !== null && label !== undefined) return emit(word.scores, label);
    const numFrames = Math.max(1, Math.round((arc.endSec - arc.startSec) / hopSec));
    return arc.acoustic / (numFrames * options.acousticScale || 1);
  };
  const weigh = (arc: LatticeArc): LatticeArc => {
    if (arc.word === null) return arc;
    const gain = options.wholeWordScale * gainOf(arc);
    return { ...arc, acoustic: arc.acoustic + gain, score: arc.score + gain };
  };
  return { lattice: { arcsInto: lattice.arcsInto.map((arcs) => arcs.map(weigh)) }, isComplete };
}

type WholeWordSetup = {
  readonly labelSet: LabelSet;
  readonly options: DecodeOptions;
  readonly priors: readonly number[] | null;
  readonly hopSec: number;
};

const bucketSec = 0.1;

/** Finds the stretch whose ends lie closest to those of another. */
function createSpanIndex<S extends Span>() {
  const buckets = new Map<number, S[]>();
  return {
    add(span: S): void {
      const bucket = Math.floor(span.startSec / bucketSec);
      const known = buckets.get(bucket);
      if (known === undefined) buckets.set(bucket, [span]);
      else known.push(span);
    },
    /** @returns null where both ends lie further than `withinSec` away. `withinSec` is at most the buckets' width. */
    find({ startSec, endSec }: Span, withinSec: number): S | null {
      const middle = Math.floor(startSec / bucketSec);
      let best: S | null = null;
      let least = withinSec;
      for (let bucket = middle - 1; bucket <= middle + 1; bucket++) {
        for (const span of buckets.get(bucket) ?? []) {
          const away = Math.max(Math.abs(span.startSec - startSec), Math.abs(span.endSec - endSec));
          if (away > least || (best !== null && away === least)) continue;
          best = span;
          least = away;
        }
      }
      return best;
    },
  };
}
