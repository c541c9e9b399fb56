import { describe, expect, it } from 'vitest';
import { createFileFinder } from '../../src/core/dataset/file-finder.ts';
import { guessColumns } from '../../src/core/dataset/manifest-columns.ts';
import { parseManifest, parseManifestInSteps } from '../../src/core/dataset/manifest-table.ts';
import { writeCsv } from '../../src/core/evaluation/csv.ts';
import { takeSteps } from './take-steps.ts';

const failure = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });
const cellsOf = (path: string, text: string) => parseManifest(path, text).rows.map(({ cells }) => cells);

describe('a manifest', () => {
  it.each([
    ['m.csv', '\uFEFFpath,label\r\na.wav,yes\r\n"b, c.wav",no\r\n'],
    ['m.csv', 'path;label\na.wav;yes\nb, c.wav;no\n'],
    ['m.tsv', '\uFEFFpath\tlabel\r\na.wav\tyes\r\nb, c.wav\t"no"'],
    ['m.csv', 'path\tlabel\na.wav\tyes\n\nb, c.wav\tno\n'],
    [
      'm.jsonl',
      '{"path":"a.wav","label":"yes"}\r\n\r\n{"label":"no","path":"b, c.wav","tags":["x"],"n":null}\n',
    ],
  ])('%s: %j', (path, text) => {
    expect(parseManifest(path, text).columns).toEqual(['path', 'label']);
    expect(cellsOf(path, text)).toEqual([
      ['a.wav', 'yes'],
      ['b, c.wav', 'no'],
    ]);
  });

  it('may have no row of names', () => {
    const table = parseManifest('m.csv', 'a.wav,yes\nb.wav,no\n');
    expect(table.columns).toEqual(['column 1', 'column 2']);
    expect(table.rows[0]).toEqual({ cells: ['a.wav', 'yes'], line: 1 });
  });

  it('keeps quotation marks that are part of a text between tabs', () => {
    expect(cellsOf('m.tsv', 'path\ttext\na.wav\t"Go" he said\nb.wav\t"say ""go"""\nc.wav\t"\n')).toEqual([
      ['a.wav', '"Go" he said'],
      ['b.wav', 'say "go"'],
      ['c.wav', '"'],
    ]);
  });

  it('has columns that all have different names, and rows of one length', () => {
    const table = parseManifest('m.csv', 'path,,path,__proto__\na.wav\nb.wav,1,2,3,4\n');
    expect(table.columns).toEqual(['path', 'column 2', 'path (2)', '__proto__']);
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      ['a.wav', '', '', ''],
      ['b.wav', '1', '2', '3'],
    ]);
    const json = parseManifest('m.jsonl', '{"__proto__":"x","b":1}\n{"c":true,"b":{"deep":1}}\n');
    expect(json.columns).toEqual(['__proto__', 'b', 'c']);
    expect(json.rows.map(({ cells }) => cells)).toEqual([
      ['x', '1', ''],
      ['', '', 'true'],
    ]);
  });

  it('keeps what looks like HTML, and takes the apostrophe off formulas as all CSV files do', () => {
    const labels = ['<img src=x onerror=alert(1)>', '=HYPERLINK("x")', '+1'];
    const text = writeCsv([['path', 'label'], ...labels.map((label) => ['a.wav', label])]);
    expect(cellsOf('m.csv', text).map((cells) => cells[1])).toEqual(labels);
  });

  it.each([
    ['m.csv', '', 'manifest-invalid', { context: 'empty' }],
    ['m.csv', 'path,label\n', 'manifest-invalid', { context: 'empty' }],
    ['m.jsonl', '\n', 'manifest-invalid', { context: 'empty' }],
    ['m.jsonl', '{"a":1}\n[1]\n', 'manifest-invalid', { context: 'json', line: 2 }],
    ['m.json', '{"a":1}\n{"a":', 'manifest-invalid', { context: 'json', line: 2 }],
    ['m.csv', 'path,label\n"a.wav,yes\n', 'csv-invalid', { line: 2 }],
    ['m.csv', `path,label\n${'a.wav,x\n'.repeat(200_001)}`, 'table-large', { rows: 200_000 }],
    ['m.tsv', `path\tlabel\n${'a.wav\tx\n'.repeat(200_001)}`, 'table-large', {}],
    ['m.csv', `a\n${','.repeat(64)}\n`, 'table-large', { columns: 64 }],
    ['m.tsv', `a\n${'\t'.repeat(64)}\n`, 'table-large', {}],
    [
      'm.jsonl',
      JSON.stringify(Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`c${i}`, i]))),
      'table-large',
      {},
    ],
    ['m.csv', 'x'.repeat(64_000_001), 'text-large', { megabytes: 64 }],
  ])('%s is refused with a sentence', (path, text, code, details) => {
    expect(() => parseManifest(path, text)).toThrow(failure(code, details));
  });

  const many = Array.from({ length: 5000 }, (_, i) => [`${i}.wav`, `“\u{1F600} ${i % 7}”,\n`] as const);
  const plain = many.map(([path, label]) => [path, label.trim()] as const);
  it.each([
    ['m.csv', writeCsv([['path', 'label'], ...many]), many],
    ['m.csv', `path;label\n${many.map(([path, label]) => `${path};"${label}"\r\n`).join('')}`, many],
    ['m.tsv', `path\tlabel\n${plain.map((cells) => `${cells.join('\t')}\n`).join('')}`, plain],
    ['m.jsonl', many.map(([path, label]) => JSON.stringify({ path, label })).join('\n'), many],
  ])('of 5,000 rows is read in several steps: %s', (path, text, expected) => {
    const { result, numPauses } = takeSteps(parseManifestInSteps(path, text));
    expect(numPauses).toBeGreaterThan(10);
    expect(result.rows.map(({ cells }) => cells)).toEqual(expected);
  });

  it('may have 200,000 rows and 64 columns', () => {
    const names = Array.from({ length: 64 }, (_, i) => `c${i}`).join(',');
    const { rows, columns } = parseManifest('m.csv', `${names}\n${'a.wav,x\n'.repeat(200_000)}`);
    expect([rows.length, columns.length]).toEqual([200_000, 64]);
  });
});

describe('files of a manifest', () => {
  const paths = ['clips/yes/1.wav', 'clips/no/1.wav', 'clips/no/only.wav', 'cafe\u0301.wav', 'meta/2.wav'];
  const find = createFileFinder(paths, 'meta/list.csv');

  it.each([
    ['clips/yes/1.wav', 'clips/yes/1.wav'],
    ['2.wav', 'meta/2.wav'],
    ['./2.wav', 'meta/2.wav'],
    ['../clips/no/1.wav', 'clips/no/1.wav'],
    ['clips\\no\\1.wav', 'clips/no/1.wav'],
    ['/data/set/clips/no/1.wav', 'clips/no/1.wav'],
    ['C:\\data\\clips\\no\\1.wav', 'clips/no/1.wav'],
    ['../../../../clips/no/1.wav', 'clips/no/1.wav'],
    ['only.wav', 'clips/no/only.wav'],
    ['/etc/only.wav', 'clips/no/only.wav'],
    ['only', 'clips/no/only.wav'],
    ['caf\u00e9.wav', 'cafe\u0301.wav'],
    ['1.wav', null],
    ['1', null],
    ['../../etc/passwd', null],
    ['/etc/passwd', null],
    ['', null],
    [' ', null],
    ['..', null],
    ['__proto__', null],
    ['toString', null],
  ])('%j: %j', (value, expected) => expect(find(value)).toBe(expected));

  it('are found in no time, however long the path', () => {
    expect(find('a/'.repeat(500_000))).toBeNull();
  });
});

describe('columns are guessed', () => {
  const find = createFileFinder(['x/1.wav', 'x/2.wav', 'x/3.wav', 'x/4.wav'], 'x/m.csv');
  const guess = (text: string) => {
    const table = parseManifest('x/m.csv', text);
    const { path, label } = guessColumns(table, find);
    const name = (index: number | null) => (index === null ? null : table.columns[index]);
    return [name(path), name(label)];
  };

  it.each([
    ['file_name,transcription\n1.wav,yes', ['file_name', 'transcription']],
    ['audio_filepath,duration,text\n/d/1.wav,1.5,yes', ['audio_filepath', 'text']],
    ['Path,Speaker,Label\n1.wav,a,yes', ['Path', 'Label']],
    ['text,label,wav\nyes,7,1.wav', ['wav', 'label']],
    // By name `path`, but its files are not those of the folder.
    ['path,wav,word\nq.wav,1.wav,yes', ['wav', 'word']],
    ['who,clip_id,said\na,1,yes\nb,2,no\na,3,yes\nb,4,no', ['clip_id', 'who']],
    ['1.wav,yes,0.5\n2.wav,no,0.7\n3.wav,yes,0.5', ['column 1', 'column 2']],
    ['path,label\nq.wav,yes', ['path', 'label']],
    ['a,b\nc,d', [null, null]],
  ])('%j: %j', (text, expected) => expect(guess(text)).toEqual(expected));
});
