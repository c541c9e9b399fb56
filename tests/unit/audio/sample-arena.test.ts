import { describe, expect, it } from 'vitest';
import { prepareClip } from '../../../src/core/audio/prepare-clip.ts';
import { createSampleArena } from '../../../src/core/audio/sample-arena.ts';
import { parseFrontEnd } from '../../../src/core/features/front-end.ts';
import { createRandom } from '../../../src/core/training/random.ts';

describe('sample arena', () => {
  it('gives arrays of zeros that do not overlap until it takes them back', () => {
    const { allocate, reset } = createSampleArena();
    const arrays = [10, 60_000, 100_000, 0, 5].map((length) => allocate(length));
    for (const [i, array] of arrays.entries()) array.fill(i + 1);
    for (const [i, array] of arrays.entries()) expect(array.every((value) => value === i + 1)).toBe(true);
    expect(arrays.map(({ length }) => length)).toEqual([10, 60_000, 100_000, 0, 5]);
    reset();
    const again = allocate(100_000);
    expect(again.every((value) => value === 0)).toBe(true);
    // The same memory: nothing new is asked of the browser.
    expect(again.buffer).toBe(arrays[2]?.buffer);
  });

  it('does not keep what is very large', () => {
    const { allocate } = createSampleArena();
    const small = allocate(10);
    expect(allocate(3_000_000).buffer).not.toBe(small.buffer);
    expect(allocate(10).buffer).toBe(small.buffer);
  });

  it('prepares clips of all lengths as fresh memory does', () => {
    const arena = createSampleArena();
    const random = createRandom(3);
    const frontEnd = parseFrontEnd({ clipSamples: 16_000 });
    for (const [length, sampleRateHz] of [
      [3_000, 8000],
      [40_000, 16_000],
      [16_000, 16_000],
      [100, 44_100],
    ] as const) {
      const channels = [Float32Array.from({ length }, () => random.uniform(-1, 1))];
      const audio = { sampleRateHz, channels, notes: [] };
      arena.reset();
      expect(prepareClip(audio, frontEnd, arena.allocate)).toEqual(prepareClip(audio, frontEnd));
    }
  });
});
