import type { HeardCondition } from '../../../../src/core/evaluation/robustness-schema.ts';
import type { RunRecord } from '../../../../src/core/evaluation/run-record.ts';
import { tableOfPredictions } from '../../../../src/core/evaluation/run-table.ts';
import type { Prediction } from '../../../../src/core/evaluation/evaluation.ts';

export const modelLabels = ['yes', '__proto__', '=1+1'];

export const predictions: readonly Prediction[] = [
  { path: 'yes/b.wav', label: 'yes', predicted: 'yes', scores: [0.75, 0.125, 0.125] },
  { path: '__proto__/a.wav', label: '__proto__', predicted: 'yes', scores: [0.5, 0.25, 0.25] },
  { path: '<b>/c.wav', label: '<b>', predicted: '=1+1', scores: [0.25, 0.25, 0.5] },
  { path: 'yes/\u{1F600}.wav', label: 'yes', predicted: 'yes', scores: [1, 0, 0] },
];

/** Rows are those of the table, which is sorted. */
const robustness: readonly HeardCondition[] = [
  {
    condition: { kind: 'noise', snrDb: -5 },
    rows: Int32Array.of(1, 2, 3),
    predicted: Int32Array.of(1, 0, -1),
  },
  { condition: { kind: 'shift', shiftSec: 0.1 }, rows: Int32Array.of(0, 2), predicted: Int32Array.of(2, 0) },
  {
    condition: { kind: 'band', lowHz: 300, highHz: null },
    rows: Int32Array.of(3),
    predicted: Int32Array.of(1),
  },
];

/** A small run with everything that a run can have. */
export function makeRecord(change: Partial<RunRecord> = {}): RunRecord {
  const columns = [
    { name: 'speaker', kind: 'text' as const, values: ['007', 'anna', null, '=x'] },
    { name: 'seconds', kind: 'number' as const, values: Float64Array.of(0.5, 1.25, Number.NaN, 1e-7) },
  ];
  return {
    version: 1,
    dataName: 'words',
    split: 'test',
    model: 'digits',
    backend: 'wasm',
    endedMs: 1_760_000_000_000,
    seconds: 2.5,
    table: tableOfPredictions(predictions, modelLabels, columns),
    mapping: [{ from: 'yeah', to: 'yes' }],
    edits: [
      { kind: 'relabel', path: '__proto__/a.wav', label: 'no' },
      { kind: 'exclude', path: '<b>/c.wav' },
    ],
    unreadable: [
      { path: 'yes/z.wav', reason: 'It is empty.', error: { code: 'audio-empty-file', details: {} } },
    ],
    robustness,
    ...change,
  };
}
