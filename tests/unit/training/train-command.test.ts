import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeWav } from '../../../src/core/audio/encode-wav.ts';
import { readModelZip } from '../../../src/core/models/model-file.ts';
import { createRandom } from '../../../src/core/training/random.ts';
import { runInProcess } from '../fake-io.ts';

const config = `# two tones
frontEnd: {clipSamples: 4800, numBands: 10, normalise: dataset}
data:
  validation: {share: 0.25, by: clip}
model: {encoder: tc-resnet, stemFilters: 4, blockFilters: [6], kernel: 5}
training:
  epochs: 6
  batchSize: 8
  optimizer: {name: adam, learningRate: 0.02}
  schedule: {name: cosine, warmUpSteps: 2}
augmentation: {shiftSec: 0.02, gainDb: 3}
seed: 3
`;

let folder = '';

/** A tone of a third of a second, with a little noise. */
function tone(hz: number, seed: number): Uint8Array {
  const random = createRandom(seed);
  const samples = Float32Array.from(
    { length: 4800 },
    (_, i) => 0.2 * Math.sin((2 * Math.PI * hz * i) / 16_000) + 0.005 * random.normal(),
  );
  return encodeWav(samples, 16_000);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phonoscope-train-'));
  for (const [split, count] of [
    ['train', 16],
    ['test', 4],
  ] as const) {
    for (const [label, hz] of [
      ['high', 1800],
      ['low', 400],
    ] as const) {
      mkdirSync(join(folder, 'data', split, label), { recursive: true });
      for (let i = 0; i < count; i++) {
        const bytes = tone(hz * (1 + 0.02 * i), i + count);
        writeFileSync(join(folder, 'data', split, label, `${i}.wav`), bytes);
      }
    }
  }
  writeFileSync(join(folder, 'config.yaml'), config);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runInProcess(['train', ...args], { cwd: folder });

describe('train', () => {
  it('takes labels from metadata.csv, and says what does not fit', async () => {
    for (const [split, count] of [
      ['train', 16],
      ['test', 4],
    ] as const) {
      mkdirSync(join(folder, 'tables', split, 'sounds'), { recursive: true });
      const rows = ['file_name,label'];
      for (let i = 0; i < count; i++) {
        for (const [label, hz] of [
          ['bright', 1800],
          ['dark', 400],
        ] as const) {
          writeFileSync(join(folder, 'tables', split, 'sounds', `${hz}-${i}.wav`), tone(hz, i + count));
          rows.push(`sounds/${hz}-${i}.wav,${label}`);
        }
      }
      writeFileSync(
        join(folder, 'tables', split, 'metadata.csv'),
        [...rows, 'sounds/gone.wav,dark'].join('\n'),
      );
    }
    writeFileSync(join(folder, 'tables', 'train', 'sounds', 'extra.wav'), tone(900, 1));
    const out = join(folder, 'tables.zip');
    const args = ['--config', 'config.yaml', '--root_dir', 'tables', '--out', out, '--json'];
    const { exitCode, stdout, stderr } = await run(...args);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ test: 1 });
    expect(readModelZip(readFileSync(out)).metadata.labels).toEqual(['bright', 'dark']);
    expect(stderr).toContain('train/metadata.csv, line 34: There is no sound file "sounds/gone.wav".');
    expect(stderr).toContain('sounds/extra.wav: It has no label: no row of train/metadata.csv names it.');
  });

  it('trains, saves and measures a model', async () => {
    const { exitCode, stdout, stderr } = await run(
      '--config',
      'config.yaml',
      '--root_dir',
      'data',
      '--out',
      'tones.zip',
      '--json',
    );
    expect(stderr).toContain('epoch 6 of 6');
    expect(exitCode).toBe(0);
    const result: unknown = JSON.parse(stdout);
    expect(result).toMatchObject({ test: 1 });
    expect(Object.keys(result ?? {})).toEqual(['epochs', 'best', 'test']);
    const { metadata } = readModelZip(readFileSync(join(folder, 'tones.zip')));
    expect(metadata.labels).toEqual(['high', 'low']);
    expect(metadata.frontEnd).toMatchObject({ numBands: 10 });
    const predicted = await runInProcess(
      ['evaluate', '--root_dir', 'data', '--model', join(folder, 'tones.zip')],
      {
        cwd: folder,
      },
    );
    expect(predicted.stdout).toContain('test set evaluation result: 1.0000');
    expect(predicted.stderr).not.toContain('In the training');
    const known = await runInProcess(
      ['evaluate', '--root_dir', 'data', '--split', 'train', '--model', join(folder, 'tones.zip'), '--json'],
      { cwd: folder },
    );
    expect(known.stderr).toContain('In the training of the model, as the same file: 32 of 32 clips.');
    expect(JSON.parse(known.stdout)).toMatchObject({ sharedWithTraining: { numSharedFiles: 32 } });
  });

  it('has nothing to go on with when no training was stopped', async () => {
    const { exitCode, stderr } = await run('--config', 'config.yaml', '--root_dir', 'data', '--resume');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('model.zip.state is missing');
  });

  it('says where the configuration is wrong', async () => {
    writeFileSync(join(folder, 'wrong.yaml'), 'seed: 1\ntraining:\n  epoch: 3\n');
    const { exitCode, stderr } = await run('--config', 'wrong.yaml', '--root_dir', 'data');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('line 3, column 3');
    expect(stderr).toContain('training.epoch');
  });

  it('says what it left out, merged and found on both sides', async () => {
    const put = (path: string, bytes: Uint8Array) => {
      mkdirSync(join(folder, 'odd', path, '..'), { recursive: true });
      writeFileSync(join(folder, 'odd', path), bytes);
    };
    for (let i = 0; i < 8; i++) put(`train/low/${i}.wav`, tone(400 + 8 * i, i));
    for (let i = 0; i < 8; i++) put(`train/${i < 4 ? 'high' : 'high '}/${i}.wav`, tone(1800 + 30 * i, i));
    put('train/rare/1.wav', tone(900, 1));
    put('train/low/broken.wav', Uint8Array.of(82, 73, 70, 70));
    put('test/low/copy.wav', tone(400, 0));
    const { exitCode, stderr } = await run(
      '--config',
      'config.yaml',
      '--root_dir',
      'odd',
      '--out',
      'odd.zip',
    );
    expect(exitCode).toBe(0);
    expect(stderr).toContain('low/broken.wav');
    expect(stderr).toContain('taken as one label: "high ", "high"');
    expect(stderr).toContain('a single clip, which is trained on: rare');
    expect(stderr).toContain('recordings both in training and in test: low/0.wav = low/copy.wav');
  });

  it.each([
    ['All clips are silent', ['high', 'low']],
    ['at least two labels', ['high']],
  ])('refuses a folder: %s', async (message, labels) => {
    const name = `refused-${labels.length}`;
    for (const label of labels) {
      mkdirSync(join(folder, name, label), { recursive: true });
      writeFileSync(join(folder, name, label, '1.wav'), encodeWav(new Float32Array(4800), 16_000));
    }
    const { exitCode, stderr } = await run('--config', 'config.yaml', '--root_dir', name);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(message);
  });

  it('does not train on a folder that has only a test part', async () => {
    mkdirSync(join(folder, 'only', 'test', 'high'), { recursive: true });
    writeFileSync(join(folder, 'only', 'test', 'high', '1.wav'), tone(900, 1));
    const { exitCode, stderr } = await run('--config', 'config.yaml', '--root_dir', 'only');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('no part "train"');
  });

  it.each([
    [],
    ['--config', 'missing.yaml'],
    ['--config', 'config.yaml'],
    ['extra', '--config', 'config.yaml'],
  ])('is wrong usage: %j %j %j', async (...args) => {
    expect((await run(...args)).exitCode).toBe(2);
  });
});
