import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneVsRest } from '../../../src/core/evaluation/curves/one-vs-rest.ts';
import { rejectionCurve } from '../../../src/core/evaluation/curves/rejection-curve.ts';
import { rocAuc } from '../../../src/core/evaluation/curves/roc-curve.ts';
import { thinCurve } from '../../../src/core/evaluation/curves/thin-curve.ts';
import { countByThreshold } from '../../../src/core/evaluation/curves/threshold-counts.ts';
import { perfectTable, tableFrom } from './make-table.ts';

const nothing = { roc: null, precisionRecall: null, rocAuc: null, averagePrecision: null };

describe('oneVsRest', () => {
  it('has nothing to say of one label, or without scores or clips', () => {
    const { labels, micro, macro } = oneVsRest(tableFrom(['a'], [['a', 'a', 1]]), 400);
    expect(labels).toEqual([nothing]);
    expect(micro).toEqual(nothing);
    expect(macro).toEqual({ roc: null, rocAuc: null, averagePrecision: null });
    expect(oneVsRest(tableFrom(['a', 'b'], [['a', 'b']]), 400).labels).toEqual([]);
    expect(oneVsRest(tableFrom(['a', 'b'], []), 400)).toMatchObject({ labels: [], micro: nothing });
  });

  it('takes means over the labels that have clips', () => {
    const clips = perfectTable(3, 6);
    const { labels, macro } = oneVsRest({ ...clips, actual: clips.actual.map((label) => label % 2) }, 400);
    expect(labels.map(({ rocAuc }) => rocAuc)).toEqual([0.75, 1, null]);
    expect(macro.rocAuc).toBe(0.875);
  });

  it('is 1 where all is right, with 500 labels', () => {
    const { labels, micro, macro } = oneVsRest(perfectTable(500, 1000), 400);
    expect(labels.every(({ rocAuc, averagePrecision }) => rocAuc === 1 && averagePrecision === 1)).toBe(true);
    expect([micro.rocAuc, macro.rocAuc, macro.averagePrecision]).toEqual([1, 1, 1]);
  });

  it('counts equals half', () => {
    const table = tableFrom(
      ['a', 'b'],
      [
        ['a', 'a', 0.5, 0.5],
        ['b', 'a', 0.5, 0.5],
      ],
    );
    expect(oneVsRest(table, 400).labels.map(({ rocAuc }) => rocAuc)).toEqual([0.5, 0.5]);
  });
});

describe('countByThreshold', () => {
  it('gives the share of pairs in the right order', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        const pairs = positives.flatMap((p) => negatives.map((n) => (p > n ? 1 : p === n ? 0.5 : 0)));
        const area = rocAuc(countByThreshold(Float64Array.from(positives), Float64Array.from(negatives)));
        expect(area).toBeCloseTo(pairs.reduce<number>((total, pair) => total + pair, 0) / pairs.length, 12);
      }),
    );
  });

  it('comes to an end whatever the scores', () => {
    const { truePositives } = countByThreshold(Float64Array.of(NaN, 0, -0), Float64Array.of(NaN, Infinity));
    expect(truePositives.at(-1)).toBe(3);
  });
});

describe('thinCurve', () => {
  const numPoints = 5000;
  const x = Float64Array.from({ length: numPoints }, (_, i) => i / (numPoints - 1));
  const y = x.map((value) => Math.sqrt(value));

  it('keeps ends and shape', () => {
    const thin = thinCurve({ x, y, thresholds: x }, 50);
    expect(thin.x).toHaveLength(50);
    expect([thin.x[0], thin.x.at(-1)]).toEqual([0, 1]);
    expect(thin.thresholds).toEqual(thin.x);
    for (let i = 1; i < thin.x.length; i++) {
      const middle = ((thin.x[i - 1] ?? 0) + (thin.x[i] ?? 0)) / 2;
      const drawn = ((thin.y[i - 1] ?? 0) + (thin.y[i] ?? 0)) / 2;
      expect(Math.abs(drawn - Math.sqrt(middle))).toBeLessThan(0.01);
    }
  });

  it('needs two points for a line', () => {
    expect([...thinCurve({ x, y: x, thresholds: null }, 400).x]).toEqual([0, 1]);
  });

  it('leaves a short curve alone', () => {
    const short = { x: Float64Array.of(0, 0.5, 1), y: Float64Array.of(0, 0.5, 1), thresholds: null };
    expect(thinCurve(short, 3)).toBe(short);
  });

  it('keeps the corner of a perfect curve', () => {
    const corner = {
      x: x.map((value) => Math.max(0, 2 * value - 1)),
      y: x.map((value) => Math.min(1, 2 * value)),
    };
    const thin = thinCurve({ ...corner, thresholds: null }, 3);
    expect([thin.x[1], thin.y[1]]).toEqual([expect.closeTo(0, 3), expect.closeTo(1, 3)]);
  });
});

describe('rejectionCurve', () => {
  it('keeps equals together', () => {
    const rejection = rejectionCurve(
      tableFrom(
        ['a', 'b'],
        [
          ['a', 'a', 0.9, 0.1],
          ['a', 'a', 0.6, 0.4],
          ['b', 'a', 0.6, 0.4],
        ],
      ),
    );
    expect([...(rejection?.curve.x ?? [])]).toEqual([1 / 3, 1]);
    expect([...(rejection?.curve.y ?? [])]).toEqual([1, 2 / 3]);
    expect(rejection?.areaUnderRiskCoverage).toBeCloseTo((0 + 0.5 / 2 + 1 / 3) / 3, 12);
  });

  it('is null without clips or scores', () => {
    expect(rejectionCurve(tableFrom(['a'], []))).toBe(null);
    expect(rejectionCurve(tableFrom(['a'], [['a', 'a']]))).toBe(null);
  });
});
