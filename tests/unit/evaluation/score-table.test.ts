import { describe, expect, it } from 'vitest';
import {
  countConfusion,
  highestScores,
  makeScoreTable,
  selectClips,
} from '../../../src/core/evaluation/score-table.ts';
import { tableFrom } from './make-table.ts';

describe('makeScoreTable', () => {
  it("puts the model's labels first, then those only the data has", () => {
    const table = tableFrom(
      ['yes', 'no'],
      [
        ['zebra', 'no', 0.2, 0.8],
        ['yes', 'yes', 0.9, 0.1],
        ['apple', 'yes', 0.7, 0.3],
      ],
    );
    expect(table.labels).toEqual(['yes', 'no', 'apple', 'zebra']);
    expect(table.numScores).toBe(2);
    expect([...table.actual]).toEqual([3, 0, 2]);
    expect([...table.predicted]).toEqual([1, 0, 0]);
    expect([...table.scores]).toEqual([0.2, 0.8, 0.9, 0.1, 0.7, 0.3]);
  });

  it('takes a score that is missing or not finite for 0', () => {
    const table = tableFrom(
      ['a', 'b'],
      [
        ['a', 'a', NaN, Infinity],
        ['b', 'b', -Infinity],
        ['b', 'b', 0.25, 0.75],
      ],
    );
    expect([...table.scores]).toEqual([0, 0, 0, 0, 0.25, 0.75]);
  });

  it('knows no scores where no clip has any', () => {
    const table = tableFrom(['a', 'b'], [['a', 'b']]);
    expect(table).toMatchObject({ numScores: 0, labels: ['a', 'b'] });
    expect(table.scores).toHaveLength(0);
    expect([...highestScores(table)]).toEqual([0]);
  });

  it('takes any text for a label', () => {
    const table = tableFrom(['constructor'], [['__proto__', 'constructor', 1]]);
    expect(table.labels).toEqual(['constructor', '__proto__']);
    expect(countConfusion(table)).toEqual([
      [0, 0],
      [1, 0],
    ]);
  });

  it('refuses a label that the model has twice', () => {
    expect(() => makeScoreTable([], ['a', 'a'])).toThrow(RangeError);
  });

  it('may be empty', () => {
    expect(countConfusion(makeScoreTable([], []))).toEqual([]);
    expect(countConfusion(makeScoreTable([], ['a']))).toEqual([[0]]);
  });
});

describe('selectClips', () => {
  const table = tableFrom(
    ['a', 'b'],
    [
      ['a', 'a', 0.75, 0.25],
      ['b', 'a', 0.5, 0.5],
    ],
  );

  it('takes clips in the order wanted, with all labels', () => {
    const selected = selectClips(table, [1, 0, 1]);
    expect(selected.labels).toBe(table.labels);
    expect([...selected.actual]).toEqual([1, 0, 1]);
    expect([...selected.scores]).toEqual([0.5, 0.5, 0.75, 0.25, 0.5, 0.5]);
  });

  it('keeps the kind of array', () => {
    const single = { ...table, scores: Float32Array.from(table.scores) };
    expect(selectClips(single, [0]).scores).toBeInstanceOf(Float32Array);
  });

  it.each([-1, 2, NaN])('refuses clip %d', (clip) => {
    expect(() => selectClips(table, [clip])).toThrow(RangeError);
  });
});
