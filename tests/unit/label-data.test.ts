import { describe, expect, it } from 'vitest';
import { maxLabels, refuseManyLabels } from '../../src/core/dataset/label-limit.ts';
import { labelData, labelDataInSteps } from '../../src/core/dataset/label-data.ts';
import type { LabelSource } from '../../src/core/dataset/labelled-data.ts';
import { parseManifest } from '../../src/core/dataset/manifest-table.ts';
import { takeSteps } from './take-steps.ts';

const fromManifest = (path: string, text: string): LabelSource => ({
  kind: 'manifest',
  table: parseManifest(path, text),
  pathColumn: 'path',
  labelColumn: 'label',
});
const labels = (data: ReturnType<typeof labelData>) => data.clips.map(({ path, label }) => [path, label]);

describe('labels from a manifest', () => {
  it('are joined with the files, and all that does not fit is listed', () => {
    const paths = ['x/1.wav', 'x/2.wav', 'x/3.wav', 'x/4.wav', 'x/5.wav', 'notes.txt'];
    const text =
      'path,label,age\nx/1.wav,yes,30\nx/2.wav,no,\nx/2.wav, no,40\nx/3.wav,yes,1\nx/3.wav,no,1\nx/4.wav,,5\n../gone.wav,yes,6\nnotes.txt,no,7\n';
    const data = labelData(paths, { source: fromManifest('m.csv', text) });
    expect(labels(data)).toEqual([
      ['x/1.wav', 'yes'],
      ['x/2.wav', 'no'],
    ]);
    expect(data.origin).toEqual({ kind: 'manifest', of: 'm.csv' });
    expect(data.columns).toEqual([{ name: 'age', kind: 'number', values: Float64Array.of(30, Number.NaN) }]);
    expect(data.unlabelled).toEqual([
      {
        path: 'x/3.wav',
        source: 'x/3.wav',
        problem: {
          code: 'label-conflict',
          message: 'Lines 5, 6 of m.csv give it different labels: yes, no.',
          details: { manifest: 'm.csv', labels: 'yes, no', lines: '5, 6' },
        },
      },
      { path: 'x/4.wav', source: 'x/4.wav', problem: expect.objectContaining({ code: 'label-empty' }) },
      { path: 'x/5.wav', source: 'x/5.wav', problem: expect.objectContaining({ code: 'label-no-row' }) },
    ]);
    expect(data.lostRows).toEqual([
      { line: 8, value: '../gone.wav' },
      { line: 9, value: 'notes.txt' },
    ]);
    expect(data.repeated).toEqual([{ path: 'x/2.wav', lines: [3, 4] }]);
  });

  it('hold for one split, whatever rows there are of others', () => {
    const text = 'path\tlabel\ntest/1.wav\tyes\ntrain/2.wav\tno\n';
    const data = labelData(['test/1.wav', 'train/2.wav'], { source: fromManifest('m.tsv', text) });
    expect(labels(data)).toEqual([['1.wav', 'yes']]);
    expect(data.lostRows).toEqual([]);
  });

  it('are cleaned, and written in one way', () => {
    const text = 'path,label\na.wav,cafe\u0301\nb.wav,caf\u00e9 \nc.wav,__proto__\nd.wav,<b>x</b>\n';
    const data = labelData(['a.wav', 'b.wav', 'c.wav', 'd.wav'], { source: fromManifest('m.csv', text) });
    expect(data.clips.map(({ label }) => label)).toEqual(['caf\u00e9', 'caf\u00e9', '__proto__', '<b>x</b>']);
    expect(data.merged).toEqual([['cafe\u0301', 'caf\u00e9 ']]);
  });

  it('need their columns', () => {
    const source = fromManifest('m.csv', 'file,word\na.wav,yes\n');
    expect(() => labelData(['a.wav'], { source })).toThrow(
      expect.objectContaining({ code: 'manifest-invalid', details: { context: 'column', name: 'path' } }),
    );
  });

  it('come of 100,000 rows in seconds', () => {
    const paths = Array.from({ length: 100_000 }, (_, i) => `w${i % 35}/${i}.wav`);
    const rows = paths.map((path, i) => `/data/${path},w${i % 35},${i}`);
    const startMs = performance.now();
    const data = labelData(paths, { source: fromManifest('m.csv', `path,label,n\n${rows.join('\n')}`) });
    expect(data.clips).toHaveLength(100_000);
    expect(data.columns.map(({ name }) => name)).toEqual(['n', 'folder']);
    expect(performance.now() - startMs).toBeLessThan(10_000);
  });
});

describe('metadata.csv', () => {
  const paths = ['yes/1.wav', 'no/2.wav'];
  const metadata = [
    parseManifest('metadata.csv', 'file_name,transcription,age\nyes/1.wav,up,3\nno/2.wav,down,4\n'),
  ];

  it('gives labels at once', () => {
    const data = labelData(paths, { metadata });
    expect(labels(data)).toEqual([
      ['no/2.wav', 'down'],
      ['yes/1.wav', 'up'],
    ]);
    expect(data.columns.map(({ name }) => name)).toEqual(['age', 'folder']);
  });

  it('can be told not to, and then gives columns', () => {
    const data = labelData(paths, { metadata, source: { kind: 'folders' } });
    expect(data.origin.kind).toBe('folders');
    expect(data.clips.map(({ label }) => label)).toEqual(['no', 'yes']);
    expect(data.columns).toEqual([
      { name: 'transcription', kind: 'text', values: ['down', 'up'] },
      { name: 'age', kind: 'number', values: Float64Array.of(4, 3) },
    ]);
  });

  it.each([
    ['file_name,label,text\nyes/1.wav,up,x\n', ['label', 'text']],
    ['file_name,age\nyes/1.wav,3\n', ['age']],
    ['file,label\nyes/1.wav,up\n', []],
  ])('%j leaves labels to folders', (text, columns) => {
    const data = labelData(paths, { metadata: [parseManifest('metadata.csv', text)] });
    expect(data.clips.map(({ label }) => label)).toEqual(['no', 'yes']);
    expect(data.columns.map(({ name }) => name)).toEqual(columns);
  });

  it('leaves labels to folders where it holds sentences', () => {
    const many = Array.from({ length: maxLabels + 1 }, (_, i) => `yes/${i}.wav`);
    const rows = many.map((path, i) => `${path},sentence ${i}`);
    const sentences = parseManifest('metadata.csv', ['file_name,transcription', ...rows].join('\n'));
    const data = labelData(many, { metadata: [sentences] });
    expect(data.origin.kind).toBe('folders');
    expect(data.columns.map(({ name }) => name)).toEqual(['transcription']);
    expect(() => refuseManyLabels(data.clips)).not.toThrow();
    const few = labelData(many.slice(1), { metadata: [sentences] });
    expect(few.origin.kind).toBe('manifest');
    expect(() => refuseManyLabels(few.clips)).not.toThrow();
    const asked = many.map((label) => ({ label }));
    expect(() => refuseManyLabels(asked)).toThrow(expect.objectContaining({ code: 'labels-many' }));
  });

  it('of a split comes before that of the folder, and names files below the split', () => {
    const tables = [
      ...metadata,
      parseManifest('test/metadata.jsonl', '{"file_name":"1.wav","label":"go"}\n'),
    ];
    const data = labelData(['test/1.wav', 'train/2.wav'], { metadata: tables });
    expect(data.origin.of).toBe('test/metadata.jsonl');
    expect(labels(data)).toEqual([['1.wav', 'go']]);
    expect(labelData(['train/2.wav'], { metadata: tables, split: 'train' }).origin.of).toBe('metadata.csv');
  });
});

describe('labels by other ways', () => {
  it('say where they come from', () => {
    const lists = { testing: 'yes/1.wav' };
    const kindOf = (...args: Parameters<typeof labelData>) => labelData(...args).origin.kind;
    expect(kindOf(['yes/1.wav'])).toBe('folders');
    expect(kindOf(['yes_1.wav'])).toBe('file names');
    expect(kindOf(['yes/1.wav', 'no/2.wav'], { lists })).toBe('lists');
  });

  it('come with who speaks', () => {
    const speakers = (...paths: string[]) => labelData(paths).columns;
    expect(speakers('7_jackson_1.wav', '8_theo_2.wav', 'yes_x.wav')).toEqual([
      { name: 'speaker', kind: 'text', values: ['jackson', 'theo', null] },
    ]);
    expect(speakers('yes/51055bda_nohash_4.wav')).toEqual([
      { name: 'speaker', kind: 'text', values: ['51055bda'] },
    ]);
    expect(speakers('yes/1.wav')).toEqual([]);
  });

  it('come of a pattern, with its fields', () => {
    const source = { kind: 'pattern', pattern: '*/{label}_{speaker}_{take}.wav' } as const;
    const data = labelData(['a/yes_01_1.wav', 'b/no_02_5.wav', 'b/no.wav'], { source });
    expect(labels(data)).toEqual([
      ['a/yes_01_1.wav', 'yes'],
      ['b/no_02_5.wav', 'no'],
    ]);
    expect(data.columns).toEqual([
      { name: 'speaker', kind: 'text', values: ['01', '02'] },
      { name: 'take', kind: 'number', values: Float64Array.of(1, 5) },
      { name: 'folder', kind: 'text', values: ['a', 'b'] },
    ]);
    expect(data.unlabelled).toEqual([
      { path: 'b/no.wav', source: 'b/no.wav', problem: expect.objectContaining({ code: 'label-no-match' }) },
    ]);
  });

  it('keep words as text where only some look like numbers', () => {
    const source = { kind: 'pattern', pattern: '{label}_{x}_{y}_{z}.wav' } as const;
    const kinds = labelData(['a_e5_007_1e3.wav', 'b_2_8_-.5.wav'], { source }).columns.map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['text', 'text', 'number']);
  });
});

describe('labels of many files, in steps', () => {
  // Backwards and twenty thousand: sorted in several parts.
  const paths = Array.from({ length: 20_000 }, (_, i) => `w${i % 7}/${19_999 - i}.wav`);
  const rows = paths.map((path, i) => `${path},v${i % 5},${i}`);
  const table = parseManifest('metadata.csv', `path,label,n\n${rows.join('\n')}`);

  it.each<[LabelSource, (path: string) => string]>([
    [{ kind: 'folders' }, (path) => path.slice(0, 2)],
    [{ kind: 'pattern', pattern: '{label}/{n}.wav' }, (path) => path.slice(0, 2)],
    [
      { kind: 'manifest', table, pathColumn: 'path', labelColumn: 'label' },
      (path) => `v${(19_999 - Number(path.slice(3, -4))) % 5}`,
    ],
  ])('are those of each file, sorted by path: $kind', (source, labelOf) => {
    const { result, numPauses } = takeSteps(labelDataInSteps(paths, { source }));
    expect(labels(result)).toEqual(paths.toSorted().map((path) => [path, labelOf(path)]));
    expect(numPauses).toBeGreaterThan(100);
  });
});
