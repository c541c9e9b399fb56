import { describe, expect, it } from 'vitest';
import { openRunText } from '../../../../src/core/evaluation/open-run-text.ts';
import { encodeRunFile } from '../../../../src/core/evaluation/run-file.ts';
import { makeRecord } from './make-record.ts';

const nowMs = 1_770_000_000_000;

describe('openRunText', () => {
  it('opens a run file under the name that it was saved with', () => {
    const text = encodeRunFile('mine', makeRecord({ isWhole: true })).join('');
    const opened = openRunText(text, 'renamed.txt', nowMs);
    expect(opened).toEqual({ name: 'mine', record: makeRecord({ isWhole: true }), notes: [] });
  });

  it('opens predictions under the name of their file, with notes', () => {
    const opened = openRunText('path,label,predicted\na,x,x\na,x,y\n', 'theirs.csv', nowMs);
    expect(opened.name).toBe('theirs.csv');
    expect(opened.record).toMatchObject({ dataName: 'theirs.csv', model: '', endedMs: nowMs });
    expect(opened.notes).toEqual([{ kind: 'paths-twice', count: 1 }]);
  });

  it.each([
    ['[]', 'a.json', 'run-invalid'],
    ['{"some":"thing"}', 'a.csv', 'run-invalid'],
    [encodeRunFile('n', makeRecord()).join('').replace('"version":1', '"version":2'), 'a.json', 'run-newer'],
    ['a,b\n1,2\n', 'a.csv', 'csv-invalid'],
    ['', 'a.csv', 'csv-invalid'],
  ])('refuses %.12s as %s', (text, name, code) => {
    expect(() => openRunText(text, name, nowMs)).toThrow(expect.objectContaining({ code }));
  });
});
