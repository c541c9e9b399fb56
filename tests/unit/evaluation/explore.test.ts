import { describe, expect, it } from 'vitest';
import { findDoubtfulLabels } from '../../../src/core/evaluation/explore/doubtful-labels.ts';
import { principalPlane } from '../../../src/core/evaluation/explore/pca.ts';
import { quantileBins } from '../../../src/core/evaluation/explore/quantile-bins.ts';
import { sliceClips } from '../../../src/core/evaluation/explore/slices.ts';
import { createRandom } from '../../../src/core/training/random.ts';
import { perfectTable, tableFrom } from './make-table.ts';

describe('principalPlane', () => {
  it('bears rows that do not differ, one row, none and one column', () => {
    const flat = principalPlane(new Float32Array(12).fill(3), 4, 3);
    expect(flat.explainedVarianceRatio).toEqual([0, 0]);
    expect(flat.coordinates).toEqual(new Float64Array(8));
    expect([...principalPlane(Float32Array.of(1, 2), 1, 2).coordinates]).toEqual([0, 0]);
    expect(principalPlane(new Float32Array(), 0, 3).coordinates).toHaveLength(0);
    const line = principalPlane(Float32Array.of(1, 2, 6), 3, 1);
    expect([...line.coordinates]).toEqual([-2, 0, -1, 0, 3, 0]);
    expect(line.explainedVarianceRatio).toEqual([1, 0]);
  });

  it('finds two directions of equal spread', () => {
    const { explainedVarianceRatio, components } = principalPlane(
      Float64Array.of(1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0),
      4,
      3,
    );
    expect(explainedVarianceRatio[0]).toBeCloseTo(0.5, 12);
    expect(explainedVarianceRatio[1]).toBeCloseTo(0.5, 12);
    expect([components[2], components[5]]).toEqual([expect.closeTo(0, 12), expect.closeTo(0, 12)]);
  });

  it('is the same each time and turned so that the largest part is positive', () => {
    const random = createRandom(3);
    const rows = Float32Array.from({ length: 50 * 200 }, (_, i) => random.normal() / (1 + (i % 200)));
    const { components, coordinates } = principalPlane(rows, 50, 200);
    for (const axis of [0, 1]) {
      const component = components.slice(axis * 200, (axis + 1) * 200);
      expect(Math.max(...component)).toBe(Math.max(...component.map(Math.abs)));
    }
    expect(principalPlane(rows, 50, 200).coordinates).toEqual(coordinates);
  });
});

describe('findDoubtfulLabels', () => {
  it('finds the clip with the wrong label', () => {
    const clips = perfectTable(3, 30);
    const actual = clips.actual.map((label, clip) => (clip === 4 ? 2 : label));
    expect(findDoubtfulLabels({ ...clips, actual })).toEqual([
      { clip: 4, suggested: 1, margin: expect.closeTo(0.05 - 0.9, 12) },
    ]);
  });

  it('passes over labels that the model lacks, and never suggests one without clips', () => {
    const table = tableFrom(
      ['a', 'b', 'c'],
      [
        ['other', 'a', 0.9, 0.1, 0],
        ['a', 'c', 0.1, 0, 0.9],
        ['a', 'a', 0.8, 0.2, 0],
        ['b', 'b', 0.1, 0.9, 0],
      ],
    );
    expect(findDoubtfulLabels(table)).toEqual([]);
  });

  it('doubts nothing without scores or clips', () => {
    expect(findDoubtfulLabels(tableFrom(['a'], [['a', 'b']]))).toEqual([]);
    expect(findDoubtfulLabels(tableFrom(['a'], []))).toEqual([]);
  });
});

describe('sliceClips', () => {
  /** Clip i is right where `isRight` says so. */
  const tableOf = (isRight: readonly boolean[]) =>
    tableFrom(
      [],
      isRight.map((right) => ['a', right ? 'a' : 'b']),
    );

  it('puts the worst first, small groups after all others, nothing known last of equals', () => {
    const words = ['good', 'bad', 'small', '__proto__', null];
    const values = words.flatMap((word) => Array.from({ length: word === 'small' ? 2 : 6 }, () => word));
    const isRight = values.map((word, clip) => word === 'good' || (word !== 'small' && clip % 2 === 0));
    const slices = sliceClips(tableOf(isRight), { name: 'who', kind: 'text', values });
    expect(slices.map(({ key }) => (key.kind === 'word' ? key.word : null))).toEqual([
      '__proto__',
      'bad',
      null,
      'good',
      'small',
    ]);
    expect(slices[0]).toMatchObject({ numCorrect: 3, accuracy: 0.5, clips: [14, 15, 16, 17, 18, 19] });
    expect(slices[0]?.interval[0]).toBeLessThan(0.5);
  });

  it('parts numbers into ranges and keeps what is not a number apart', () => {
    const values = Float64Array.from({ length: 52 }, (_, i) => (i < 50 ? i : i === 50 ? NaN : -Infinity));
    const slices = sliceClips(tableOf([...values].map((value) => value > 10)), {
      name: 'seconds',
      kind: 'number',
      values,
    });
    expect(slices.map(({ clips }) => clips.length)).toEqual([10, 10, 10, 10, 10, 2]);
    expect(slices[0]?.key).toEqual({ kind: 'range', low: 0, high: expect.closeTo(9.8, 9) });
    expect(slices.at(-1)).toMatchObject({ key: { kind: 'unknown' }, clips: [50, 51] });
  });

  it('bears no clips and refuses a column of another length', () => {
    expect(sliceClips(tableOf([]), { name: 'x', kind: 'text', values: [] })).toEqual([]);
    expect(sliceClips(tableOf([]), { name: 'x', kind: 'number', values: new Float64Array() })).toEqual([]);
    expect(() => sliceClips(tableOf([true]), { name: 'x', kind: 'text', values: [] })).toThrow(RangeError);
  });
});

describe('quantileBins', () => {
  it('makes few different numbers a range each', () => {
    expect(quantileBins(Float64Array.of(2, 1, 2, NaN))).toEqual([
      { low: 1, high: 1 },
      { low: 2, high: 2 },
    ]);
    expect(quantileBins(Float64Array.of(NaN))).toEqual([]);
  });

  it('joins ranges whose edges fall together', () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => Math.max(0, i - 50));
    expect(quantileBins(values)).toEqual([
      { low: 0, high: expect.closeTo(9.4, 9) },
      { low: expect.closeTo(9.4, 9), high: expect.closeTo(29.2, 9) },
      { low: expect.closeTo(29.2, 9), high: 49 },
    ]);
  });
});
