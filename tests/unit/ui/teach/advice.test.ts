import { describe, expect, it } from 'vitest';
import { adviseOn } from '../../../../src/ui/train/teach/advice.ts';
import type { Take } from '../../../../src/ui/train/teach/teach-session.ts';

const labels = ['_silence_', '_unknown_', 'one', 'two'];

/** `counts` takes of each word, by so many voices. */
function takes(counts: Readonly<Record<string, number>>, numVoices = 1): Take[] {
  return Object.entries(counts).flatMap(([word, count]) =>
    Array.from({ length: count }, (_, index) => ({
      id: `${word}${index}`,
      word,
      speaker: String(index % numVoices),
      wav: new Blob(),
      durationSec: 0.5,
      envelope: new Uint8Array(),
      isHeldOut: false,
      addedMs: index,
    })),
  );
}

/** A matrix with these cells of row, column, count. */
function measure(...cells: [number, number, number][]) {
  const confusion = labels.map(() => labels.map(() => 0));
  for (const [row, column, count] of cells) (confusion[row] ?? [])[column] = count;
  return { labels, confusion, numRight: 0, numTakes: 0 };
}

describe('adviseOn', () => {
  it('asks first for takes of the word that has fewest', () => {
    const advice = adviseOn(takes({ one: 8, two: 3 }), measure([2, 3, 2]));
    expect(advice).toEqual({ kind: 'few-takes', word: 'two', numTakes: 3 });
  });

  it('names the two words that are taken for each other most', () => {
    const advice = adviseOn(takes({ one: 8, two: 8 }), measure([2, 3, 1], [3, 2, 2], [1, 2, 9]));
    expect(advice).toEqual({ kind: 'alike', word: 'two', other: 'one' });
  });

  it('names the word that is missed', () => {
    const advice = adviseOn(takes({ one: 8, two: 8 }), measure([2, 1, 1], [2, 2, 1]));
    expect(advice).toEqual({ kind: 'missed', word: 'one' });
  });

  it('asks for a second voice, and then for nothing', () => {
    const right = measure([2, 2, 2], [3, 3, 2], [1, 1, 5]);
    expect(adviseOn(takes({ one: 8, two: 8 }), right)).toEqual({ kind: 'one-voice' });
    expect(adviseOn(takes({ one: 8, two: 8 }, 2), right)).toEqual({ kind: 'none' });
  });
});
