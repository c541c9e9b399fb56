import { describe, expect, it } from 'vitest';
import {
  expectedCalibrationError,
  reliabilityBins,
} from '../../../src/core/evaluation/calibration/reliability.ts';
import { splitClips } from '../../../src/core/evaluation/calibration/split-clips.ts';
import {
  applyTemperature,
  fitTemperature,
  temperatureLimits,
} from '../../../src/core/evaluation/calibration/temperature.ts';
import { perfectTable, tableFrom } from './make-table.ts';

describe('reliability', () => {
  it('puts edges into the bin below, 0 into the first, more than 1 into the last', () => {
    const scores = [0, 0.2, 0.200001, 1, 1.5];
    const bins = reliabilityBins(
      tableFrom(
        ['a'],
        scores.map((score) => ['a', 'a', score]),
      ),
      5,
    );
    expect(bins.map(({ count }) => count)).toEqual([2, 1, 0, 0, 2]);
    expect(bins[2]).toMatchObject({ meanConfidence: null, accuracy: null });
  });

  it('has no error without clips or scores', () => {
    expect(expectedCalibrationError(reliabilityBins(tableFrom(['a'], [])))).toBe(null);
    expect(reliabilityBins(tableFrom(['a'], [['a', 'a']]))).toEqual([]);
    expect(expectedCalibrationError([])).toBe(null);
  });

  it('is off by what is missing to 1 where all is right', () => {
    expect(expectedCalibrationError(reliabilityBins(perfectTable(4, 8)))).toBeCloseTo(0.1, 12);
  });
});

describe('temperature', () => {
  const sure = tableFrom(
    ['a', 'b'],
    [
      ['a', 'a', 1, 0],
      ['b', 'a', 0.99, 0.01],
      ['b', 'b', 0.2, 0.8],
      ['other', 'b', 0.2, 0.8],
    ],
  );

  it('ends at a limit where there is no best', () => {
    expect(fitTemperature(perfectTable(3, 6), [0, 1, 2])).toBe(temperatureLimits.lowest);
    expect(fitTemperature(sure, [1])).toBe(temperatureLimits.highest);
  });

  it('is null where no clip has a label of the model', () => {
    expect(fitTemperature(sure, [3])).toBe(null);
    expect(fitTemperature(sure, [])).toBe(null);
    expect(fitTemperature(tableFrom(['a'], [['a', 'a']]), [0])).toBe(null);
  });

  it('is above 1 for a model that is too sure', () => {
    expect(fitTemperature(sure, [0, 1, 2])).toBeGreaterThan(1);
  });

  it('undoes itself', () => {
    const there = applyTemperature(sure, 3);
    const back = applyTemperature(there, 1 / 3);
    expect(there.predicted).toBe(sure.predicted);
    sure.scores.forEach((score, i) => expect(back.scores[i]).toBeCloseTo(score, 12));
  });

  it('bears scores of 0 and extreme temperatures', () => {
    const broken = tableFrom(['a', 'b'], [['a', 'a', NaN, 0]]);
    for (const temperature of [1e-6, 1, 1e6]) {
      expect([...applyTemperature(broken, temperature).scores]).toEqual([0.5, 0.5]);
      expect([...applyTemperature(sure, temperature).scores].every(Number.isFinite)).toBe(true);
    }
  });

  it.each([0, -1, NaN])('refuses %d', (temperature) => {
    expect(() => applyTemperature(sure, temperature)).toThrow(RangeError);
  });
});

describe('splitClips', () => {
  it('halves, the same for the same seed', () => {
    const { fit, shown } = splitClips(9, null, 5);
    expect([fit.length, shown.length]).toEqual([4, 5]);
    expect(new Set([...fit, ...shown])).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8]));
    expect(splitClips(9, null, 5).fit).toEqual(fit);
    expect(splitClips(9, null, 6).fit).not.toEqual(fit);
  });

  it('keeps clusters whole', () => {
    const clusters = Int32Array.from({ length: 100 }, (_, clip) => (clip % 10 === 0 ? -1 : clip % 7));
    const { fit, shown } = splitClips(100, clusters, 1);
    const known = (clips: Int32Array) =>
      [...clips].map((clip) => clusters[clip] ?? -1).filter((one) => one >= 0);
    const seen = new Set(known(fit));
    expect(known(shown).some((cluster) => seen.has(cluster))).toBe(false);
    expect(Math.abs(fit.length - 50)).toBeLessThan(16);
  });

  it('parts the clips of a single cluster, and always shows one', () => {
    expect(splitClips(4, new Int32Array(4), 1).fit).toHaveLength(2);
    expect(splitClips(1, null, 1)).toEqual({ fit: new Int32Array(), shown: Int32Array.of(0) });
    expect(splitClips(0, null, 1).shown).toHaveLength(0);
  });
});
