import { describe, expect, it } from 'vitest';
import { joinWords, type JoinOptions } from '../../../src/core/augmentation/join-words.ts';
import { createRandom } from '../../../src/core/training/random.ts';

const options: JoinOptions = {
  sampleRateHz: 1000,
  gapSec: [0.1, 0.1],
  edgeSec: [0.2, 0.2],
  levelSpreadDb: null,
  tempo: [1, 1],
};
const words = [new Float32Array(300).fill(0.5), new Float32Array(200).fill(-0.25)];

describe('joinWords', () => {
  it('puts words one after the other, with pauses between and around them', () => {
    const { samples, spans } = joinWords(words, options, createRandom(1));
    expect(spans).toEqual([
      [200, 500],
      [600, 800],
    ]);
    expect(samples).toHaveLength(1000);
    expect([...samples].filter((sample) => sample === 0.5)).toHaveLength(300);
    expect(samples.subarray(500, 600).every((sample) => sample === 0)).toBe(true);
  });

  it('lets words overlap where the gap is negative', () => {
    const { samples, spans } = joinWords(words, { ...options, gapSec: [-0.1, -0.1] }, createRandom(1));
    expect(spans).toEqual([
      [200, 500],
      [400, 600],
    ]);
    expect(samples[450]).toBeCloseTo(0.25, 6);
  });

  it('never begins before the recording does', () => {
    const { spans } = joinWords(words, { ...options, edgeSec: [0, 0], gapSec: [-2, -2] }, createRandom(1));
    expect(spans[1]).toEqual([0, 200]);
  });

  it('brings words to one level, and leaves silence silent', () => {
    const quiet = [...words, new Float32Array(100)];
    const { samples, spans } = joinWords(quiet, { ...options, levelSpreadDb: 0 }, createRandom(1));
    const levels = spans.map(([start]) => Math.abs(samples[start + 50] ?? 0));
    expect(levels[0]).toBeCloseTo(10 ** (-26 / 20), 5);
    expect(levels[1]).toBeCloseTo(levels[0] ?? 0, 5);
    expect(levels[2]).toBe(0);
  });

  it('says words faster, and the same for the same seed', () => {
    const faster: JoinOptions = { ...options, sampleRateHz: 16_000, gapSec: [0, 0.3], tempo: [1.5, 1.5] };
    const tone = Float32Array.from({ length: 8000 }, (_, i) => Math.sin(i / 10));
    const joined = joinWords([tone, tone], faster, createRandom(5));
    const [[start, end] = [0, 0]] = joined.spans;
    expect(end - start).toBe(Math.round(8000 / 1.5));
    expect(joinWords([tone, tone], faster, createRandom(5))).toEqual(joined);
  });
});
