import { describe, expect, it } from 'vitest';
import { optionsFor } from '../../../../src/core/language/decoder/decode-options.ts';
import { findNBest, type Lattice, type LatticeArc } from '../../../../src/core/language/decoder/lattice.ts';
import { findWordSpans, weighWholeWords } from '../../../../src/core/language/decoder/whole-words.ts';

function arc(from: number, word: string | null, [startSec, endSec]: [number, number], p: number): LatticeArc {
  return { from, word, startSec, endSec, acoustic: Math.log(p), pause: 0, lm: 0, score: Math.log(p) };
}

/** “five” (0.5) or “nine” (0.3), or “five” a moment later (0.2), and hardly ever “one”; then “two”, then the end. */
const lattice: Lattice = {
  arcsInto: [
    [],
    [
      arc(0, 'five', [0, 0.5], 0.5),
      arc(0, 'nine', [0, 0.5], 0.3),
      arc(0, 'five', [0.04, 0.5], 0.2),
      arc(0, 'one', [0, 0.3], 1e-7),
    ],
    [arc(1, 'two', [0.5, 1], 1)],
    [arc(2, null, [1, 1], 1)],
  ],
};
const decoded = { lattice, isComplete: true };
const labelSet = { labels: ['five', 'nine', 'two'], roles: new Map() };
const setup = { labelSet, options: optionsFor('frames'), priors: null, hopSec: 0.04 };
const bestOf = ({ arcsInto }: Lattice) => findNBest({ arcsInto }, 1)[0]?.arcs.map(({ word }) => word);

describe('findWordSpans', () => {
  it('gives likely stretches, likeliest first, and of those that sound alike one', () => {
    expect(findWordSpans(decoded)).toEqual([
      { startSec: 0.5, endSec: 1 },
      { startSec: 0, endSec: 0.5 },
    ]);
  });

  it('finds nothing in silence', () => {
    const silence = { arcsInto: [[], [arc(0, null, [1, 1], 1)]] };
    expect(findWordSpans({ lattice: silence, isComplete: true })).toEqual([]);
  });
});

describe('weighWholeWords', () => {
  const heard = [
    { startSec: 0, endSec: 0.5, scores: Float32Array.of(0.1, 0.8, 0.1) },
    { startSec: 0.5, endSec: 1, scores: Float32Array.of(0.01, 0.01, 0.98) },
  ];

  it('lets the word win that a second hearing is sure of', () => {
    expect(bestOf(lattice)).toEqual(['five', 'two', null]);
    const weighed = weighWholeWords(decoded, heard, setup);
    expect(bestOf(weighed.lattice)).toEqual(['nine', 'two', null]);
    const [nine] = weighed.lattice.arcsInto[1]?.filter(({ word }) => word === 'nine') ?? [];
    expect(nine?.score).toBeCloseTo(Math.log(0.3) + setup.options.wholeWordScale * Math.log(0.8), 6);
    expect(weighed.isComplete).toBe(true);
  });

  it('takes the mean of the windows where a stretch was not heard', () => {
    const { acousticScale, wholeWordScale } = setup.options;
    const { arcsInto } = weighWholeWords(decoded, heard.slice(1), setup).lattice;
    // 0.5 s are 12 or 13 windows of 40 ms: 12.5 is rounded up.
    const mean = Math.log(0.5) / (13 * acousticScale);
    expect(arcsInto[1]?.[0]?.score).toBeCloseTo(Math.log(0.5) + wholeWordScale * mean, 9);
  });

  it('changes nothing at a weight of 0', () => {
    const options = { ...setup.options, wholeWordScale: 0 };
    expect(weighWholeWords(decoded, heard, { ...setup, options })).toEqual(decoded);
  });
});
