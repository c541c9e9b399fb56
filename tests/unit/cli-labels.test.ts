import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { array, looseObject, number, object, optional, parse, string, unknown } from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runInProcess } from './fake-io.ts';
import { tinyModelZip } from './tiny-model.ts';

const sample = fileURLToPath(new URL('../../public/samples/digits/zero/flite-slt.wav', import.meta.url));
const resultSchema = looseObject({
  numClips: number(),
  clips: array(looseObject({ path: string(), label: string() })),
  unreadable: array(object({ path: string(), reason: string() })),
  mapping: optional(unknown()),
});

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phonoscope-labels-'));
  await put('tiny.zip', await tinyModelZip(['yes', 'no']));
  for (const path of ['clips/x/1.wav', 'clips/x/2.wav', 'clips/y/3_ja.wav', 'audio-folder/1.wav']) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(sample, join(folder, path));
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function put(path: string, data: string | Uint8Array) {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), data);
}

async function evaluate(root: string, ...args: string[]) {
  const all = ['evaluate', '--model', 'tiny.zip', '--root_dir', root, '--json', ...args];
  const { exitCode, stdout, stderr } = await runInProcess(all, { cwd: folder });
  if (exitCode !== 0) return { exitCode, stderr, labels: [], unreadable: [], mapping: undefined };
  const { clips, unreadable, mapping } = parse(resultSchema, JSON.parse(stdout));
  return { exitCode, stderr, labels: clips.map(({ path, label }) => [path, label]), unreadable, mapping };
}

describe('evaluate --manifest', () => {
  it('takes labels from a table beside the clips, and lists what does not fit', async () => {
    await put(
      'clips/list.csv',
      'file,said\r\nx/1.wav,yes\r\nx/1.wav,yes\r\n/a/b/x/2.wav,no\r\ngone\u001B.wav,no\r\n',
    );
    const { stderr, labels, unreadable } = await evaluate(
      'clips',
      '--manifest',
      'clips/list.csv',
      '--label-column',
      'said',
    );
    expect(labels).toEqual([
      ['x/1.wav', 'yes'],
      ['x/2.wav', 'no'],
    ]);
    const reason = 'It has no label: no row of list.csv names it.';
    expect(unreadable).toEqual([{ path: 'y/3_ja.wav', reason }]);
    expect(stderr.split('\n')).toEqual([
      'list.csv, line 5: There is no sound file "gone\uFFFD.wav".',
      'list.csv, lines 2, 3: All of them name x/1.wav.',
      `y/3_ja.wav: ${reason}`,
      '',
    ]);
  });

  it('guesses columns, or asks for them', async () => {
    await put('list.jsonl', '{"audio_filepath":"x/1.wav","text":"yes"}\n');
    expect((await evaluate('clips', '--manifest', 'list.jsonl')).labels).toEqual([['x/1.wav', 'yes']]);
    await put('vague.csv', 'a,b\nx/1.wav,yes\n');
    const vague = await evaluate('clips', '--manifest', 'vague.csv');
    expect(vague).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--label-column; there are: a, b.'),
    });
  });

  it.each([
    [
      ['--manifest', 'list.jsonl', '--path-column', 'nothing', '--label-column', 'text'],
      2,
      'no column "nothing"',
    ],
    [['--manifest', 'list.jsonl', '--label-pattern', '{label}/*'], 2, 'not from both'],
    [['--label-column', 'text'], 2, 'need --manifest'],
    [['--manifest', 'gone.csv'], 1, 'gone.csv: There is no such file.'],
    [['--label-pattern', '{label'], 2, 'character 1'],
    [['--map', 'yes'], 2, 'FROM=TO'],
    [['--map', 'a=b', '--map', 'a=c'], 2, 'two things about "a"'],
  ])('%j: exit %d', async (args, code, sentence) => {
    await put('list.jsonl', '{"audio_filepath":"x/1.wav","text":"yes"}\n');
    expect(await evaluate('clips', ...args)).toMatchObject({
      exitCode: code,
      stderr: expect.stringContaining(sentence),
    });
  });
});

describe('evaluate', () => {
  it('takes metadata.csv at once, and names one that is damaged', async () => {
    await put('audio-folder/metadata.csv', '\uFEFFfile_name,transcription\n1.wav,=no\n');
    expect((await evaluate('audio-folder')).labels).toEqual([['1.wav', '=no']]);
    await put('audio-folder/metadata.csv', 'file_name,label\n"1.wav,no\n');
    const { exitCode, stderr } = await evaluate('audio-folder');
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringContaining('metadata.csv: The CSV file has a problem in line 2'),
    ]);
  });

  it('--label-pattern takes labels from paths', async () => {
    const { labels, unreadable } = await evaluate('clips', '--label-pattern', '*/{take}_{label}.wav');
    expect(labels).toEqual([['y/3_ja.wav', 'ja']]);
    expect(unreadable.map(({ path }) => path)).toEqual(['x/1.wav', 'x/2.wav']);
  });

  it('--map counts labels as others, and leaves clips out', async () => {
    const { labels, stderr, mapping } = await evaluate(
      'clips',
      '--map',
      'x=yes',
      '--map',
      'y=',
      '--map',
      'z=maybe',
    );
    expect(labels).toEqual([
      ['x/1.wav', 'yes'],
      ['x/2.wav', 'yes'],
    ]);
    expect(mapping).toEqual([
      { from: 'x', to: 'yes' },
      { from: 'y', to: '' },
      { from: 'z', to: 'maybe' },
    ]);
    expect(stderr.split('\n')).toEqual([
      '--map: No clip has the label "z".',
      '--map: The model does not know the label "maybe".',
      'Clips left out by --map: 1.',
      '',
    ]);
  });
});
