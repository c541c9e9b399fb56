import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeNpy } from '../../src/cli/npy.ts';
import { createProgress, printable } from '../../src/cli/progress.ts';
import { labelDataFolder } from '../../src/platform/node/label-folder.ts';
import { runInProcess } from './fake-io.ts';
import { makeWav } from './make-wav.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phonoscope-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function put(path: string, data: string | Uint8Array): Promise<string> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, data);
  return file;
}

const tone = Array.from({ length: 4000 }, (_, i) => Math.sin(i / 5) / 2);
const toneWav = makeWav([tone]);
const run = (...args: string[]) => runInProcess(args, { cwd: folder });

describe('the command line', () => {
  it.each([[['--help']], [['-h']], [['help']]])('%j explains itself', async (args) => {
    const { exitCode, stdout } = await runInProcess(args);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('predict');
  });

  it.each([[[]], [['guess']], [['--json']], [['toString']]])('%j is wrong usage', async (args) => {
    const { exitCode, stdout, stderr } = await runInProcess(args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('COMMAND');
  });

  it.each(['predict', 'evaluate', 'features', 'report'])('%s --help explains itself', async (command) => {
    const { exitCode, stdout, stderr } = await run(command, '--help');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`npm run -s cli -- ${command} `);
  });

  it.each([
    [['predict']],
    [['predict', '--model']],
    [['predict', '--loud', 'a.wav']],
    [['evaluate', 'folder']],
    [['features']],
    [['features', 'a.wav', 'b.wav', '--out', 'c.npy']],
    [['features', 'a.wav', '--front-end', 'nothing-of-the-kind']],
    [['report']],
    [['report', 'a.csv', 'b.csv']],
  ])('%j is wrong usage', async (args) => {
    const { exitCode, stdout, stderr } = await run(...args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`${args[0]} --help`);
  });
});

describe('report', () => {
  it('prints the report and the matrix', async () => {
    await put('pairs.csv', 'label,predicted,score\r\nyes,yes,1\r\nno,yes,0.5\r\n');
    const { exitCode, stdout } = await run('report', 'pairs.csv');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('    accuracy                           0.50         2\n');
    expect(stdout).toContain(
      'actual \\ predicted  no  yes\n                no   0    1\n               yes   0    1\n',
    );
  });

  it('gives one JSON document', async () => {
    await put('pairs.csv', "label,predicted\n'=a,'=a\n__proto__,'=a\n");
    const { stdout } = await run('report', 'pairs.csv', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      labels: ['=a', '__proto__'],
      confusion: [
        [1, 0],
        [1, 0],
      ],
      report: { accuracy: 0.5, '=a': { precision: 0.5, recall: 1, support: 1 } },
    });
    expect(stdout).toContain('"__proto__":{"precision":0,"recall":0,"f1-score":0,"support":1}');
  });

  it('writes an HTML report, and says how the scores were read', async () => {
    await put('scores.csv', 'path,true,label,predicted,p:a,p:b,room\nx,1,a,a,75,25,hall\nx,2,b,a,60,40,\n');
    const { exitCode, stdout, stderr } = await run('report', 'scores.csv', '--html', 'scores.html');
    expect([exitCode, stderr]).toEqual([
      0,
      '1 rows have a path that came before; a number was added to it.\nThe scores are per cent; they were divided by 100.\n',
    ]);
    expect(stdout).toBe((await run('report', 'scores.csv')).stdout);
    const html = await readFile(join(folder, 'scores.html'), 'utf8');
    expect(html).toContain('<bdi>Evaluation: scores.csv</bdi>');
    expect(html).toContain('<bdi dir="ltr">x (2)</bdi>');
  });

  it.each([
    ['nothing.csv', null, 'no such file'],
    ['empty.csv', '', 'empty'],
    ['columns.csv', 'a,b\n1,2\n', 'no column "label"'],
    ['latin1.csv', new Uint8Array([0x6c, 0xe9]), 'UTF-8'],
  ])('fails on %s with a sentence', async (name, data, sentence) => {
    if (data !== null) await put(name, data);
    const { exitCode, stdout, stderr } = await run('report', name);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain(sentence);
  });
});

describe('features', () => {
  it('gives shape and values, row-major', async () => {
    await put('tone.wav', toneWav);
    const { exitCode, stdout } = await run('features', 'tone.wav', '--json');
    expect(exitCode).toBe(0);
    const [first] = JSON.parse(stdout);
    expect(first.path).toBe('tone.wav');
    expect(first.shape).toEqual([26, 40]);
    expect(first.values).toHaveLength(26 * 40);
    expect((await run('features', 'tone.wav')).stdout).toContain('26 frames × 40 bands');
  });

  it('writes .npy with the same values', async () => {
    await put('tone.wav', toneWav);
    const { stdout } = await run('features', 'tone.wav', '--json', '--out', 'tone.npy');
    const bytes = await readFile(join(folder, 'tone.npy'));
    expect(bytes.subarray(0, 8)).toEqual(Buffer.from('\x93NUMPY\x01\x00', 'latin1'));
    const dataStart = 10 + bytes.readUInt16LE(8);
    expect(dataStart % 64).toBe(0);
    expect(bytes.toString('latin1', 10, dataStart)).toContain("'shape': (26, 40), }");
    expect(bytes.length).toBe(dataStart + 4 * 26 * 40);
    const [{ values }] = JSON.parse(stdout);
    expect(bytes.readFloatLE(dataStart + 4 * 41)).toBe(values[41]);
  });

  it('takes a front end from a file', async () => {
    await put('tone.wav', toneWav);
    await put('front-end.json', '{"numBands": 8}');
    const { stdout } = await run('features', 'tone.wav', '--front-end', 'front-end.json', '--json');
    expect(JSON.parse(stdout)[0].shape).toEqual([26, 8]);
    await put('front-end.json', '{"numBands": 0}');
    const wrong = await run('features', 'tone.wav', '--front-end', 'front-end.json');
    expect([wrong.exitCode, wrong.stdout]).toEqual([1, '']);
    expect(wrong.stderr).toContain('numBands');
  });

  it('names files that cannot be used, and goes on', async () => {
    await put('tone.wav', toneWav);
    await put('empty.wav', '');
    await put('text.wav', 'this is no sound');
    await put('cut.wav', toneWav.subarray(0, 2044));
    const files = ['empty.wav', 'text.wav', 'missing.wav', 'cut.wav', 'tone.wav'];
    const { exitCode, stdout, stderr } = await run('features', ...files, '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).map(({ path }: { path: string }) => path)).toEqual(['cut.wav', 'tone.wav']);
    expect(stderr.split('\n')).toEqual([
      'empty.wav: The file is empty (0 bytes).',
      expect.stringContaining('text.wav: This is not a WAV file'),
      'missing.wav: There is no such file.',
      'cut.wav: cut short: the header says 4000 samples, 1000 are there and were used.',
      '',
    ]);
    expect((await run('features', 'empty.wav')).exitCode).toBe(1);
  });

  it('fails with a sentence where the result cannot be written', async () => {
    await put('tone.wav', toneWav);
    const { exitCode, stderr } = await run('features', 'tone.wav', '--out', 'no/such/folder.npy');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('could not be written');
  });
});

describe('.npy', () => {
  it.each([
    [[3], "'shape': (3,), }"],
    [[1, 3], "'shape': (1, 3), }"],
  ])('of shape %j', (shape, text) => {
    const bytes = Buffer.from(encodeNpy(new Float32Array([1, 2, 3]), shape));
    expect(bytes.toString('latin1')).toContain(text);
    expect(bytes.readFloatLE(bytes.length - 4)).toBe(3);
  });
});

describe('a data folder on disk', () => {
  it('follows links, but not in circles', async () => {
    await put('linked/test/yes/1.wav', toneWav);
    await put('elsewhere/2.wav', toneWav);
    await symlink(join(folder, 'elsewhere'), join(folder, 'linked/test/no'));
    await symlink(join(folder, 'linked'), join(folder, 'linked/test/loop'));
    await symlink(join(folder, 'gone'), join(folder, 'linked/test/yes/gone.wav'));
    const { clips, unreadable } = await labelDataFolder(join(folder, 'linked'), {});
    expect(clips.map(({ path }) => path)).toEqual(['no/2.wav', 'yes/1.wav']);
    expect(unreadable).toEqual([{ path: 'test/yes/gone.wav', reason: 'There is no such file.' }]);
  });

  it("reads Speech Commands' lists", async () => {
    await put('commands/yes/1.wav', toneWav);
    await put('commands/no/2.wav', toneWav);
    await put('commands/testing_list.txt', 'no/2.wav\n');
    const { clips } = await labelDataFolder(join(folder, 'commands'), {});
    expect(clips).toEqual([{ path: 'no/2.wav', label: 'no', source: 'no/2.wav' }]);
  });

  it('tells an empty split from a missing one', async () => {
    await put('empty/yes/1.wav', toneWav);
    await mkdir(join(folder, 'empty/val'));
    await expect(labelDataFolder(join(folder, 'empty'), { split: 'val' })).rejects.toMatchObject({
      code: 'folder-no-audio',
    });
    await expect(labelDataFolder(join(folder, 'empty'), { split: 'other' })).rejects.toMatchObject({
      code: 'folder-missing-split',
    });
    await expect(labelDataFolder(join(folder, 'nowhere'), {})).rejects.toMatchObject({
      code: 'file-unreadable',
    });
  });
});

describe('what is shown meanwhile', () => {
  const ioAt = (times: number[], isInteractive: boolean) => {
    const err: string[] = [];
    return {
      err,
      io: {
        stdout: () => {},
        stderr: (text: string) => void err.push(text),
        env: {},
        cwd: '/',
        nowMs: () => times.shift() ?? 0,
        isInteractive,
      },
    };
  };

  it('is a line every five seconds in a log', () => {
    const { io, err } = ioAt([0, 1000, 5000, 6000], false);
    const progress = createProgress(io, 100);
    for (const done of [10, 50, 60]) progress.step(done);
    expect(err).toEqual(['50 of 100 clips, 10 clips/s, 5 s left\n']);
  });

  it('overwrites itself on a terminal, and ends with a new line', () => {
    const { io, err } = ioAt([0, 100, 300, 400], true);
    const progress = createProgress(io, 3);
    for (const done of [1, 2, 3]) progress.step(done);
    expect(err).toEqual([
      '\r\u001B[K2 of 3 clips, 7 clips/s, 1 s left',
      '\r\u001B[K3 of 3 clips, 8 clips/s, 0 s left\n',
    ]);
  });

  it('never steers the terminal', () => {
    expect(printable('a\u001B[31m\nb\u009B')).toBe('a\uFFFD[31m\uFFFDb\uFFFD');
  });
});
