import { describe, expect, it } from 'vitest';
import { decodeSound } from '../../../../src/core/language/decoder/decode-sound.ts';
import { findNBest } from '../../../../src/core/language/decoder/lattice.ts';
import { decodeSegments, type ScoredSegment } from '../../../../src/core/language/decoder/segment-decoder.ts';
import type { LanguageModel } from '../../../../src/core/language/language-model.ts';
import { drawRows, labelSet, prepend, wide, words } from './decoder-oracle.ts';
import { createToyLanguage } from './toy-language.ts';

/** A segment that is a word, or (null) none. */
type Choice = { readonly segment: ScoredSegment; readonly word: string | null };

/** One, two or three pieces each; a piece lasts as long as a usual word. */
function segmentsOf(seed: number, numPieces: number, longest: number): ScoredSegment[] {
  const rows = drawRows(seed, numPieces * longest);
  return Array.from({ length: numPieces }, (_, from) => from).flatMap((from) =>
    Array.from({ length: Math.min(longest, numPieces - from) }, (_, i) => {
      const to = from + i + 1;
      const scores = rows[from * longest + i] ?? new Float32Array(labelSet.labels.length);
      return { from, to, startSec: from / 2, endSec: to / 2, scores };
    }),
  );
}

/** Every way from the first piece to the last. */
function listPaths(segments: readonly ScoredSegment[], numPieces: number, at = 0): Choice[][] {
  if (at === numPieces) return [[]];
  return segments
    .filter(({ from }) => from === at)
    .flatMap((segment) => {
      const rest = listPaths(segments, numPieces, segment.to);
      return [null, ...words].flatMap((word) => rest.map((path) => prepend<Choice>({ segment, word }, path)));
    });
}

/** Sentences with the score of their best path, from the definition, best first. */
function bestSentences(paths: readonly Choice[][], language: LanguageModel): [string, number][] {
  const best = new Map<string, number>();
  for (const path of paths) {
    let state = language.start;
    let total = 0;
    for (const { segment, word } of path) {
      const gain = (label: number) =>
        wide.acousticScale * Math.log(segment.scores[label] ?? 0) * (segment.to - segment.from);
      if (word === null) total += Math.max(gain(3), gain(4)) - wide.fillerPenalty;
      else {
        total += gain(labelSet.labels.indexOf(word)) - wide.wordInsertionPenalty;
        total += wide.lmWeight * language.logProb(state, word);
        state = language.advance(state, word);
      }
    }
    total += wide.lmWeight * language.logProbEnd(state);
    const sentence = path.flatMap(({ word }) => word ?? []).join(' ');
    if (total > (best.get(sentence) ?? Number.NEGATIVE_INFINITY)) best.set(sentence, total);
  }
  return [...best].toSorted(([, a], [, b]) => b - a);
}

const cases = [1, 3].flatMap((longest) =>
  (['all', 'one', 'none'] as const).map((memory) => [longest, memory] as const),
);

describe('decodeSegments', () => {
  it.each(cases)(
    'finds every sentence that trying all finds: segments of up to %i pieces, the language model remembers %s',
    (longest, memory) => {
      for (let seed = 0; seed < 25; seed++) {
        const segments = segmentsOf(seed, 4, longest);
        const languageModel = createToyLanguage(seed, words, memory);
        const expected = bestSentences(listPaths(segments, 4), languageModel);
        const setup = { labelSet, languageModel, options: wide, priors: null };
        const { lattice, isComplete } = decodeSegments(segments, setup);
        expect(isComplete).toBe(expected.length > 0);
        if (!isComplete) continue;
        const found = findNBest(lattice, 10_000);
        const sentences = found.map(({ arcs }) => arcs.flatMap(({ word }) => word ?? []).join(' '));
        expect(sentences).toEqual(expected.map(([sentence]) => sentence));
        for (const [rank, { score }] of found.entries())
          expect(score).toBeCloseTo(expected[rank]?.[1] ?? 0, 9);
      }
    },
  );

  const free = { start: 0, logProb: () => 0, advance: () => 0, logProbEnd: () => 0 };

  it('hears no word without segments', () => {
    const setup = { labelSet, languageModel: free, options: wide, priors: null };
    const { nBest, isComplete } = decodeSound({ kind: 'segments', segments: [] }, setup, 3);
    expect(isComplete).toBe(true);
    expect(nBest).toEqual([{ words: [], acoustic: 0, lm: 0, total: 0 }]);
  });

  it('has a sentence also where more is said than the language model allows and the model knows words alone', () => {
    const logProb = (state: number) => (state === 0 ? 0 : Number.NEGATIVE_INFINITY);
    const oneWord = { ...free, advance: () => 1, logProb };
    const twoWords = { labels: ['a', 'b'], roles: new Map() };
    const setup = { labelSet: twoWords, languageModel: oneWord, options: wide, priors: null };
    const segments = [Float32Array.of(0.1, 0.9), Float32Array.of(0.3, 0.7)].map((scores, i) => {
      return { from: i, to: i + 1, startSec: i, endSec: i + 0.5, scores };
    });
    const { nBest } = decodeSound({ kind: 'segments', segments }, setup, 3);
    expect(nBest[0]?.words.map(({ word }) => word)).toEqual(['b']);
  });
});
