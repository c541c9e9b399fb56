import { describe, expect, it } from 'vitest';
import { bootstrapScores } from '../../../src/core/evaluation/bootstrap/bootstrap-scores.ts';
import {
  expectedCalibrationError,
  reliabilityBins,
} from '../../../src/core/evaluation/calibration/reliability.ts';
import { applyTemperature, fitTemperature } from '../../../src/core/evaluation/calibration/temperature.ts';
import { bootstrapDifference } from '../../../src/core/evaluation/compare/bootstrap-difference.ts';
import { mcnemarExact } from '../../../src/core/evaluation/compare/mcnemar.ts';
import type { Curve } from '../../../src/core/evaluation/curves/curve.ts';
import { oneVsRest } from '../../../src/core/evaluation/curves/one-vs-rest.ts';
import { rejectionCurve } from '../../../src/core/evaluation/curves/rejection-curve.ts';
import { findDoubtfulLabels } from '../../../src/core/evaluation/explore/doubtful-labels.ts';
import { principalPlane } from '../../../src/core/evaluation/explore/pca.ts';
import { normaliseConfusion } from '../../../src/core/evaluation/matrix/normalise-confusion.ts';
import * as agreement from '../../../src/core/evaluation/metrics/agreement.ts';
import { sumConfusion } from '../../../src/core/evaluation/metrics/label-totals.ts';
import { brierScore, logLoss } from '../../../src/core/evaluation/metrics/probability-scores.ts';
import { rateIntervals } from '../../../src/core/evaluation/metrics/rate-intervals.ts';
import { topKAccuracy } from '../../../src/core/evaluation/metrics/top-k-accuracy.ts';
import { countConfusion, selectClips } from '../../../src/core/evaluation/score-table.ts';
import { golden, tableOf } from './golden-metrics.ts';

/** The golden numbers have twelve digits; both sides compute in float64. */
const tolerance = 1e-9;
/** SciPy's search looks at the loss only, which is flat at its minimum. */
const temperatureTolerance = 1e-6;

describe.each(golden.sets)('$name', (set) => {
  const table = tableOf(set);
  const confusion = countConfusion(table);
  const totals = sumConfusion(confusion);
  const { labels, micro, macro } = oneVsRest(table, Infinity);

  it.each(Object.entries(set.figures))('%s', (name, expected) => {
    const figures = new Map([
      ['accuracy', agreement.accuracy(totals)],
      ['balancedAccuracy', agreement.balancedAccuracy(totals)],
      ['macroF1', agreement.macroF1(totals)],
      ['cohenKappa', agreement.cohenKappa(totals)],
      ['matthewsCorrelation', agreement.matthewsCorrelation(totals)],
      ['logLoss', logLoss(table)],
      ['brierScore', brierScore(table)],
    ]);
    expectClose(figures.get(name), expected);
  });

  it.each(set.topK)('top %i', (k, expected) => expectClose(topKAccuracy(table, k), expected));

  it("has Wilson's intervals", () => {
    const ours = rateIntervals(totals);
    expectAllClose(ours.accuracy, set.intervals.accuracy);
    expectAllClose(
      ours.labels.flatMap(({ recall }) => recall),
      set.intervals.recall.flat(),
    );
    expectAllClose(
      ours.labels.flatMap(({ precision }) => precision),
      set.intervals.precision.flat(),
    );
  });

  it('normalises the matrix', () => {
    for (const by of ['row', 'column', 'all'] as const) {
      if (set.normalised === null) continue;
      expectAllClose(normaliseConfusion(confusion, by).flat(), set.normalised[by].flat());
    }
    const shares = normaliseConfusion(confusion, 'row');
    const sums = shares.map((_, j) => shares.reduce((total, row) => total + (row[j] ?? 0), 0));
    expectAllClose(sums, set.columnSumsOfRowShares);
  });

  it('has the same areas for each label', () => {
    expect(labels.map(({ rocAuc }) => rocAuc === null)).toEqual(set.curves.labels.map((one) => one === null));
    set.curves.labels.forEach((expected, i) => {
      if (expected === null) return expect(labels[i]?.roc ?? labels[i]?.precisionRecall).toBe(null);
      expectClose(labels[i]?.rocAuc, expected.rocAuc);
      expectClose(labels[i]?.averagePrecision, expected.averagePrecision);
    });
  });

  it('has the same points for some labels and for all together', () => {
    let numCompared = 0;
    [...set.curves.labels, set.curves.micro].forEach((expected, i) => {
      if (expected?.roc === undefined || expected.precisionRecall === undefined) return;
      const ours = labels[i] ?? micro;
      expectSameCurve(ours.roc, expected.roc, 1);
      expectSameCurve(ours.precisionRecall, expected.precisionRecall, 0);
      numCompared += 1;
    });
    expect(numCompared).toBeGreaterThan(2);
    expectClose(micro.rocAuc, set.curves.micro.rocAuc);
    expectClose(micro.averagePrecision, set.curves.micro.averagePrecision);
  });

  it('has the same averages over labels', () => {
    const [x = [], y = []] = set.curves.macroRoc;
    expectAllClose(macro.roc?.x, x);
    expectAllClose(macro.roc?.y, y);
    expectClose(macro.rocAuc, set.curves.macroRocAuc);
    expectClose(macro.averagePrecision, set.curves.macroAveragePrecision);
  });

  it('rejects', () => {
    const ours = rejectionCurve(table);
    expectSameCurve(ours?.curve, set.rejection.curve, 0);
    expectClose(ours?.areaUnderRiskCoverage, set.rejection.areaUnderRiskCoverage);
  });

  it('is as well calibrated', () => {
    const bins = reliabilityBins(table);
    const filled = bins.filter(({ count }) => count > 0);
    expect(bins.map(({ count }) => count)).toEqual(set.reliability.counts);
    expectAllClose(
      filled.map(({ accuracy }) => accuracy ?? NaN),
      set.reliability.accuracy,
    );
    expectAllClose(
      filled.map((bin) => bin.meanConfidence ?? NaN),
      set.reliability.meanConfidence,
    );
    expectClose(expectedCalibrationError(bins), set.reliability.error);
  });

  it('finds and applies the temperature', () => {
    const clips = Array.from(table.actual, (_, clip) => clip);
    const temperature = fitTemperature(table, clips) ?? NaN;
    expect(Math.abs(temperature - set.temperature.temperature)).toBeLessThan(temperatureTolerance);
    expectClose(logLoss(applyTemperature(table, temperature)), set.temperature.loss);
    const known = clips.filter((clip) => (table.actual[clip] ?? 0) < table.numScores).slice(0, 1);
    expectAllClose(applyTemperature(selectClips(table, known), 2.5).scores, set.temperature.firstRow);
  });

  it('doubts the same labels', () => {
    const ours = findDoubtfulLabels(table);
    const byMargin = (a: readonly number[], b: readonly number[]) =>
      (a[2] ?? 0) - (b[2] ?? 0) || (a[0] ?? 0) - (b[0] ?? 0);
    const rounded = (margin: number) => Number(margin.toFixed(9));
    expect(ours.map((one) => [one.clip, one.suggested, rounded(one.margin)]).sort(byMargin)).toEqual(
      set.doubtful.map(([clip, suggested, margin]) => [clip, suggested, rounded(margin)]).sort(byMargin),
    );
  });

  it.each(['clips', 'speakers'] as const)('draws %s', (unit) => {
    const clusters = unit === 'clips' ? null : Int32Array.from(set.speakers);
    const options = { clusters, seed: 1, numDraws: golden.header.draws };
    const expected = set.bootstrap[unit];
    const ours = bootstrapScores(table, options);
    for (const figure of ['accuracy', 'macroF1', 'balancedAccuracy'] as const) {
      expectSameInterval(ours?.[figure], expected[figure], table.actual.length);
    }
    const all = Int32Array.from(table.actual, (_, clip) => clip);
    const predictedB = Int32Array.from(set.otherPredicted);
    const counts = { numOnlyA: 0, numOnlyB: 0, numRelabelled: 0, clipsA: all, clipsB: all };
    const both = { ...table, ...counts, predictedA: table.predicted, predictedB };
    const differences = bootstrapDifference(both, options);
    expectSameInterval(differences?.accuracy.interval, expected.accuracyDifference, all.length);
    expectSameInterval(differences?.macroF1.interval, expected.macroF1Difference, all.length);
  });
});

describe('McNemar', () => {
  it.each(golden.mcnemar)('%i against %i', (b, c, expected) => {
    expect(Math.abs(mcnemarExact(b, c) / expected - 1)).toBeLessThan(tolerance);
  });
});

describe('principal components', () => {
  it.each(golden.pca)('$name', ({ shape: [numRows, numColumns], rows, ...expected }) => {
    const ours = principalPlane(Float64Array.from(rows), numRows, numColumns);
    expectAllClose(ours.explainedVarianceRatio, expected.explainedVarianceRatio);
    for (const axis of [0, 1]) {
      // A direction along which nothing varies may be any.
      if ((expected.explainedVarianceRatio[axis] ?? 0) < tolerance) continue;
      const component = expected.components.slice(axis * numColumns, (axis + 1) * numColumns);
      const largest = component.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
      const turned = (values: readonly number[]) => values.map((value) => value * Math.sign(largest));
      expectAllClose(ours.components.slice(axis * numColumns, (axis + 1) * numColumns), turned(component));
      const along = (values: Float64Array | readonly number[]) =>
        Array.from(values).filter((_, i) => i % 2 === axis);
      expectAllClose(along(ours.coordinates), turned(along(expected.coordinates)));
    }
  });
});

/** @param numUnnamed points at the start have no threshold in scikit-learn. */
function expectSameCurve(
  ours: Curve | null | undefined,
  [x = [], y = [], thresholds = []]: readonly number[][],
  numUnnamed: number,
) {
  expectAllClose(ours?.x, x);
  expectAllClose(ours?.y, y);
  expectAllClose(ours?.thresholds?.slice(numUnnamed, numUnnamed + thresholds.length), thresholds);
  expect((ours?.thresholds ?? []).filter((threshold) => threshold === Infinity)).toHaveLength(
    x.length - thresholds.length,
  );
}

/** Ends of both come from random draws: they differ by a small part of the width, and by a clip. */
function expectSameInterval(
  ours: readonly [number, number] | null | undefined,
  expected: readonly [number, number],
  numClips: number,
) {
  const allowed = 0.04 * (expected[1] - expected[0]) + 1 / numClips;
  expect(ours).not.toBe(null);
  ours?.forEach((end, i) => expect(Math.abs(end - (expected[i] ?? NaN))).toBeLessThan(allowed));
}

function expectAllClose(ours: ArrayLike<number> | null | undefined, expected: readonly number[]) {
  expect(ours).toHaveLength(expected.length);
  const worst = Math.max(0, ...expected.map((value, i) => Math.abs((ours?.[i] ?? NaN) - value)));
  expect(worst).toBeLessThanOrEqual(tolerance);
}

function expectClose(ours: number | null | undefined, expected: number) {
  expect(Math.abs((ours ?? NaN) - expected)).toBeLessThanOrEqual(tolerance);
}
