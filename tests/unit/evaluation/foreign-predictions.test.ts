import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/core/evaluation/clip-edits.ts';
import {
  parseForeignPredictions,
  recordOfPredictions,
} from '../../../src/core/evaluation/foreign-predictions.ts';
import { clipOf, predictionsOf } from '../../../src/core/evaluation/run-table.ts';
import { parseRunRecord } from '../../../src/core/evaluation/saved-run.ts';

const read = parseForeignPredictions;
const scoresOf = (text: string) => Array.from(read(text).table.scores, (score) => Number(score.toFixed(6)));

describe("someone else's predictions", () => {
  it('need two columns only', () => {
    const { table, notes, edits } = read('label,predicted\nb,a\na,a\n');
    expect(predictionsOf(table)).toEqual([
      { path: 'row 1', label: 'b', predicted: 'a', scores: [] },
      { path: 'row 2', label: 'a', predicted: 'a', scores: [] },
    ]);
    expect(table).toMatchObject({ labels: ['a', 'b'], numScores: 0, columns: [] });
    expect([notes, edits]).toEqual([[], []]);
  });

  it.each([
    'true,prediction',
    'actual,pred',
    'y_true,y_pred',
    'target,predicted',
    ' Label , Predicted ',
    'Y_TRUE,Prediction',
  ])('may have the columns %s', (header) => {
    expect(clipOf(read(`${header}\nb,a\n`).table, 0)).toMatchObject({ label: 'b', predicted: 'a' });
  });

  it.each(['p:', 'prob_', 'score_', ''])('may have scores in %sLABEL', (prefix) => {
    const text = `file,label,predicted,${prefix}b,${prefix}a\nx.wav,b,a,0.25,0.75\n`;
    expect(predictionsOf(read(text).table)).toEqual([
      { path: 'x.wav', label: 'b', predicted: 'a', scores: [0.25, 0.75] },
    ]);
    expect(read(text).table.labels).toEqual(['b', 'a']);
  });

  it('are sorted by path, rows without one by their number', () => {
    const rows = Array.from({ length: 12 }, (_, i) => (i === 3 ? 'a,a,z' : 'a,a,')).join('\n');
    const { table, notes } = read(`label,predicted,path\n${rows}`);
    expect(table.paths.slice(0, 2)).toEqual(['row 01', 'row 02']);
    expect(table.paths.at(-1)).toBe('z');
    expect(notes).toEqual([{ kind: 'paths-missing', count: 11 }]);
  });

  it('may name a clip twice', () => {
    const { table, notes } = read('path,label,predicted\na,x,x\na,x,y\na (2),x,x\na,x,x\n');
    expect(table.paths).toEqual(['a', 'a (2)', 'a (3)', 'a (4)']);
    expect(notes).toEqual([{ kind: 'paths-twice', count: 2 }]);
  });

  it('keep their other columns', () => {
    const text = 'label,predicted,seconds,speaker,room,seconds,\na,a,1.50,7,,x,1\na,b,,8,hall,,2\n';
    const { columns } = read(text).table;
    expect(columns).toEqual([
      { name: 'seconds', kind: 'number', values: Float64Array.of(1.5, Number.NaN) },
      { name: 'speaker', kind: 'text', values: ['7', '8'] },
      { name: 'room', kind: 'text', values: [null, 'hall'] },
      { name: 'seconds (2)', kind: 'text', values: ['x', null] },
    ]);
  });

  it('take numbers that are written as names for names', () => {
    const { columns } = read('label,predicted,a,b\nx,x,007,-0.5\nx,x,1,2e-7\n').table;
    expect(columns.map(({ kind }) => kind)).toEqual(['text', 'number']);
  });

  it('may have labels of any kind', () => {
    const text = "label,predicted,p:__proto__,p:<b>\n__proto__,'=1+1,0.5,0.5\n";
    const { table } = read(text);
    expect(table.labels).toEqual(['__proto__', '<b>', '=1+1']);
    expect(Object.entries(clipOf(table, 0).scores)).toHaveLength(2);
    expect(read('label,predicted\ne\u0301,\u00E9\n').table.labels).toEqual(['\u00E9']);
  });

  it('may come from a spreadsheet', () => {
    const text = '\uFEFFlabel,predicted\r\n"a, b",x\r\n\r\ny,x\r\n';
    expect(read(text).table.labels).toEqual(['a, b', 'x', 'y']);
  });

  it('become a run', () => {
    const record = recordOfPredictions(read('label,predicted\na,a\n'), 'theirs.csv', 5);
    expect(record).toMatchObject({ version: 1, dataName: 'theirs.csv', model: '', endedMs: 5, edits: [] });
  });
});

describe('their scores', () => {
  it('stay as they are where they sum to 1 but for rounding', () => {
    const { table, notes } = read('label,predicted,p:a,p:b,p:c\na,a,0.33,0.33,0.33\n');
    expect([Array.from(table.scores), notes]).toEqual([[0.33, 0.33, 0.33], []]);
  });

  it.each([
    ['percentages', '75,25', [0.75, 0.25]],
    ['logits', `${Math.log(3)},-0`, [0.75, 0.25]],
    ['logits', '1e300,-1e300', [1, 0]],
    ['scaled', '30,10', [0.75, 0.25]],
    ['scaled', '0,0', [0.5, 0.5]],
    ['scaled', '1e308,1e308', [0.5, 0.5]],
  ])('are made probabilities where they are %s: %s', (form, cells, wanted) => {
    const rows = form === 'logits' ? `a,a,${cells}\na,a,0,-1` : `a,a,${cells}`;
    const text = `label,predicted,p:a,p:b\n${rows}\n`;
    expect(scoresOf(text).slice(0, 2)).toEqual(wanted);
    expect(read(text).notes).toContainEqual({ kind: `scores-${form}` });
  });

  it('need only one of two', () => {
    const { table, notes } = read('label,predicted,prob_1\n1,1,0.75\n0,0,0.5\n');
    expect(table).toMatchObject({ labels: ['1', '0'], numScores: 2 });
    expect(Array.from(table.scores)).toEqual([0.75, 0.25, 0.5, 0.5]);
    expect(notes).toEqual([{ kind: 'scores-complement', label: '1' }]);
  });

  it('are a column as any other where one says too little', () => {
    for (const text of ['label,predicted,p:a\na,b,0.5\nc,c,0.5\n', 'label,predicted,p:a\na,b,7\n'])
      expect(read(text).table).toMatchObject({ numScores: 0, columns: [{ name: 'a', kind: 'number' }] });
    const { columns } = read('label,predicted,score\na,a,0.5\n').table;
    expect(columns).toEqual([{ name: 'score', kind: 'number', values: Float64Array.of(0.5) }]);
  });

  it('do not decide what was predicted', () => {
    const text = 'label,predicted,p:a,p:b\na,a,0.4,0.6\na,b,0.5,0.5\na,none,0.5,0.5\n';
    expect(predictionsOf(read(text).table).map(({ predicted }) => predicted)).toEqual(['a', 'b', 'none']);
    expect(read(text).notes).toEqual([{ kind: 'not-highest', count: 2 }]);
  });
});

describe('broken files', () => {
  it.each([
    ['', 1],
    ['label,predicted\n', 1],
    ['label,other\na,b\n', 1],
    ['predicted\na\n', 1],
    ['label,predicted,label\na,a,a\n', 1],
    ['label,predicted,p:a,p:a\na,a,1,0\n', 1],
    ['label,predicted\na,a\n\na,\n', 4],
    ['label,predicted\na\n', 2],
    ['label,predicted,p:a,p:b\na,a,1,0\nb,a,1,x\n', 3],
    ['label,predicted,p:a,p:b\na,a,1,\n', 2],
    ['label,predicted,p:a,p:b\na,a,1,NaN\n', 2],
    ['label,predicted,p:a,p:b\na,a,Infinity,0\n', 2],
    ['label,predicted\n"a,a\n', 2],
  ])('are refused with the line: %j', (text, line) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code: 'csv-invalid', details: expect.objectContaining({ line }) }),
    );
  });

  it('are refused where they are too large', () => {
    const invalid = expect.objectContaining({ code: 'csv-invalid' });
    expect(() => read(`label,predicted\n${'a,a\n'.repeat(200_001)}`)).toThrow(invalid);
    const manyLabels = Array.from({ length: 1001 }, (_, i) => `${i},0`).join('\n');
    expect(() => read(`label,predicted\n${manyLabels}`)).toThrow(invalid);
    expect(() => read(`label,predicted${',x'.repeat(2000)}\na,a`)).toThrow(invalid);
    expect(() => read(`label,predicted\na,${'a'.repeat(40_000)}`)).toThrow(invalid);
  });
});

it('reads the labels that clips had before they were changed', () => {
  const { table, edits } = read('path,label,predicted,original_label\nx,b,a,a\ny,a,a,a\n');
  expect(edits).toEqual([{ kind: 'relabel', path: 'x', label: 'b' }]);
  expect(clipOf(table, 0).label).toBe('a');
  expect(clipOf(applyEdits(table, edits), 0).label).toBe('b');
});

it('gives a whole run, or a typed error, whatever the file holds', () => {
  const names = ['path', 'score', 'p:a', 'p:b', 'prob_a', 'a', 'original_label', 'y', 'x', 'label'];
  const strange = ['', '-3', '1e999', 'NaN', "'=1", '"', '\r', '<b>', '\u{1F600}'];
  const cell = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('1', '0', '0.25', '75') },
    { weight: 1, arbitrary: fc.constantFrom(...strange) },
  );
  const header = fc.shuffledSubarray(names).map((more) => ['label', 'predicted'].concat(more));
  const rows = fc.array(fc.array(cell, { minLength: 6, maxLength: 12 }), { minLength: 1, maxLength: 3 });
  let numRead = 0;
  const property = fc.property(header, rows, (columns, body) => {
    const text = [columns, ...body].map((cells) => cells.join(',')).join('\n');
    try {
      const record = recordOfPredictions(read(text), 'x.csv', 0);
      expect(parseRunRecord(record)).toEqual(record);
      numRead += 1;
    } catch (thrown) {
      expect(thrown).toMatchObject({ name: 'PhonoscopeError', code: 'csv-invalid' });
    }
  });
  fc.assert(property, { numRuns: 3000, seed: 18 });
  expect(numRead).toBeGreaterThan(300);
  expect(numRead).toBeLessThan(2700);
});
