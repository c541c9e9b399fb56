import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluationSchema, predictionsSchema } from './cli-results.ts';
import { runInProcess } from './fake-io.ts';
import { makeWav } from './make-wav.ts';
import { tinyModelZip } from './tiny-model.ts';

const samples = fileURLToPath(new URL('../../public/samples/digits', import.meta.url));
const three = join(samples, 'three/flite-slt.wav');
const zero = join(samples, 'zero/flite-slt.wav');
/** The tiny model finds all labels equally likely, so it always says the first. */
const modelLabels = ['__proto__', 'zero', 'three'];
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phonoscope-models-'));
  await put('tiny.zip', await tinyModelZip(modelLabels));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function put(path: string, data: string | Uint8Array) {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), data);
}

const run = (...args: string[]) => runInProcess(args, { cwd: folder });
const predict = (...args: string[]) => run('predict', '--model', 'tiny.zip', ...args);
const evaluate = (...args: string[]) => run('evaluate', '--model', 'tiny.zip', ...args);

describe('predict', () => {
  it('gives the document of the contract, in the order of the files', async () => {
    const { exitCode, stdout, stderr } = await predict(zero, three, '--json');
    expect([exitCode, stderr]).toEqual([0, '']);
    const predictions = v.parse(predictionsSchema, JSON.parse(stdout));
    expect(predictions.map(({ path, label }) => [path, label])).toEqual([
      [zero, '__proto__'],
      [three, '__proto__'],
    ]);
    for (const { score, scores } of predictions) {
      expect([...scores.keys()]).toEqual(modelLabels);
      expect(scores.get('__proto__')).toBe(score);
      expect(sum([...scores.values()])).toBeCloseTo(1, 6);
    }
  });

  it('prints a line a file', async () => {
    expect((await predict(zero)).stdout).toBe(`${zero}\t__proto__\t0.3333\n`);
  });

  it('names files that cannot be used, and goes on', async () => {
    await put('text.wav', 'this is no sound');
    const { exitCode, stdout, stderr } = await predict('text.wav', three, 'missing.wav');
    expect(exitCode).toBe(0);
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stderr).toContain('text.wav: This is not a WAV file');
    expect(stderr).toContain('missing.wav: There is no such file.');
    expect(await predict('text.wav')).toMatchObject({ exitCode: 1, stdout: '' });
  });

  it('takes three channels, 44.1 kHz, digital silence and a single sample', async () => {
    const word = Array.from(
      { length: 20_000 },
      (_, i) => Math.sin(i / 9) * Math.exp(-(((i - 9000) / 4000) ** 2)),
    );
    await put('three-channels.wav', makeWav([word, word, word], { sampleRateHz: 44_100 }));
    await put('silence.wav', makeWav([Array.from({ length: 8000 }, () => 0)]));
    await put('one-sample.wav', makeWav([[0.5]]));
    const { exitCode, stdout, stderr } = await predict(
      'three-channels.wav',
      'silence.wav',
      'one-sample.wav',
      '--json',
    );
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(v.parse(predictionsSchema, JSON.parse(stdout))).toHaveLength(3);
  });

  it('refuses a model that there is not', async () => {
    const { exitCode, stdout, stderr } = await run('predict', 'a.wav', '--model', 'parrots');
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('parrots');
  });

  it('fails on a model file that is none', async () => {
    await put('broken.zip', 'this is no archive');
    const { exitCode, stdout, stderr } = await run('predict', three, '--model', 'broken.zip');
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).not.toBe('');
  });
});

describe('evaluate', () => {
  beforeAll(async () => {
    await cp(join(samples, 'three'), join(folder, 'mixed/test/three'), { recursive: true });
    await put('mixed/test/zero/a.wav', await readFile(zero));
    await put('mixed/test/zero/cut.wav', (await readFile(zero)).subarray(0, 7000));
    await put('mixed/test/__proto__/b.wav', await readFile(zero));
    await put('mixed/test/=ten/x.wav', await readFile(three));
    await put('mixed/test/three/text.wav', 'this is no sound');
    await put('mixed/test/three/empty.wav', '');
    await put('mixed/test/zero/header.wav', makeWav([[0.5]]).subarray(0, 20));
    await put('mixed/test/zero/nothing.wav', makeWav([[]]));
    await put('mixed/test/stray.wav', makeWav([[0.5]]));
    await put('mixed/test/readme.txt', 'nothing to hear');
  });

  it('gives the document of the contract', async () => {
    const { exitCode, stdout, stderr } = await evaluate('--root_dir', 'mixed', '--json');
    expect(exitCode).toBe(0);
    const evaluation = v.parse(evaluationSchema, JSON.parse(stdout));
    const numThrees = evaluation.clips.filter(({ label }) => label === 'three').length;
    const numClips = numThrees + 4;
    expect(evaluation).toMatchObject({ model: 'tiny', split: 'test', numClips, accuracy: 1 / numClips });
    expect(evaluation.labels).toEqual([...modelLabels, '=ten']);
    expect(evaluation.confusion).toEqual([1, 2, numThrees, 1].map((count) => [count, 0, 0, 0]));
    expect(evaluation.loss).toBeCloseTo(Math.log(3), 6);
    expect(evaluation.clipsPerSec).toBeCloseTo(numClips / evaluation.seconds, 9);
    const paths = evaluation.clips.map(({ path }) => path);
    expect(paths).toEqual(paths.toSorted());
    expect(paths).toContain('zero/cut.wav');
    expect(stderr).toContain('zero/cut.wav: cut short');
  });

  it('lists what cannot be used, with reasons', async () => {
    const { stdout, stderr } = await evaluate('--root_dir', 'mixed', '--json');
    const { unreadable } = v.parse(evaluationSchema, JSON.parse(stdout));
    expect(unreadable).toEqual([
      { path: 'stray.wav', reason: expect.stringContaining('no label') },
      { path: 'three/empty.wav', reason: 'The file is empty (0 bytes).' },
      { path: 'three/text.wav', reason: expect.stringContaining('not a WAV') },
      { path: 'zero/header.wav', reason: expect.stringContaining('header') },
      { path: 'zero/nothing.wav', reason: expect.any(String) },
    ]);
    for (const { path, reason } of unreadable) expect(stderr).toContain(`${path}: ${reason}\n`);
    expect(new Set(unreadable.map(({ reason }) => reason)).size).toBe(5);
  });

  it('closes with the result', async () => {
    const { stdout } = await evaluate('--root_dir', 'mixed');
    expect(stdout).toContain('precision    recall  f1-score   support');
    expect(stdout).toContain('actual \\ predicted');
    expect(stdout).toMatch(/\ntest set evaluation result: [01]\.\d{4}\n$/);
    await put('other/val/zero/a.wav', await readFile(zero));
    expect((await evaluate('--root_dir', 'other', '--split', 'val')).stdout).toMatch(
      /\nval set evaluation result: 0\.0000\n$/,
    );
  });

  it('writes CSV that gives the same report, and HTML', async () => {
    const { stdout } = await evaluate(
      '--root_dir',
      'mixed',
      '--json',
      '--csv',
      'out.csv',
      '--html',
      'out.html',
    );
    const evaluation = v.parse(evaluationSchema, JSON.parse(stdout));
    const csv = await readFile(join(folder, 'out.csv'), 'utf8');
    expect(csv.split('\r\n').slice(0, 2)).toEqual([
      'path,label,predicted,score,p:__proto__,p:zero,p:three',
      expect.stringMatching(/^'=ten\/x\.wav,'=ten,__proto__,0\.333/),
    ]);
    const { report } = JSON.parse((await run('report', 'out.csv', '--json')).stdout);
    expect(report.accuracy).toBe(evaluation.report.accuracy);
    expect(report['=ten']).toEqual(evaluation.report['=ten']);
    expect(await readFile(join(folder, 'out.html'), 'utf8')).toContain('<caption>');
  });

  it('tells a missing split, a missing folder and a folder without sound apart', async () => {
    await put('notes/readme.txt', 'no sound here');
    await put('broken/yes/1.wav', '');
    const missing = await evaluate('--root_dir', 'mixed', '--split', 'val');
    expect([missing.exitCode, missing.stdout]).toEqual([2, '']);
    expect(missing.stderr).toContain('"val"');
    for (const [root, sentence] of [
      ['nowhere', 'no such file or folder'],
      ['notes', 'no audio'],
      ['broken', 'No file could be read'],
    ] as const) {
      const { exitCode, stdout, stderr } = await evaluate('--root_dir', root);
      expect([exitCode, stdout]).toEqual([1, '']);
      expect(stderr).toContain(sentence);
    }
  });
});
