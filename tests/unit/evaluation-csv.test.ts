import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsv, writeCsv } from '../../src/core/evaluation/csv.ts';
import type { Prediction } from '../../src/core/evaluation/evaluation.ts';
import { parsePredictionsCsv } from '../../src/core/evaluation/predictions-csv.ts';
import { runToCsv } from '../../src/core/evaluation/run-csv.ts';
import { tableOfPredictions } from '../../src/core/evaluation/run-table.ts';
import { makeRecord } from './evaluation/runs/make-record.ts';

const csvOf = (predictions: readonly Prediction[], modelLabels: readonly string[]) =>
  runToCsv(makeRecord({ table: tableOfPredictions(predictions, modelLabels), edits: [] })).join('');
const cellsOf = (text: string) => parseCsv(text).map(({ cells }) => cells);

describe('CSV', () => {
  it('quotes what RFC 4180 wants quoted, and ends each row with CRLF', () => {
    expect(writeCsv([['a', 'b,c', 'd"e', 'f\ng', ' h']])).toBe('a,"b,c","d""e","f\ng"," h"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', ' =1', "'=1", '＝1'])('makes %j safe', (cell) => {
    const text = writeCsv([[cell, 'x']]);
    expect(text.replace(/^"/, '').startsWith("'")).toBe(true);
    expect(cellsOf(text)).toEqual([[cell, 'x']]);
  });

  it.each(["'tis", 'a=b', "''", 'p:=x'])('leaves %j alone', (cell) => {
    expect(writeCsv([[cell]])).toBe(`${cell}\r\n`);
    expect(cellsOf(`${cell}\n`)).toEqual([[cell]]);
  });

  it('gives back whatever was written', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('=', "'", '"', ',', '\r', '\n', '\t', ' ', 'a', '-', '\u{1F600}') }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 6 }), (rows) => {
        expect(cellsOf(writeCsv(rows))).toEqual(rows);
      }),
      { numRuns: 500 },
    );
  });

  it('takes any line ends, a byte order mark, empty lines, a last line without an end', () => {
    expect(cellsOf('\uFEFFa,b\r\n\nc,d\re,\n\n,f')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', ''],
      ['', 'f'],
    ]);
    expect(cellsOf('a,')).toEqual([['a', '']]);
    expect(cellsOf('')).toEqual([]);
  });

  it('counts lines through quoted ones', () => {
    expect(parseCsv('a\n"b\nc"\nd').map(({ line }) => line)).toEqual([1, 2, 4]);
  });

  it.each([
    ['a,b\n"c,d\n', 2],
    ['a\n\n"b"c\n', 3],
  ])('names the line of broken quotes in %j', (text, line) => {
    expect(() => parseCsv(text)).toThrow(
      expect.objectContaining({ code: 'csv-invalid', details: expect.objectContaining({ line }) }),
    );
  });
});

describe('predictions as CSV', () => {
  const predictions = [
    { path: 'b,c/2.wav', label: '=x', predicted: 'yes', scores: [0.75, 0.25] },
    { path: '-a/1.wav', label: 'yes', predicted: '=x', scores: [0.125, 0.875] },
  ];

  it('has the columns of the contract', () => {
    expect(csvOf(predictions, ['yes', '=x'])).toBe(
      "path,label,predicted,score,p:yes,p:=x\r\n'-a/1.wav,yes,'=x,0.875,0.125,0.875\r\n\"b,c/2.wav\",'=x,yes,0.75,0.75,0.25\r\n",
    );
  });

  it('is read back by the report', () => {
    expect(parsePredictionsCsv(csvOf(predictions, ['yes', '=x']))).toEqual({
      labels: ['yes', '=x'],
      predicted: ['=x', 'yes'],
    });
  });

  it('finds its two columns anywhere', () => {
    expect(parsePredictionsCsv('x,predicted,label\n1,b,a\n')).toEqual({ labels: ['a'], predicted: ['b'] });
  });

  it.each([
    ['', 'empty'],
    ['label,predicted\n', 'nothing below'],
    ['label,guess\na,b\n', 'no column "predicted"'],
    ['label,label,predicted\na,b,c\n', 'twice'],
    ['label,predicted\na,b\nc\n', 'line 3'],
    ['label,predicted\na,\n', '"predicted" has no value'],
  ])('refuses %j', (text, reason) => {
    expect(() => parsePredictionsCsv(text)).toThrow(reason);
  });
});
