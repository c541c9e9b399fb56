import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../../src/core/evaluation/clip-edits.ts';
import {
  parseForeignPredictions,
  recordOfPredictions,
} from '../../../../src/core/evaluation/foreign-predictions.ts';
import { runToCsv } from '../../../../src/core/evaluation/run-csv.ts';
import { runToJson } from '../../../../src/core/evaluation/run-json.ts';
import type { RunRecord } from '../../../../src/core/evaluation/run-record.ts';
import { predictionsOf } from '../../../../src/core/evaluation/run-table.ts';
import { summarise } from '../summarise-predictions.ts';
import { makeLargeRecord } from './make-large-record.ts';
import { makeRecord, modelLabels } from './make-record.ts';

const csvOf = (record: RunRecord) => runToCsv(record).join('');
const jsonOf = (record: RunRecord): unknown => JSON.parse(runToJson(record).join(''));

/** What the contract's document says of the clips as they are after the edits. */
function summary(record: RunRecord, labels: readonly string[]) {
  const predictions = predictionsOf(applyEdits(record.table, record.edits));
  const unreadable = record.unreadable.map(({ path, reason }) => ({ path, reason }));
  return JSON.parse(JSON.stringify(summarise({ ...record, unreadable, modelLabels: labels, predictions })));
}

describe('a run as JSON', () => {
  const record = makeRecord();

  it('is the document of the contract, and more', () => {
    const { clipsPerSec, ...expected } = summary(record, modelLabels);
    expect(clipsPerSec).toBeCloseTo(3 / 2.5, 12);
    expect(jsonOf(record)).toMatchObject(expected);
    expect(jsonOf(record)).toMatchObject({
      edits: record.edits,
      mapping: record.mapping,
      clipsPerSec: 4 / 2.5,
    });
  });

  it('has its fields in their order', () => {
    const order = Object.keys(summary(record, modelLabels));
    expect(Object.keys(Object(jsonOf(record)))).toEqual([
      ...order,
      'edits',
      'mapping',
      'metrics',
      'robustness',
    ]);
  });

  it('says of files that were left out what the contract says', () => {
    expect(jsonOf(record)).toMatchObject({ unreadable: [{ path: 'yes/z.wav', reason: 'It is empty.' }] });
    expect(runToJson(record).join('')).not.toContain('audio-empty-file');
  });

  it('keeps labels that are properties of every object', () => {
    const text = runToJson(makeRecord({ edits: [] })).join('');
    expect(text).toContain('"scores":{"yes":0.5,"__proto__":0.25,"=1+1":0.25}');
    expect(text).toContain('"__proto__":{"precision":0,');
  });

  it('says how sure its figures are', () => {
    const { metrics } = Object(jsonOf(makeLargeRecord({ numClips: 300, labels: ['a', 'b', 'c', 'd'] })));
    expect(Object.keys(metrics)).toEqual([
      'accuracy',
      'macroF1',
      'balancedAccuracy',
      'kappa',
      'matthewsCorrelation',
      'top2Accuracy',
      'top3Accuracy',
      'logLoss',
      'brierScore',
      'expectedCalibrationError',
    ]);
    for (const name of ['accuracy', 'macroF1', 'balancedAccuracy', 'top2Accuracy']) {
      const { value, interval } = metrics[name];
      expect(interval[0]).toBeLessThan(value);
      expect(interval[1]).toBeGreaterThanOrEqual(value);
    }
  });

  it('comes in pieces of many clips', () => {
    const large = makeLargeRecord({ numClips: 2500, labels: ['a', 'b'] });
    expect(runToJson(large)).toHaveLength(5);
    expect(jsonOf(large)).toMatchObject(summary(large, ['a', 'b']));
  });

  it('may be of nothing', () => {
    const edits = record.table.paths.map((path) => ({ kind: 'exclude' as const, path }));
    expect(jsonOf(makeRecord({ edits }))).toMatchObject({ numClips: 0, accuracy: 0, loss: null, clips: [] });
  });
});

describe('a run as CSV', () => {
  it('has the former labels where some have others now', () => {
    expect(csvOf(makeRecord()).split('\r\n')).toEqual([
      'path,label,predicted,score,p:yes,p:__proto__,p:=1+1,original_label',
      '__proto__/a.wav,no,yes,0.5,0.5,0.25,0.25,__proto__',
      'yes/b.wav,yes,yes,0.75,0.75,0.125,0.125,yes',
      'yes/\u{1F600}.wav,yes,yes,1,1,0,0,yes',
      '',
    ]);
    expect(csvOf(makeRecord({ edits: [] }))).not.toContain('original_label');
    expect(csvOf(makeRecord({ edits: [{ kind: 'exclude', path: 'yes/b.wav' }] }))).not.toContain(
      'original_label',
    );
  });

  it.each([
    ['with edits', makeRecord()],
    ['without edits', makeRecord({ edits: [] })],
    ['large', makeLargeRecord({ numClips: 1500, labels: ['a', 'b', 'c'] })],
    [
      'without scores',
      recordOfPredictions(parseForeignPredictions('label,predicted,score\na,b,0.5\n'), '', 0),
    ],
  ])('is read back exactly: %s', (_, record) => {
    const read = parseForeignPredictions(csvOf(record));
    expect(read.notes).toEqual([]);
    expect(csvOf(recordOfPredictions(read, '', 0))).toBe(csvOf(record));
    const [before, after] = [record, read].map(({ table, edits }) => applyEdits(table, edits));
    expect(after).toEqual({ ...before, columns: [] });
    expect(read.edits).toEqual(record.edits.filter(({ kind }) => kind === 'relabel'));
  });
});
