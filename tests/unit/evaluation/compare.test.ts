import { describe, expect, it } from 'vitest';
import { alignTables } from '../../../src/core/evaluation/compare/align-tables.ts';
import { bootstrapDifference } from '../../../src/core/evaluation/compare/bootstrap-difference.ts';
import { differenceMatrix, findDisagreements } from '../../../src/core/evaluation/compare/disagreements.ts';
import { mcnemarExact } from '../../../src/core/evaluation/compare/mcnemar.ts';
import { makeScoreTable } from '../../../src/core/evaluation/score-table.ts';

const named = (modelLabels: readonly string[], clips: readonly (readonly [string, string, string])[]) => ({
  ...makeScoreTable(
    clips.map(([path, label, predicted]) => ({ path, label, predicted, scores: [] })),
    modelLabels,
  ),
  paths: clips.map(([path]) => path),
});

const a = named(
  ['yes', 'no'],
  [
    ['1', 'yes', 'yes'],
    ['2', 'yes', 'no'],
    ['3', 'no', 'yes'],
    ['4', 'no', 'no'],
    ['only a', 'no', 'no'],
    ['o\u0308', 'no', 'yes'],
    ['7', 'no', 'no'],
  ],
);
const b = named(
  ['no', 'maybe', 'yes'],
  [
    ['7', 'yes', 'no'],
    ['\u00f6', 'no', 'yes'],
    ['4', 'no', 'no'],
    ['3', 'no', 'maybe'],
    ['2', 'yes', 'yes'],
    ['1', 'yes', 'no'],
    ['only b', 'no', 'no'],
    ['only b too', 'no', 'no'],
  ],
);
const aligned = alignTables(a, b);

describe('alignTables', () => {
  it('matches by path and label, whatever the order of clips and labels', () => {
    expect(aligned.labels).toEqual(['yes', 'no', 'maybe']);
    expect([...aligned.actual]).toEqual([0, 0, 1, 1, 1]);
    expect([...aligned.predictedA]).toEqual([0, 1, 0, 1, 0]);
    expect([...aligned.predictedB]).toEqual([1, 0, 2, 1, 0]);
    expect([...aligned.clipsA]).toEqual([0, 1, 2, 3, 5]);
    expect([...aligned.clipsB]).toEqual([5, 4, 3, 2, 1]);
    expect(aligned).toMatchObject({ numOnlyA: 1, numOnlyB: 2, numRelabelled: 1 });
  });

  it('matches a path that is there twice only as often as both have it', () => {
    const twice = named(
      [],
      [
        ['1', 'x', 'x'],
        ['1', 'x', 'y'],
      ],
    );
    const once = named([], [['1', 'x', 'x']]);
    expect(alignTables(twice, once)).toMatchObject({ numOnlyA: 1, numOnlyB: 0, numRelabelled: 0 });
  });
});

describe('what two models differ in', () => {
  it('finds who is right', () => {
    expect(findDisagreements(aligned)).toEqual({
      numBothRight: 1,
      numSameMistake: 1,
      bothWrong: Int32Array.of(2),
      onlyARight: Int32Array.of(0),
      onlyBRight: Int32Array.of(1),
    });
  });

  it('subtracts the matrices', () => {
    expect(differenceMatrix(aligned)).toEqual([
      [0, 0, 0],
      [-1, 0, 1],
      [0, 0, 0],
    ]);
  });

  it('measures by how much the second is better', () => {
    const differences = bootstrapDifference(aligned, { clusters: null, seed: 1 });
    expect(differences?.accuracy.value).toBe(0);
    expect(differences?.accuracy.interval?.[0]).toBeLessThan(0);
    expect(differences?.accuracy.interval?.[1]).toBeGreaterThan(0);
    const oneCluster = bootstrapDifference(aligned, { clusters: new Int32Array(5), seed: 1 });
    expect(oneCluster?.macroF1.interval).toBe(null);
  });

  it('says nothing without shared clips', () => {
    const nothing = alignTables(a, named([], []));
    expect(nothing).toMatchObject({ numOnlyA: 7, numOnlyB: 0 });
    expect(bootstrapDifference(nothing, { clusters: null, seed: 1 })).toBe(null);
    expect(findDisagreements(nothing)).toMatchObject({ numBothRight: 0, numSameMistake: 0 });
  });
});

describe('mcnemarExact', () => {
  it('is exact for few clips', () => {
    expect(mcnemarExact(0, 0)).toBe(1);
    expect(mcnemarExact(0, 5)).toBeCloseTo(2 / 32, 15);
    expect(mcnemarExact(1, 5)).toBeCloseTo((2 * (1 + 6)) / 64, 15);
    expect(mcnemarExact(3, 3)).toBe(1);
  });

  it('bears many', () => {
    expect(mcnemarExact(25_000, 25_000)).toBe(1);
    expect(mcnemarExact(0, 50_000)).toBe(0);
  });
});
