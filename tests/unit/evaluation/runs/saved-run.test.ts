import { describe, expect, it } from 'vitest';
import { PhonoscopeError } from '../../../../src/core/errors.ts';
import { decodeRunFile, encodeRunFile } from '../../../../src/core/evaluation/run-file.ts';
import { decodeBase64, encodeBase64 } from '../../../../src/core/evaluation/runs/base64.ts';
import { describeRun, parseRunRecord, parseSavedRun } from '../../../../src/core/evaluation/saved-run.ts';
import { createRandom, type Random } from '../../../../src/core/training/random.ts';
import { makeRecord } from './make-record.ts';

const withCode = (code: string) => expect.objectContaining({ code });

describe('a run that was kept', () => {
  it('comes back as it was', () => {
    const record = makeRecord();
    expect(parseRunRecord(structuredClone(record))).toEqual(record);
  });

  it('may be of version 0, which had no mapping and no columns', () => {
    const { mapping, table, ...rest } = makeRecord({ version: 1 });
    const { columns, ...oldTable } = table;
    expect([mapping.length, columns.length]).toEqual([1, 2]);
    const upgraded = parseRunRecord({ ...rest, table: oldTable, version: 0 });
    expect(upgraded).toEqual({ ...rest, table: { ...oldTable, columns: [] }, mapping: [] });
  });

  it('may know a reason that only a newer version has words for', () => {
    const [file] = makeRecord().unreadable;
    const newer = { ...makeRecord(), unreadable: [{ ...file, error: { code: 'audio-new', details: {} } }] };
    expect(parseRunRecord(newer).unreadable).toEqual([{ path: 'yes/z.wav', reason: 'It is empty.' }]);
  });

  it('is refused where a newer version kept it', () => {
    expect(() => parseRunRecord({ version: 2, anything: 1 })).toThrow(withCode('run-newer'));
  });

  const { table, robustness: [noise] = [] } = makeRecord();
  const withNoise = (change: object) => ({ ...makeRecord(), robustness: [{ ...noise, ...change }] });
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', 'run'],
    ['no version', {}],
    ['a broken version', { version: 0.5 }],
    ['a version 0 without table', { version: 0 }],
    ['no table', { ...makeRecord(), table: undefined }],
    ['plain numbers', { ...makeRecord(), table: { ...table, actual: [0, 1, 2, 3] } }],
    ['a label twice', { ...makeRecord(), table: { ...table, labels: ['a', 'a', 'b', 'c'] } }],
    ['an index too far', { ...makeRecord(), table: { ...table, predicted: Int32Array.of(0, 1, 2, 4) } }],
    ['a negative index', { ...makeRecord(), table: { ...table, actual: Int32Array.of(0, 1, 2, -1) } }],
    ['too few clips', { ...makeRecord(), table: { ...table, actual: Int32Array.of(0, 1) } }],
    ['other scores', { ...makeRecord(), table: { ...table, numScores: 2 } }],
    ['too many scores', { ...makeRecord(), table: { ...table, numScores: 5, scores: new Float32Array(20) } }],
    ['no number', { ...makeRecord(), table: { ...table, scores: new Float32Array(12).fill(Number.NaN) } }],
    ['paths out of order', { ...makeRecord(), table: { ...table, paths: table.paths.toReversed() } }],
    ['a path twice', { ...makeRecord(), table: { ...table, paths: ['a', 'a', 'b', 'c'] } }],
    [
      'a column twice',
      { ...makeRecord(), table: { ...table, columns: [...table.columns, ...table.columns] } },
    ],
    ['an edit of nothing', makeRecord({ edits: [{ kind: 'exclude', path: 'gone' }] })],
    ['edits twice', makeRecord({ edits: [...makeRecord().edits, ...makeRecord().edits] })],
    ['a condition of no kind', { ...makeRecord(), robustness: [{ ...noise, condition: { kind: 'rain' } }] }],
    ['a condition of NaN', withNoise({ condition: { kind: 'noise', snrDb: Number.NaN } })],
    ['a condition with clips twice', withNoise({ rows: Int32Array.of(1, 1, 2) })],
    ['a condition with clips too far', withNoise({ rows: Int32Array.of(1, 2, 4) })],
    ['a condition with too few answers', withNoise({ predicted: Int32Array.of(0) })],
    ['a condition with an answer too far', withNoise({ predicted: Int32Array.of(0, 0, 4) })],
    ['no time', makeRecord({ endedMs: Number.NaN })],
  ])('is refused where it is damaged: %s', (_, value) => {
    expect(() => parseRunRecord(value)).toThrow(withCode('run-invalid'));
  });

  it('is listed with its figures after the edits', () => {
    const run = describeRun('1', 'Mine', makeRecord());
    expect(run).toMatchObject({ name: 'Mine', numClips: 3, numLabels: 4, accuracy: 2 / 3 });
    expect(run).toMatchObject({ numRelabelled: 1, numExcluded: 1, model: 'digits', dataName: 'words' });
    expect(parseSavedRun(structuredClone(run))).toEqual(run);
    expect(parseSavedRun({ ...run, accuracy: 2 })).toBeNull();
    const edits = makeRecord().table.paths.map((path) => ({ kind: 'exclude' as const, path }));
    expect(describeRun('1', '', makeRecord({ edits })).accuracy).toBeNull();
  });
});

describe('a run as a file', () => {
  const text = encodeRunFile('<b>Mine', makeRecord()).join('');

  it('comes back as it was', () => {
    expect(decodeRunFile(text)).toEqual({ name: '<b>Mine', record: makeRecord() });
  });

  it('may be empty', () => {
    const { robustness, ...record } = makeRecord({ edits: [] });
    expect(robustness).toBeDefined();
    const empty = { ...record, table: { ...record.table, ...noClips } };
    expect(decodeRunFile(encodeRunFile('', empty).join('')).record).toEqual(empty);
  });

  it.each(['', '{', '[]', '{"format":"other"}', '{"format":"phonoscope-run","name":"a","record":{}}'])(
    'is refused where it is none: %j',
    (other) => {
      expect(() => decodeRunFile(other)).toThrow(withCode('run-invalid'));
    },
  );

  it('is refused where its numbers are cut short', () => {
    const cut = text.replace(/"int32":"..../, '"int32":"');
    expect(() => decodeRunFile(cut)).toThrow(withCode('run-invalid'));
    expect(() => decodeRunFile(text.replace(/"int32":"./, '"int32":"*'))).toThrow(withCode('run-invalid'));
  });
});

const noClips = {
  paths: [],
  actual: new Int32Array(0),
  predicted: new Int32Array(0),
  scores: new Float32Array(0),
  columns: [],
};

it('writes Base64 as everybody does', () => {
  for (const length of [0, 1, 2, 3, 4, 6143, 6144, 6145, 20_000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 7919) % 256);
    expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
  }
});

describe('anything else', () => {
  it('is refused with a typed error, or is a whole run', () => {
    const random = createRandom(18);
    let numRefused = 0;
    for (let i = 0; i < 4000; i++) {
      const value = structuredClone<unknown>(makeRecord());
      mutate(value, random);
      try {
        const record = parseRunRecord(value);
        expect(() => describeRun('1', '', record)).not.toThrow();
        expect(decodeRunFile(encodeRunFile('', record).join('')).record).toEqual(record);
      } catch (thrown) {
        if (!(thrown instanceof PhonoscopeError)) throw thrown;
        expect(['run-invalid', 'run-newer']).toContain(thrown.code);
        numRefused += 1;
      }
    }
    expect(numRefused).toBeGreaterThan(1000);
    expect(numRefused).toBeLessThan(3990);
  });

  it('is refused with a typed error where a file is damaged', () => {
    const random = createRandom(19);
    const text = encodeRunFile('Mine', makeRecord()).join('');
    for (let i = 0; i < 3000; i++) {
      const at = random.integer(text.length);
      const other = String.fromCharCode(random.integer(128));
      const damaged = text.slice(0, at) + other + text.slice(at + random.integer(3));
      try {
        decodeRunFile(damaged);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(PhonoscopeError);
      }
    }
  });
});

const strange: readonly unknown[] = [
  undefined,
  null,
  -1,
  0,
  1,
  2,
  1e300,
  Number.NaN,
  '',
  'yes',
  '__proto__',
  [],
  {},
  [null],
  new Int32Array(4),
  new Float32Array(12),
  new Float64Array(4).fill(Number.NaN),
  new Uint8Array(4),
  new Map(),
  new Date(0),
];

/** Changes one place anywhere below. */
function mutate(value: unknown, random: Random): void {
  if (typeof value !== 'object' || value === null) return;
  const keys = Object.keys(value);
  const key = keys[random.integer(keys.length)];
  if (key === undefined) return;
  const below: unknown = Reflect.get(value, key);
  if (random.chance(0.6) && typeof below === 'object' && below !== null) mutate(below, random);
  else if (ArrayBuffer.isView(value)) Reflect.set(value, key, random.uniform(-2, 5));
  else if (random.chance(0.2)) Reflect.deleteProperty(value, key);
  else Reflect.set(value, key, strange[random.integer(strange.length)]);
}
