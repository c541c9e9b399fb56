import { anyWords } from '../combine-models.ts';
import { findingOptions } from './decode-options.ts';
import type { LabelSet } from './emissions.ts';
import { FrameDecoder } from './frame-decoder.ts';
import {
  type DecodedLattice,
  findCandidates,
  findNBest,
  type Hypothesis,
  isMostlyWithin,
  type WordCandidate,
} from './lattice.ts';
import type { DecodeSetup } from './decode-setup.ts';
import type { SoundScores } from './sound-scores.ts';
import { findWordSpans, type Span, weighWholeWords } from './whole-words.ts';
import { decodeSegments } from './segment-decoder.ts';

/** A word that was heard. Logarithms are natural; `acoustic` is weighed, `lm` is not. */
export type DecodedWord = {
  readonly word: string;
  readonly startSec: number;
  readonly endSec: number;
  /** How probable it is that this word was said here, 0…1. */
  readonly score: number;
  readonly acoustic: number;
  readonly lm: number;
};

/** A sentence that was said perhaps; `total` is what the decoder went by: sound, language, and penalties. */
export type DecodedSentence = {
  readonly words: readonly DecodedWord[];
  readonly acoustic: number;
  readonly lm: number;
  readonly total: number;
};

export type Decoding = {
  /** The best sentences, best first, all with different words. Never empty: silence is one without words. */
  readonly nBest: readonly DecodedSentence[];
  /** All words that were said perhaps, by their beginning. */
  readonly candidates: readonly WordCandidate[];
  /** False where the language model allows no sentence that ends here: then the sentences are unfinished. */
  readonly isComplete: boolean;
};

/** Less probable words are not shown. */
const minProbability = 0.01;

/** Frames between two turns: some milliseconds. */
const framesAtOnce = 100;

/**
 * Finds the words of a recording.
 *
 * @param count how many sentences at most.
 */
export function decodeSound(sound: SoundScores, setup: DecodeSetup, count: number): Decoding {
  const steps = decodeInSteps(sound, setup, count);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * What of a recording may be a word, going by windows that slid over it: a model that knows single words is asked about
 * each before the words are looked for.
 */
export function findWords(
  { rows, timing }: Pick<SoundScores & { kind: 'frames' }, 'rows' | 'timing'>,
  labelSet: LabelSet,
): Span[] {
  const setup = { labelSet, languageModel: anyWords, options: findingOptions, priors: null };
  const decoder = new FrameDecoder({ ...setup, timing });
  for (const row of rows) decoder.push(row);
  return findWordSpans(decoder.finish());
}

/** `decodeSound` in steps of some milliseconds, so that it can be stopped between two; each gives the share that is done. */
export function* decodeInSteps(
  sound: SoundScores,
  setup: DecodeSetup,
  count: number,
): Generator<number, Decoding> {
  const { isEnd = true } = setup;
  if (sound.kind === 'segments') return describeLattice(decodeSegments(sound.segments, setup, isEnd), count);
  const { rows, timing, words } = sound;
  const decoder = new FrameDecoder({ ...setup, timing });
  for (const [frame, row] of rows.entries()) {
    decoder.push(row);
    if (frame % framesAtOnce === framesAtOnce - 1) yield frame / rows.length;
  }
  const decoded = decoder.finish(isEnd);
  const weighed = words.length === 0 ? decoded : weighWholeWords(decoded, words, { ...setup, ...timing });
  return describeLattice(weighed, count);
}

/** Reads sentences and words out of a lattice. */
function describeLattice({ lattice, isComplete }: DecodedLattice, count: number): Decoding {
  const candidates = findCandidates(lattice, minProbability);
  const nBest = findNBest(lattice, count).map((hypothesis) => describe(hypothesis, candidates));
  return { nBest, candidates, isComplete };
}

function describe({ arcs, score }: Hypothesis, candidates: readonly WordCandidate[]): DecodedSentence {
  const words = arcs.flatMap(({ word, startSec, endSec, acoustic, lm }): DecodedWord[] =>
    word === null
      ? []
      : [
          {
            word,
            startSec,
            endSec,
            score: probabilityOf({ word, startSec, endSec }, candidates),
            acoustic,
            lm,
          },
        ],
  );
  return {
    words,
    acoustic: arcs.reduce((sum, arc) => sum + arc.acoustic + arc.pause, 0),
    lm: arcs.reduce((sum, arc) => sum + arc.lm, 0),
    total: score,
  };
}

function probabilityOf(
  said: Omit<WordCandidate, 'probability'>,
  candidates: readonly WordCandidate[],
): number {
  return candidates
    .filter((other) => other.word === said.word && isMostlyWithin(other, said))
    .reduce((best, { probability }) => Math.max(best, probability), 0);
}
