import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accuracyTicks } from '../../../src/core/evaluation/curves/accuracy-ticks.ts';
import type { Curve } from '../../../src/core/evaluation/curves/curve.ts';
import { oneVsRest } from '../../../src/core/evaluation/curves/one-vs-rest.ts';
import { rejectionCurve } from '../../../src/core/evaluation/curves/rejection-curve.ts';
import { parseCsv } from '../../../src/core/evaluation/csv.ts';
import { wilsonInterval } from '../../../src/core/evaluation/wilson-interval.ts';
import { boundedDecimals } from '../../../src/ui/evaluate/curves/bounded-decimals.ts';
import type { ChartLine } from '../../../src/ui/evaluate/curves/charts/chart-line.ts';
import { movePoint, nearestPoint } from '../../../src/ui/evaluate/curves/charts/nearest-point.ts';
import { pointsToCsv } from '../../../src/ui/evaluate/curves/charts/point-set.ts';
import {
  findCurveless,
  linesOf,
  listCurves,
  usualChoice,
} from '../../../src/ui/evaluate/curves/label-curve-list.ts';
import {
  firstPoint,
  pointBeside,
  pointNear,
  rejectionPoint,
} from '../../../src/ui/evaluate/curves/rejection-point.ts';
import { meansOf } from '../../../src/ui/evaluate/curves/reliability-means.ts';
import { createFormat } from '../../../src/ui/shared/format.ts';
import { perfectTable, tableFrom } from '../evaluation/make-table.ts';

function lineOf(id: string, points: readonly (readonly [number, number])[]): ChartLine {
  const curve: Curve = {
    x: Float64Array.from(points, ([x]) => x),
    y: Float64Array.from(points, ([, y]) => y),
    thresholds: null,
  };
  return { id, name: id, colour: 'red', dash: undefined, widthPx: 1, curve };
}

describe('reading a chart', () => {
  const roc = lineOf('roc', [
    [0, 0],
    [0, 0.8],
    [1, 1],
  ]);
  const falling = lineOf('falling', [
    [1, 0.5],
    [0, 1],
  ]);

  test('the nearest point of all lines is found', () => {
    expect(nearestPoint([roc, falling], 0.1, 0.75)).toEqual({ id: 'roc', point: 1 });
    expect(nearestPoint([roc, falling], 0.9, 0.6)).toEqual({ id: 'falling', point: 0 });
    expect(nearestPoint([], 0, 0)).toBeNull();
  });

  test('the right arrow leads to the right, also along a line that is written from right to left', () => {
    expect(movePoint('ArrowRight', { id: 'roc', point: 1 }, [roc])).toEqual({ id: 'roc', point: 2 });
    expect(movePoint('ArrowRight', { id: 'roc', point: 2 }, [roc])).toEqual({ id: 'roc', point: 2 });
    expect(movePoint('ArrowRight', { id: 'falling', point: 1 }, [falling])).toEqual({
      id: 'falling',
      point: 0,
    });
    expect(movePoint('Home', { id: 'falling', point: 0 }, [falling])).toEqual({ id: 'falling', point: 1 });
    expect(movePoint('End', { id: 'roc', point: 0 }, [roc])).toEqual({ id: 'roc', point: 2 });
  });

  test('up and down lead to the next line, to its nearest point', () => {
    expect(movePoint('ArrowDown', { id: 'roc', point: 2 }, [roc, falling])).toEqual({
      id: 'falling',
      point: 0,
    });
    expect(movePoint('ArrowUp', { id: 'roc', point: 2 }, [roc, falling])).toEqual({ id: 'roc', point: 2 });
    expect(movePoint('x', null, [roc])).toBeNull();
    expect(movePoint('ArrowLeft', { id: 'gone', point: 9 }, [roc])).toEqual({ id: 'roc', point: 1 });
    expect(movePoint('ArrowLeft', null, [])).toBeNull();
  });
});

test('points are saved with all digits and without a threshold where there is none', () => {
  const column = (name: string) => ({ name, title: 'anything', digits: 1 });
  const csv = pointsToCsv({
    columns: [column('curve'), column('x'), column('threshold')],
    rows: [
      ['a, b', 1 / 3, Infinity],
      ['=c', 0, null],
    ],
  });
  expect(parseCsv(csv).map(({ cells }) => cells)).toEqual([
    ['curve', 'x', 'threshold'],
    ['a, b', String(1 / 3), 'inf'],
    ['=c', '0', ''],
  ]);
});

describe('which curves there are', () => {
  const names = { macro: 'macro', micro: 'micro' };

  test('averages and the three worst labels are drawn until others are chosen', () => {
    const table = tableFrom(
      ['a', 'b', 'c', 'd'],
      [
        ['a', 'a', 0.9, 0.1, 0, 0],
        ['b', 'a', 0.6, 0.2, 0.1, 0.1],
        ['c', 'c', 0.1, 0.3, 0.6, 0],
        ['d', 'd', 0, 0, 0, 1],
        ['a', 'b', 0.3, 0.4, 0.3, 0],
      ],
    );
    const entries = listCurves(oneVsRest(table, 300), table.labels, names);
    expect([...usualChoice(entries)]).toEqual(['macro', 'micro', 'label 1', 'label 0', 'label 2']);
    expect(linesOf(entries, 'precisionRecall').map(({ id }) => id)).toEqual([
      'label 0',
      'label 1',
      'label 2',
      'label 3',
      'micro',
    ]);
    expect(linesOf(entries, 'roc').at(-2)?.id).toBe('macro');
  });

  test('labels without curves are known by their reason', () => {
    const table = tableFrom(
      ['a', 'b', 'silence'],
      [
        ['a', 'a', 1, 0, 0],
        ['b', 'b', 0, 1, 0],
        ['other', 'a', 0.5, 0.4, 0.1],
      ],
    );
    const curves = oneVsRest(table, 300);
    expect(findCurveless(curves, table.labels)).toEqual({
      withoutClips: ['silence'],
      withoutScores: ['other'],
    });
    expect(listCurves(curves, table.labels, names).map(({ name }) => name)).toEqual([
      'macro',
      'micro',
      'a',
      'b',
    ]);
  });

  test('labels of one colour have different strokes', () => {
    const table = perfectTable(40, 80);
    const entries = listCurves(oneVsRest(table, 300), table.labels, names);
    const looks = entries.map(({ colour, dash }) => `${colour} ${dash}`);
    expect(new Set(looks).size).toBe(42);
  });
});

describe('accuracy against rejection', () => {
  const table = tableFrom(
    ['a', 'b'],
    [
      ['a', 'a', 0.9, 0.1],
      ['a', 'a', 0.8, 0.2],
      ['b', 'a', 0.7, 0.3],
      ['b', 'b', 0.4, 0.6],
    ],
  );
  const rejection = rejectionCurve(table);
  if (rejection === null) throw new Error('there are scores');

  test('it begins where most clips are kept at 99 %', () => {
    expect(firstPoint(rejection)).toBe(1);
    expect(rejectionPoint(rejection, 1, 4)).toEqual({
      threshold: expect.closeTo(0.8, 6),
      kept: 0.5,
      accuracy: 1,
      numKept: 2,
      numRight: 2,
      interval: wilsonInterval(2, 2),
    });
    expect(rejectionPoint(rejection, 3, 4)).toMatchObject({ kept: 1, accuracy: 0.75, numRight: 3 });
  });

  test('all clips are kept where no threshold gives 99 %', () => {
    const wrong = rejectionCurve(
      tableFrom(
        ['a', 'b'],
        [
          ['b', 'a', 0.9, 0.1],
          ['a', 'a', 0.8, 0.2],
        ],
      ),
    );
    expect(wrong === null ? null : firstPoint(wrong)).toBe(1);
  });

  test('a key always leads on, however far the next point is', () => {
    expect(pointNear(rejection, 0.51)).toBe(1);
    expect(pointBeside(rejection, 1, 0.505)).toBe(2);
    expect(pointBeside(rejection, 1, 0.495)).toBe(0);
    expect(pointBeside(rejection, 0, 0.245)).toBe(0);
    expect(pointBeside(rejection, 1, 1)).toBe(3);
  });

  test('the axis of accuracies has few, readable steps from below the lowest to 1', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (lowest) => {
        const { low, ticks } = accuracyTicks(Float64Array.of(lowest, 1));
        expect(low).toBeLessThanOrEqual(lowest);
        expect(ticks.at(-1)).toBeCloseTo(1, 9);
        expect(ticks.length).toBeLessThanOrEqual(7);
      }),
    );
  });
});

test('the means of a reliability diagram are those over clips', () => {
  const bin = { low: 0, high: 1 };
  const bins = [
    { ...bin, count: 3, meanConfidence: 0.9, accuracy: 1 },
    { ...bin, count: 0, meanConfidence: null, accuracy: null },
    { ...bin, count: 1, meanConfidence: 0.5, accuracy: 0 },
  ];
  expect(meansOf(bins)).toEqual({ confidence: expect.closeTo(0.8, 12), accuracy: 0.75 });
  expect(meansOf([])).toBeNull();
});

test('almost 1 is not written as 1, nor almost 0 as 0', () => {
  const format = createFormat('en');
  const texts = [1, 0.9999, 0.999, 0.00001, 0].map((value) => boundedDecimals(value, 3, format));
  expect(texts).toEqual(['1.000', '>0.999', '0.999', '<0.001', '0.000']);
});
