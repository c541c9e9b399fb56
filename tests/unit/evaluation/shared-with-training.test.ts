import { describe, expect, it } from 'vitest';
import { decodeRunFile, encodeRunFile } from '../../../src/core/evaluation/run-file.ts';
import { htmlReport } from '../../../src/core/evaluation/html-report.ts';
import { runToJson } from '../../../src/core/evaluation/run-json.ts';
import type { ClipColumn } from '../../../src/core/evaluation/run-record.ts';
import { parseRunRecord } from '../../../src/core/evaluation/saved-run.ts';
import { sharedInWords } from '../../../src/core/evaluation/shared-in-words.ts';
import { sharesWith } from '../../../src/core/evaluation/shared-with-training.ts';
import { describeTrainingClips } from '../../../src/core/models/trained-on.ts';
import { makeRecord } from './runs/make-record.ts';

const hashOf = (value: number) => value.toString(16).padStart(12, '0');
const tableOf = (hashes: readonly (string | null)[], speakers: readonly (string | null)[]) => ({
  columns: [
    { name: 'hash', kind: 'text', values: hashes },
    { name: 'speaker', kind: 'text', values: speakers },
  ] satisfies ClipColumn[],
});
const trainedOn = describeTrainingClips([
  { path: '1_theo_1.wav', hash: hashOf(3) },
  { path: '1_george_1.wav', hash: hashOf(2 ** 48 - 1) },
  { path: '1_lucas_1.wav', hash: hashOf(2 ** 40) },
]);

describe('what an evaluation shares with the training', () => {
  it('is counted by files and by speakers', () => {
    const hashes = [hashOf(3), hashOf(3), hashOf(4), null, hashOf(2 ** 48 - 1), '__proto__'];
    const speakers = ['theo', 'theo', 'anna', 'george', null, '__proto__'];
    expect(sharesWith(trainedOn, tableOf(hashes, speakers))).toEqual({
      numSharedFiles: 3,
      sharedSpeakers: ['george', 'theo'],
      numClipsOfSharedSpeakers: 3,
      numSpeakers: 4,
    });
  });

  it('is nothing where nothing is shared, or known', () => {
    expect(sharesWith(trainedOn, tableOf([hashOf(4), null], ['anna', null]))).toBeNull();
    expect(sharesWith(trainedOn, { columns: [] })).toBeNull();
    expect(
      sharesWith(trainedOn, { columns: [{ name: 'hash', kind: 'number', values: Float64Array.of(3) }] }),
    ).toBeNull();
    expect(sharesWith(undefined, tableOf([hashOf(3)], ['theo']))).toBeNull();
  });

  it('is found among 100,000 files for 50,000 clips in a moment', () => {
    const many = describeTrainingClips(
      Array.from({ length: 100_000 }, (_, i) => ({ path: '', hash: hashOf(i * 2_000_003) })),
    );
    const hashes = Array.from({ length: 50_000 }, (_, i) => hashOf(i * 2_000_003 + (i % 2)));
    const startMs = performance.now();
    expect(sharesWith(many, tableOf(hashes, []))?.numSharedFiles).toBe(25_000);
    expect(performance.now() - startMs).toBeLessThan(1000);
  });
});

describe('a run that shares something with the training', () => {
  const sharedWithTraining = {
    numSharedFiles: 2,
    sharedSpeakers: ['<b>', 'theo'],
    numClipsOfSharedSpeakers: 3,
    numSpeakers: 3,
  };
  const record = makeRecord({ sharedWithTraining });
  const jsonOf = (...args: Parameters<typeof runToJson>): unknown => JSON.parse(runToJson(...args).join(''));

  it('keeps it, in the browser and in its file', () => {
    expect(parseRunRecord(structuredClone(record))).toEqual(record);
    expect(decodeRunFile(encodeRunFile('a', record).join('')).record).toEqual(record);
  });

  it('says so in JSON, and there alone', () => {
    expect(jsonOf(record)).toMatchObject({ sharedWithTraining });
    expect(jsonOf(makeRecord())).not.toHaveProperty('sharedWithTraining');
  });

  it('says so in the report', () => {
    const html = htmlReport(record);
    expect(html).toContain('as the same file: 2 of 4 clips.');
    expect(html).toContain(
      'knows 2 of 3 speakers (3 clips): <bdi>&lt;b&gt;</bdi>, <bdi>theo</bdi>. The figures say little',
    );
    expect(htmlReport(makeRecord())).not.toContain('new people');
  });

  it('names some of many speakers', () => {
    const sharedSpeakers = Array.from({ length: 23 }, (_, i) => `s${i}`);
    const many = { ...sharedWithTraining, sharedSpeakers, numSpeakers: 30, numSharedFiles: 0 };
    const text = sharedInWords({ ...record, sharedWithTraining: many }, (name) => name).join(' ');
    expect(text).toMatch(
      /^The model knows 23 of 30 speakers \(3 clips\): s0, .*, s19 and 3 more\. The figures/,
    );
  });

  it.each<[string, unknown]>([
    ['text', 'all'],
    ['a negative count', { ...sharedWithTraining, numSharedFiles: -1 }],
    ['more files than clips', { ...sharedWithTraining, numSharedFiles: 5 }],
    ['more clips of speakers than clips', { ...sharedWithTraining, numClipsOfSharedSpeakers: 1e9 }],
    ['a long name', { ...sharedWithTraining, sharedSpeakers: ['x'.repeat(101)] }],
    ['too many names', { ...sharedWithTraining, sharedSpeakers: Array.from({ length: 2001 }, String) }],
  ])('is refused with %s', (_, value) => {
    expect(() => parseRunRecord({ ...makeRecord(), sharedWithTraining: value })).toThrow(
      expect.objectContaining({ code: 'run-invalid' }),
    );
  });
});
