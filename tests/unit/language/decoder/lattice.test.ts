import { describe, expect, it } from 'vitest';
import {
  findCandidates,
  findNBest,
  type Lattice,
  type LatticeArc,
} from '../../../../src/core/language/decoder/lattice.ts';

function arc(from: number, word: string | null, [startSec, endSec]: [number, number], p: number): LatticeArc {
  return { from, word, startSec, endSec, acoustic: Math.log(p), pause: 0, lm: 0, score: Math.log(p) };
}

/**
 * Node 1: “one” (0.6) or “nine” (0.2) at 0–1 s, node 2: “one”, a little later (0.2), node 3: “two” from node 1 (0.5),
 * “too” from node 1 (0.5) and “two” from node 2 (1), then the end.
 */
const lattice: Lattice = {
  arcsInto: [
    [],
    [arc(0, 'one', [0, 1], 0.6), arc(0, 'nine', [0, 1], 0.2)],
    [arc(0, 'one', [0.2, 1.2], 0.2)],
    [arc(1, 'two', [1, 2], 0.5), arc(1, 'too', [1, 2], 0.5), arc(2, 'two', [1.2, 2], 1)],
    [arc(3, null, [2, 2], 1)],
  ],
};

describe('findCandidates', () => {
  it('adds up the probability of a word at a place, worked out by hand', () => {
    const found = findCandidates(lattice, 0.01).map(({ word, startSec, endSec, probability }) => [
      word,
      startSec,
      endSec,
      Number(probability.toFixed(9)),
    ]);
    expect(found).toEqual([
      ['one', 0, 1, 0.8],
      ['nine', 0, 1, 0.2],
      ['two', 1, 2, 0.6],
      ['too', 1, 2, 0.4],
    ]);
  });

  it('leaves improbable words out', () => {
    expect(findCandidates(lattice, 0.3).map(({ word }) => word)).toEqual(['one', 'two', 'too']);
  });

  it('has none where no path comes to the end', () => {
    expect(findCandidates({ arcsInto: [[], []] }, 0.01)).toEqual([]);
  });
});

describe('findNBest', () => {
  it('lists sentences with different words, each by its best path', () => {
    const found = findNBest(lattice, 10).map(({ arcs, score }) => [
      arcs.flatMap(({ word }) => word ?? []).join(' '),
      Number(Math.exp(score).toFixed(9)),
    ]);
    expect(found).toEqual([
      ['one two', 0.3],
      ['one too', 0.3],
      ['nine two', 0.1],
      ['nine too', 0.1],
    ]);
  });

  it('stops at the number asked for', () => {
    expect(findNBest(lattice, 2)).toHaveLength(2);
  });
});
