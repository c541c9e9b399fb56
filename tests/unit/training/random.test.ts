import { describe, expect, it } from 'vitest';
import { createRandom, shuffledIndices } from '../../../src/core/training/random.ts';

describe('random', () => {
  it('gives another stream for each step, evenly spread', () => {
    const means = Array.from({ length: 200 }, (_, step) => createRandom(1, 11, step).uniform(0, 1));
    expect(new Set(means).size).toBe(200);
    const mean = means.reduce((sum, value) => sum + value, 0) / 200;
    // Five standard errors.
    expect(Math.abs(mean - 0.5)).toBeLessThan((5 * Math.sqrt(1 / 12)) / Math.sqrt(200));
  });

  it('shuffles without losing anything', () => {
    const order = shuffledIndices(50, createRandom(3));
    expect(order).not.toEqual([...order].sort((a, b) => a - b));
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  });
});
