import { describe, expect, it } from 'vitest';
import { applyEdits, countEdits, editClip, removeEdit } from '../../../../src/core/evaluation/clip-edits.ts';
import {
  clipOf,
  predictionsOf,
  takeRows,
  tableOfPredictions,
} from '../../../../src/core/evaluation/run-table.ts';
import { makeRecord, modelLabels, predictions } from './make-record.ts';

describe('a table of predictions', () => {
  const { table } = makeRecord();

  it('is sorted by path, its columns too', () => {
    expect(table.paths).toEqual(['<b>/c.wav', '__proto__/a.wav', 'yes/b.wav', 'yes/\u{1F600}.wav']);
    expect(table.columns[0]?.values).toEqual([null, 'anna', '007', '=x']);
    expect(table.columns[1]?.values).toEqual(Float64Array.of(Number.NaN, 1.25, 0.5, 1e-7));
  });

  it("has the model's labels first", () => {
    expect(table.labels).toEqual([...modelLabels, '<b>']);
    expect(table.numScores).toBe(3);
  });

  it('gives back each clip by name', () => {
    expect(clipOf(table, 1)).toMatchObject({ path: '__proto__/a.wav', label: '__proto__', predicted: 'yes' });
    expect(Object.entries(clipOf(table, 1).scores)).toEqual([
      ['yes', 0.5],
      ['__proto__', 0.25],
      ['=1+1', 0.25],
    ]);
    expect(new Set(predictionsOf(table))).toEqual(new Set(predictions));
    expect(tableOfPredictions(predictionsOf(table), modelLabels, table.columns)).toEqual(table);
  });

  it('keeps float32 scores in half the room, and others as they are', () => {
    expect(table.scores).toBeInstanceOf(Float32Array);
    const clip = { path: 'a', label: 'yes', predicted: 'yes' };
    const exact = [{ ...clip, scores: [0.1, 0.2, 0.7] }];
    expect(Array.from(tableOfPredictions(exact, modelLabels).scores)).toEqual([0.1, 0.2, 0.7]);
    const rounded = [{ ...clip, scores: [0.1, 0.2, 0.7].map(Math.fround) }];
    expect(tableOfPredictions(rounded, modelLabels).scores).toBeInstanceOf(Float32Array);
  });

  it('may be empty, or have no scores', () => {
    expect(tableOfPredictions([], [])).toMatchObject({ labels: [], numScores: 0, paths: [] });
    const bare = predictions.map(({ path, label, predicted }) => ({ path, label, predicted, scores: [] }));
    expect(tableOfPredictions(bare, []).labels).toEqual(['<b>', '=1+1', '__proto__', 'yes']);
  });

  it('gives any of its rows', () => {
    expect(takeRows(table, [3, 0]).paths).toEqual(['yes/\u{1F600}.wav', '<b>/c.wav']);
    expect(Array.from(takeRows(table, [3]).scores)).toEqual([1, 0, 0]);
  });
});

describe('edits', () => {
  const { table, edits } = makeRecord();

  it('change labels and leave clips out', () => {
    const edited = applyEdits(table, edits);
    expect(predictionsOf(edited).map(({ path, label, predicted }) => [path, label, predicted])).toEqual([
      ['__proto__/a.wav', 'no', 'yes'],
      ['yes/b.wav', 'yes', 'yes'],
      ['yes/\u{1F600}.wav', 'yes', 'yes'],
    ]);
    expect(Array.from(edited.scores.subarray(0, 3))).toEqual([0.5, 0.25, 0.25]);
    expect(edited.columns[0]?.values).toEqual(['anna', '007', '=x']);
  });

  it('keep a new label although the model lacks it, and drop one that no clip has', () => {
    expect(applyEdits(table, edits).labels).toEqual([...modelLabels, 'no']);
    const both = applyEdits(table, [
      { kind: 'relabel', path: 'yes/b.wav', label: 'zap' },
      ...edits.slice(0, 1),
    ]);
    expect(both.labels).toEqual([...modelLabels, '<b>', 'no', 'zap']);
  });

  it('leave the table as it was', () => {
    expect(applyEdits(table, [])).toBe(table);
    expect(table).toEqual(makeRecord().table);
    expect(applyEdits(table, [{ kind: 'exclude', path: 'gone.wav' }])).toEqual(table);
  });

  it('may leave nothing', () => {
    const all = table.paths.map((path) => ({ kind: 'exclude' as const, path }));
    expect(applyEdits(table, all)).toMatchObject({ paths: [], labels: modelLabels });
  });

  it('are one for each clip', () => {
    const relabel = { kind: 'relabel' as const, path: 'a', label: 'no' };
    const once = editClip([], relabel, 'yes');
    expect(editClip(once, { kind: 'exclude', path: 'a' }, 'yes')).toEqual([{ kind: 'exclude', path: 'a' }]);
    expect(editClip(once, { ...relabel, label: 'yes' }, 'yes')).toEqual([]);
    expect(editClip(once, { ...relabel, path: 'b' }, 'yes')).toHaveLength(2);
    expect(removeEdit(once, 'a')).toEqual([]);
  });

  it('are counted', () => {
    expect(countEdits(edits)).toEqual({ numRelabelled: 1, numExcluded: 1 });
  });
});
