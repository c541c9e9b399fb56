import { describe, expect, it } from 'vitest';
import { compareTables } from '../../../src/core/evaluation/compare/comparison.ts';
import { comparisonToJson } from '../../../src/core/evaluation/compare/comparison-json.ts';
import type { ClipColumn } from '../../../src/core/evaluation/run-record.ts';
import { tableOfPredictions } from '../../../src/core/evaluation/run-table.ts';
import {
  clipsOfCell,
  differenceTable,
  pathsAt,
  saidByOther,
} from '../../../src/ui/evaluate/compare/comparison-clips.ts';
import { makeRecord } from './runs/make-record.ts';

type Row = readonly [path: string, label: string, predicted: string];

function tableOf(rows: readonly Row[], columns: readonly ClipColumn[] = []) {
  const predictions = rows.map(([path, label, predicted]) => ({ path, label, predicted, scores: [] }));
  return tableOfPredictions(predictions, ['yes', 'no', 'never'], columns);
}

const a = tableOf([
  ['1', 'yes', 'yes'],
  ['2', 'yes', 'yes'],
  ['3', 'no', 'yes'],
  ['4', 'no', 'yes'],
  ['5', 'no', 'no'],
  ['only a', 'no', 'no'],
]);
const b = tableOf([
  ['1', 'yes', 'yes'],
  ['2', 'yes', 'no'],
  ['3', 'no', 'no'],
  ['4', 'no', 'maybe'],
  ['5', 'yes', 'no'],
]);
const comparison = compareTables(a, b);

describe('compareTables', () => {
  it('counts who is right about the shared clips, and says which are not shared', () => {
    expect(comparison.clips.paths).toEqual(['1', '2', '3', '4']);
    expect(comparison.clips).toMatchObject({ numOnlyA: 1, numOnlyB: 0, numRelabelled: 1 });
    expect(comparison.accuracyA).toMatchObject({ numCorrect: 2, value: 0.5 });
    expect(comparison.accuracyB).toMatchObject({ numCorrect: 2, value: 0.5 });
    expect(comparison.differences?.accuracy.value).toBe(0);
    expect(comparison.pValue).toBe(1);
    expect(comparison.isBySpeaker).toBe(false);
  });

  it('draws speakers whole where at least two are known of the shared clips', () => {
    const rows = Array.from({ length: 40 }, (_, i): Row => [
      `${i}`.padStart(2, '0'),
      'yes',
      i < 20 ? 'no' : 'yes',
    ]);
    const speakers = {
      name: 'speaker',
      kind: 'text' as const,
      values: rows.map((_, i) => (i < 20 ? 'anna' : 'ben')),
    };
    const right = tableOf(rows.map(([path, label]) => [path, label, label]));
    const bySpeaker = compareTables(tableOf(rows, [speakers]), right);
    const byClip = compareTables(tableOf(rows), right);
    const width = ({ differences }: typeof byClip) => {
      const [low, high] = differences?.accuracy.interval ?? [0, 0];
      return high - low;
    };
    expect(bySpeaker.isBySpeaker).toBe(true);
    expect(byClip.differences?.accuracy.value).toBe(0.5);
    // Two speakers: anything from none wrong to all.
    expect(width(bySpeaker)).toBe(1);
    expect(width(byClip)).toBeLessThan(0.4);
  });

  it('has no figures where no clip is shared', () => {
    const nothing = compareTables(a, tableOf([['other', 'yes', 'yes']]));
    expect(nothing).toMatchObject({ accuracyA: null, accuracyB: null, differences: null, pValue: 1 });
  });
});

describe('clips of a comparison', () => {
  it('are found by list and by cell', () => {
    expect(pathsAt(comparison, comparison.disagreements.onlyARight)).toEqual(['2']);
    expect(pathsAt(comparison, comparison.disagreements.onlyBRight)).toEqual(['3']);
    expect(pathsAt(comparison, comparison.disagreements.bothWrong)).toEqual(['4']);
    expect(clipsOfCell(comparison, 'no', 'yes')).toEqual(['3', '4']);
    expect(clipsOfCell(comparison, 'yes', 'yes')).toEqual(['2']);
    expect(clipsOfCell(comparison, 'yes', 'unheard of')).toEqual([]);
    expect(saidByOther(comparison).get('4')).toBe('maybe');
  });

  it('are counted in a matrix without labels that do not occur', () => {
    expect(differenceTable(comparison)).toEqual({
      labels: ['yes', 'no', 'maybe'],
      counts: [
        [-1, 1, 0],
        [-2, 1, 1],
        [0, 0, 0],
      ],
      totals: [2, 2, 0],
    });
  });
});

it('comparisonToJson says what the page says', () => {
  const text = comparisonToJson(
    comparison,
    { name: 'mine', record: makeRecord() },
    { name: '<b>', record: makeRecord({ model: 'other' }) },
  );
  expect(text.endsWith('}\n')).toBe(true);
  expect(JSON.parse(text)).toMatchObject({
    a: { name: 'mine', model: 'digits' },
    b: { name: '<b>', model: 'other' },
    numClips: 4,
    numRelabelled: 1,
    mcnemar: { bothRight: 1, onlyARight: 1, onlyBRight: 1, bothWrong: 1, sameMistake: 0, pValue: 1 },
    onlyARight: [{ path: '2', label: 'yes', predictedA: 'yes', predictedB: 'no' }],
  });
});
