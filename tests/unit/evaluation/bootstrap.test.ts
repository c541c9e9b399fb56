import { describe, expect, it } from 'vitest';
import { bootstrapScores } from '../../../src/core/evaluation/bootstrap/bootstrap-scores.ts';
import { clusterClips } from '../../../src/core/evaluation/bootstrap/cluster-clips.ts';
import { drawBinomial, logFactorials } from '../../../src/core/evaluation/bootstrap/draw-binomial.ts';
import { createResampler } from '../../../src/core/evaluation/bootstrap/resample.ts';
import { createRandom } from '../../../src/core/training/random.ts';
import { perfectTable, tableFrom } from './make-table.ts';

describe('drawBinomial', () => {
  it.each([
    [1, 0.3],
    [20, 0.05],
    [40, 0.5],
    [60, 0.9],
    [5000, 0.2],
  ])('has the distribution of %i trials with %d', (numTrials, p) => {
    const numDraws = 20_000;
    const random = createRandom(7);
    const table = logFactorials(numTrials);
    const counts = new Float64Array(numTrials + 1);
    for (let i = 0; i < numDraws; i++) {
      const k = drawBinomial(numTrials, p, table, random);
      counts[k] = (counts[k] ?? 0) + 1;
    }
    let drawn = 0;
    let expected = 0;
    let worst = 0;
    counts.forEach((count, k) => {
      const logWays = (table[numTrials] ?? 0) - (table[k] ?? 0) - (table[numTrials - k] ?? 0);
      drawn += count / numDraws;
      expected += Math.exp(logWays + k * Math.log(p) + (numTrials - k) * Math.log1p(-p));
      worst = Math.max(worst, Math.abs(drawn - expected));
    });
    // Kolmogorov and Smirnov's limit at 0.1 %.
    expect(worst).toBeLessThan(1.95 / Math.sqrt(numDraws));
    expect(drawn).toBeCloseTo(1, 9);
  });

  it.each([
    [0, 0.5, 0],
    [9, 0, 0],
    [9, 1, 9],
    [9, 1.0000001, 9],
  ])('of %i trials with %d', (numTrials, p, expected) => {
    expect(drawBinomial(numTrials, p, logFactorials(9), createRandom(0))).toBe(expected);
  });
});

describe('createResampler', () => {
  it('draws as many clips as there are', () => {
    const draw = createResampler(Int32Array.of(0, 1, 1, 2, 2, 2), 3, null, 1);
    const counts = new Float64Array(3);
    const sums = new Float64Array(3);
    for (let i = 0; i < 3000; i++) {
      draw?.(counts);
      expect(counts.reduce((total, count) => total + count, 0)).toBe(6);
      counts.forEach((count, kind) => (sums[kind] = (sums[kind] ?? 0) + count / 3000));
    }
    sums.forEach((sum, kind) => expect(Math.abs(sum - kind - 1)).toBeLessThan(0.1));
  });

  it('draws clusters whole, and unknown clips alone', () => {
    const draw = createResampler(Int32Array.of(0, 0, 1, 2, 2), 3, Int32Array.of(5, 5, 5, -1, -1), 1);
    const counts = new Float64Array(3);
    for (let i = 0; i < 100; i++) {
      draw?.(counts);
      const [zero = 0, one = 0, two = 0] = counts;
      expect(zero).toBe(2 * one);
      expect(one + two).toBe(3);
    }
  });

  it('needs two units', () => {
    expect(createResampler(Int32Array.of(0), 1, null, 1)).toBe(null);
    expect(createResampler(Int32Array.of(0, 0), 1, Int32Array.of(3, 3), 1)).toBe(null);
    expect(createResampler(Int32Array.of(0, 0), 1, Int32Array.of(-1, -1), 1)).not.toBe(null);
  });
});

describe('bootstrapScores', () => {
  const table = tableFrom(
    [],
    Array.from({ length: 60 }, (_, i) => [`${i % 3}`, `${i % 7 === 0 ? 0 : i % 3}`]),
  );

  it('gives the same for the same seed', () => {
    const options = { clusters: null, seed: 3 };
    expect(bootstrapScores(table, options)).toEqual(bootstrapScores(table, options));
    expect(bootstrapScores(table, { ...options, seed: 4 })).not.toEqual(bootstrapScores(table, options));
  });

  it('is wider by speaker where speakers differ', () => {
    const speakers = clusterClips(
      Array.from(table.actual, (_, i) => (i % 7 === 0 ? 'bad' : `good ${i % 5}`)),
    );
    const width = (clusters: Int32Array | null) => {
      const [low, high] = bootstrapScores(table, { clusters, seed: 1 })?.accuracy ?? [0, 0];
      return high - low;
    };
    expect(width(speakers)).toBeGreaterThan(width(null));
  });

  it('has no doubt where all is right, also with 500 labels', () => {
    const intervals = bootstrapScores(perfectTable(500, 1000), { clusters: null, seed: 1, numDraws: 50 });
    expect(intervals?.accuracy).toEqual([1, 1]);
    expect(intervals?.balancedAccuracy).toEqual([1, 1]);
    expect(intervals?.macroF1[1]).toBeLessThan(1);
  });

  it('says nothing of one clip or none', () => {
    expect(bootstrapScores(tableFrom([], []), { clusters: null, seed: 1 })).toBe(null);
    expect(bootstrapScores(tableFrom([], [['a', 'a']]), { clusters: null, seed: 1 })).toBe(null);
  });
});

it('clusterClips numbers names', () => {
  expect([...clusterClips(['__proto__', null, 'b', '__proto__'])]).toEqual([0, -1, 1, 0]);
});
