import { describe, expect, it } from 'vitest';
import { decodeSound } from '../../../../src/core/language/decoder/decode-sound.ts';
import { FrameDecoder } from '../../../../src/core/language/decoder/frame-decoder.ts';
import { findNBest, type Hypothesis } from '../../../../src/core/language/decoder/lattice.ts';
import {
  bestSentences,
  drawRows,
  labelSet,
  listPaths,
  scorePath,
  type Stretch,
  timing,
  wide,
  words,
} from './decoder-oracle.ts';
import { createToyLanguage, type Memory } from './toy-language.ts';

const many = 100_000;
const seeds = Array.from({ length: 40 }, (_, i) => i);

function decode(rows: readonly Float32Array[], seed: number, memory: Memory, options = wide) {
  const languageModel = createToyLanguage(seed, words, memory);
  const decoder = new FrameDecoder({ labelSet, languageModel, options, timing, priors: null });
  for (const row of rows) decoder.push(row);
  return decoder.finish();
}

const wordsOf = ({ arcs }: Hypothesis) => arcs.flatMap(({ word }) => word ?? []).join(' ');

/** The path that a hypothesis tells of, frames between its words included. */
function pathOf({ arcs }: Hypothesis, numFrames: number): Stretch[] {
  const path: Stretch[] = [];
  let at = 0;
  const wait = (until: number) => {
    for (; at < until; at++) path.push({ word: null, from: at, to: at + 1 });
  };
  for (const { word, startSec, endSec } of arcs) {
    wait(startSec);
    if (word !== null) path.push({ word, from: startSec, to: endSec });
    at = endSec;
  }
  wait(numFrames);
  return path;
}

describe.each([1, 2, 3])('FrameDecoder with words of at least %i frames', (minFrames) => {
  const options = { ...wide, minWordSec: minFrames };
  const numFrames = minFrames === 1 ? 4 : 6;
  const paths = listPaths(numFrames, minFrames);

  it('finds what trying all paths finds, with every sentence, where the language model forgets nothing', () => {
    for (const seed of seeds) {
      const rows = drawRows(seed, numFrames);
      const language = createToyLanguage(seed, words, 'all');
      const expected = bestSentences(paths, rows, language, options);
      const { lattice, isComplete } = decode(rows, seed, 'all', options);
      expect(isComplete).toBe(expected.length > 0);
      if (!isComplete) continue;
      const found = findNBest(lattice, many);
      expect(found.map(wordsOf)).toEqual(expected.map(([sentence]) => sentence));
      for (const [rank, { score }] of found.entries()) expect(score).toBeCloseTo(expected[rank]?.[1] ?? 0, 9);
    }
  });

  // A word keeps one beginning for all histories that the language model cannot tell apart, so that the sentences after
  // the best one may have a score that is too low, but never too high.
  it.each(['one', 'none'] as const)('finds the best sentence where it remembers %s', (memory) => {
    for (const seed of seeds) {
      const rows = drawRows(seed, numFrames);
      const language = createToyLanguage(seed, words, memory);
      const expected = bestSentences(paths, rows, language, options);
      const { lattice, isComplete } = decode(rows, seed, memory, options);
      expect(isComplete).toBe(expected.length > 0);
      if (!isComplete) continue;
      const found = findNBest(lattice, many);
      expect(found.slice(0, 1).map(wordsOf)).toEqual([expected[0]?.[0]]);
      expect(found[0]?.score).toBeCloseTo(expected[0]?.[1] ?? 0, 9);
      const bestOf = new Map(expected);
      for (const hypothesis of found) {
        expect(hypothesis.score).toBeLessThanOrEqual((bestOf.get(wordsOf(hypothesis)) ?? -1e9) + 1e-9);
      }
    }
  });

  it('gives every sentence the score of the times it names', () => {
    for (const seed of seeds) {
      const rows = drawRows(seed, numFrames);
      const language = createToyLanguage(seed, words, 'one');
      const { lattice, isComplete } = decode(rows, seed, 'one', options);
      if (!isComplete) continue;
      for (const hypothesis of findNBest(lattice, many)) {
        const path = pathOf(hypothesis, numFrames);
        expect(scorePath(path, rows, language, options)).toBeCloseTo(hypothesis.score, 9);
        for (const { word, from, to } of path)
          if (word !== null) expect(to - from).toBeGreaterThanOrEqual(minFrames);
      }
    }
  });

  it('finds the best sentence with a beam that is never too narrow, infinite ones too', () => {
    for (const seed of seeds.slice(0, 10)) {
      const rows = drawRows(seed, numFrames);
      const wideFound = findNBest(decode(rows, seed, 'one', options).lattice, 5);
      const infinite = { ...options, beam: Number.POSITIVE_INFINITY };
      expect(findNBest(decode(rows, seed, 'one', infinite).lattice, 5)).toEqual(wideFound);
    }
  });
});

describe('FrameDecoder', () => {
  const setup = (language = createToyLanguage(1, words, 'one'), options = wide) => ({
    labelSet,
    languageModel: language,
    options,
    priors: null,
  });
  const free = { start: 0, logProb: () => -1, advance: () => 0, logProbEnd: () => 0 };
  const forbidding = { ...free, logProb: (_: number, word: string) => (word === 'b' ? -Infinity : 0) };

  it('never hears a word that is forbidden, even with a language weight of 0', () => {
    for (const lmWeight of [0, 1]) {
      const rows = drawRows(5, 12).map((row) => row.map((score, label) => (label === 1 ? 0.9 : score / 10)));
      const { nBest, candidates } = decodeSound(
        { kind: 'frames', timing, rows, words: [] },
        setup(forbidding, { ...wide, lmWeight }),
        50,
      );
      expect(nBest.flatMap((sentence) => sentence.words).filter(({ word }) => word === 'b')).toEqual([]);
      expect(candidates.filter(({ word }) => word === 'b')).toEqual([]);
    }
  });

  it('hears no word in silence', () => {
    const rows = Array.from({ length: 20 }, () => Float32Array.of(0.01, 0.01, 0.01, 0.96, 0.01));
    const { nBest, isComplete } = decodeSound({ kind: 'frames', timing, rows, words: [] }, setup(free), 3);
    expect(isComplete).toBe(true);
    expect(nBest[0]?.words).toEqual([]);
  });

  it('hears no word where there is no sound', () => {
    const { nBest } = decodeSound({ kind: 'frames', timing, rows: [], words: [] }, setup(free), 3);
    expect(nBest).toEqual([{ words: [], acoustic: 0, lm: 0, total: 0 }]);
  });

  it.each([
    ['0 everywhere', new Float32Array(5)],
    ['0 but for one', Float32Array.of(0, 1, 0, 0, 0)],
    ['no number', new Float32Array(5).fill(Number.NaN)],
  ])('keeps scores finite where they are %s', (_, row) => {
    const sound = { kind: 'frames', timing, rows: [row, row, row, row, row, row], words: [] } as const;
    for (const lmWeight of [0, 1]) {
      const { nBest, candidates } = decodeSound(sound, setup(free, { ...wide, lmWeight }), 20);
      expect(nBest.length).toBeGreaterThan(0);
      for (const { words: heard, acoustic, lm, total } of nBest) {
        expect([acoustic, lm, total].every(Number.isFinite)).toBe(true);
        for (const { word: _, ...numbers } of heard)
          expect(Object.values(numbers).every(Number.isFinite)).toBe(true);
      }
      expect(candidates.every(({ probability }) => probability > 0 && probability <= 1)).toBe(true);
    }
  });

  it('says so where the language model allows no sentence that ends here', () => {
    const endless = { ...free, logProbEnd: () => Number.NEGATIVE_INFINITY };
    const { nBest, isComplete } = decodeSound(
      { kind: 'frames', timing, rows: drawRows(3, 8), words: [] },
      setup(endless),
      3,
    );
    expect(isComplete).toBe(false);
    expect(nBest.length).toBeGreaterThan(0);
  });
});
