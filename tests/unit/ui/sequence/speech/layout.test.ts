import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareSentences } from '../../../../../src/ui/sequence/speech/result/compare-sentences.ts';
import {
  maxLanes,
  stackCandidates,
} from '../../../../../src/ui/sequence/speech/timeline/stack-candidates.ts';
import {
  firstZoom,
  placeInView,
  samplesInView,
  scrollToShow,
  visibleRange,
  widthOf,
} from '../../../../../src/ui/sequence/speech/timeline/visible-range.ts';

const candidate = (word: string, startSec: number, endSec: number, probability: number) => ({
  word,
  startSec,
  endSec,
  probability,
});

describe('stackCandidates', () => {
  it('puts the most probable word at the top', () => {
    const stacked = stackCandidates([
      candidate('nine', 0, 1, 0.2),
      candidate('one', 0, 1, 0.8),
      candidate('two', 1, 2, 0.4),
      candidate('to', 0.9, 2, 0.6),
    ]);
    expect(stacked.map(({ candidate: { word }, lane }) => [word, lane])).toEqual([
      ['one', 0],
      ['nine', 2],
      ['to', 1],
      ['two', 0],
    ]);
  });

  it('never covers one word with another', () => {
    const drawn = fc.record({
      word: fc.constantFrom('a', 'b'),
      startSec: fc.double({ min: 0, max: 5, noNaN: true }),
      lengthSec: fc.double({ min: 0.01, max: 2, noNaN: true }),
      probability: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 30 }), (list) => {
        const stacked = stackCandidates(
          list.map(({ word, startSec, lengthSec, probability }) =>
            candidate(word, startSec, startSec + lengthSec, probability),
          ),
        );
        for (const [i, { candidate: a, lane }] of stacked.entries()) {
          expect(lane).toBeLessThan(maxLanes);
          for (const { candidate: b, lane: other } of stacked.slice(i + 1))
            if (lane === other) expect(a.startSec < b.endSec && b.startSec < a.endSec).toBe(false);
        }
      }),
    );
  });
});

describe('visibleRange', () => {
  it('shows the whole recording when it fits', () => {
    const fullWidth = widthOf('fit', 5, 400);
    expect(visibleRange({ durationSec: 5, width: 400, fullWidth }, 0)).toEqual({ startSec: 0, endSec: 5 });
  });

  it('shows what has been scrolled to, and no more than there is', () => {
    const fullWidth = widthOf(100, 20, 400);
    expect(fullWidth).toBe(2000);
    const view = { durationSec: 20, width: 400, fullWidth };
    expect(visibleRange(view, 500)).toEqual({ startSec: 5, endSec: 9 });
    expect(visibleRange(view, 9999)).toEqual({ startSec: 16, endSec: 20 });
    expect(visibleRange(view, -5)).toEqual({ startSec: 0, endSec: 4 });
  });

  it('begins with the whole recording only where its words can be read', () => {
    expect(firstZoom(4, 400)).toBe('fit');
    expect(firstZoom(60, 400)).toBe(200);
    expect(firstZoom(0, 400)).toBe('fit');
  });

  it('places a word in view, and none out of it', () => {
    const range = { startSec: 2, endSec: 4 };
    expect(placeInView({ startSec: 2.5, endSec: 3 }, range)).toEqual({ left: '25%', width: '25%' });
    expect(placeInView({ startSec: 1, endSec: 2 }, range)).toBeNull();
    expect(placeInView({ startSec: 4, endSec: 5 }, range)).toBeNull();
  });

  it('scrolls a word into the middle only where it is out of view', () => {
    const range = { startSec: 2, endSec: 4 };
    expect(scrollToShow({ startSec: 2, endSec: 3 }, range, 100)).toBeNull();
    expect(scrollToShow({ startSec: 6, endSec: 7 }, range, 100)).toBe(550);
    expect(scrollToShow({ startSec: 0, endSec: 1 }, range, 100)).toBe(0);
  });

  it('cuts the samples in view', () => {
    const samples = Float32Array.from({ length: 100 }, (_, i) => i);
    const cut = samplesInView(samples, 10, { startSec: 2, endSec: 3 });
    expect([cut.samples[0], cut.samples.length, cut.startSec]).toEqual([20, 10, 2]);
  });
});

describe('compareSentences', () => {
  it('marks the words that only one of them has', () => {
    const { first, second } = compareSentences(['one', 'two', 'three'], ['one', 'three', 'four']);
    const marked = (words: typeof first) =>
      words.map(({ word, isDifferent }) => (isDifferent ? `*${word}` : word)).join(' ');
    expect([marked(first), marked(second)]).toEqual(['one *two three', 'one three *four']);
  });
});
