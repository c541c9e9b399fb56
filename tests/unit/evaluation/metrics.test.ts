import { describe, expect, it } from 'vitest';
import {
  accuracy,
  balancedAccuracy,
  cohenKappa,
  macroF1,
  matthewsCorrelation,
} from '../../../src/core/evaluation/metrics/agreement.ts';
import { sumConfusion } from '../../../src/core/evaluation/metrics/label-totals.ts';
import { brierScore, logLoss } from '../../../src/core/evaluation/metrics/probability-scores.ts';
import { rateIntervals } from '../../../src/core/evaluation/metrics/rate-intervals.ts';
import { topKAccuracy } from '../../../src/core/evaluation/metrics/top-k-accuracy.ts';
import { summarise } from './summarise-predictions.ts';
import { countConfusion } from '../../../src/core/evaluation/score-table.ts';
import { perfectTable, tableFrom } from './make-table.ts';

const figures = [accuracy, balancedAccuracy, macroF1, cohenKappa, matthewsCorrelation];
const figuresOf = (confusion: readonly (readonly number[])[]) =>
  figures.map((figure) => figure(sumConfusion(confusion)));

describe('figures of a confusion matrix', () => {
  it('are null without clips, but F1, which the report has as 0', () => {
    expect(figuresOf([])).toEqual([null, null, null, null, null]);
    expect(
      figuresOf([
        [0, 0],
        [0, 0],
      ]),
    ).toEqual([null, null, 0, null, null]);
  });

  it('of one label: all right, but nothing beyond chance', () => {
    expect(figuresOf([[5]])).toEqual([1, 1, 1, null, 0]);
    expect(
      figuresOf([
        [5, 0],
        [0, 0],
      ]),
    ).toEqual([1, 1, 0.5, null, 0]);
  });

  it('of a model that says one thing only', () => {
    expect(
      figuresOf([
        [3, 0],
        [3, 0],
      ]),
    ).toEqual([0.5, 0.5, 1 / 3, 0, 0]);
  });

  it('leave labels without clips out of the balanced accuracy', () => {
    expect(
      balancedAccuracy(
        sumConfusion([
          [1, 0, 1],
          [0, 1, 0],
          [0, 0, 0],
        ]),
      ),
    ).toBe(0.75);
  });

  it('of 500 labels', () => {
    const totals = sumConfusion(countConfusion(perfectTable(500, 1000)));
    expect(figures.map((figure) => figure(totals))).toEqual([1, 1, 1, 1, 1]);
  });
});

describe('figures of scores', () => {
  const clips = [
    ['a', 'a', 0.5, 0.5, 0],
    ['c', 'a', 1, 0, 0],
    ['other', 'b', 0, 1, 0],
  ] as const;
  const table = tableFrom(['a', 'b', 'c'], clips);

  it('are null without scores or clips', () => {
    for (const empty of [tableFrom(['a'], []), tableFrom(['a'], [['a', 'a']])]) {
      expect([topKAccuracy(empty, 1), logLoss(empty), brierScore(empty)]).toEqual([null, null, null]);
    }
  });

  it('put the label further back first among equals', () => {
    expect([1, 2, 3, 4].map((k) => topKAccuracy(table, k))).toEqual([0, 2 / 3, 2 / 3, 2 / 3]);
  });

  it('leave labels that the model lacks out', () => {
    expect(logLoss(table)).toBeCloseTo((Math.LN2 + 15 * Math.LN10) / 2, 12);
    expect(brierScore(table)).toBeCloseTo((0.5 + 2) / 2, 12);
  });

  it('have the loss of an evaluation', () => {
    const predictions = clips.map(([label, predicted, ...scores], i) => ({
      path: `${i}`,
      label,
      predicted,
      scores,
    }));
    const names = { model: '', backend: '', split: '', unreadable: [], seconds: 0 };
    expect(logLoss(table)).toBe(summarise({ ...names, predictions, modelLabels: ['a', 'b', 'c'] }).loss);
  });
});

it('rateIntervals know nothing of a label without clips', () => {
  const { accuracy, labels } = rateIntervals(
    sumConfusion([
      [4, 0],
      [0, 0],
    ]),
  );
  expect(labels[1]).toEqual({ recall: [0, 1], precision: [0, 1] });
  expect(accuracy).toEqual(labels[0]?.recall);
  expect(accuracy[0]).toBeCloseTo(0.5101, 4);
});
