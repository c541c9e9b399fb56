import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runInProcess } from './fake-io.ts';

const sample = fileURLToPath(new URL('../../public/samples/string-1.wav', import.meta.url));
const said = ['seven', 'three', 'five'];
const decodedSchema = v.array(
  v.strictObject({
    path: v.string(),
    words: v.array(
      v.strictObject({
        word: v.string(),
        startSec: v.number(),
        endSec: v.number(),
        score: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
      }),
    ),
    nBest: v.array(
      v.strictObject({ words: v.array(v.string()), acoustic: v.number(), lm: v.number(), total: v.number() }),
    ),
  }),
);

let folder: string;
const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
async function decode(...args: string[]) {
  const { stdout, stderr, exitCode } = await runInProcess(['decode', '--json', ...args]);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  const [first] = v.parse(decodedSchema, JSON.parse(stdout));
  return { words: first?.words ?? [], nBest: first?.nBest ?? [], stderr };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'decode-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('decode', () => {
  it.each([['by sliding windows'], ['word by word', '--separate']])(
    'hears the sample, %s',
    async (_, ...args) => {
      const { words, nBest } = await decode(sample, '--n-best', '3', ...args);
      expect(words.map(({ word }) => word)).toEqual(said);
      expect(words.every(({ startSec, endSec }) => startSec < endSec && endSec < 1.9)).toBe(true);
      expect(words.map(({ startSec }) => startSec)).toEqual(
        words.map(({ startSec }) => startSec).toSorted((a, b) => a - b),
      );
      expect(nBest).toHaveLength(3);
      expect(nBest[0]?.words).toEqual(said);
      expect(nBest.map(({ total }) => total)).toEqual(
        nBest.map(({ total }) => total).toSorted((a, b) => b - a),
      );
    },
  );

  it('hears what a grammar allows, or prefers it', async () => {
    const grammar = write('pin.jsgf', 'public <pin> = seven (three | nine) nine;');
    const forbids = await decode(sample, '--grammar', grammar);
    expect(forbids.words.map(({ word }) => word)).toEqual(['seven', 'three', 'nine']);
    expect(forbids.nBest.every(({ words }) => words.at(-1) === 'nine')).toBe(true);
    const prefers = await decode(sample, '--grammar', grammar, '--fit', '0.5', '--lm-weight', '0.3');
    expect(prefers.words.at(-1)?.word).toBe('five');
  });

  it('goes by an N-gram, whose unknown words the model still hears', async () => {
    const arpa = write(
      'lm.arpa',
      '\\data\\\nngram 1=4\n\n\\1-grams:\n-0.3\t</s>\n-99\t<s>\n-0.5\tseven\n-0.9\t<unk>\n\n\\end\\\n',
    );
    const { words, nBest } = await decode(sample, '--lm', arpa);
    expect(words.map(({ word }) => word)).toEqual(said);
    expect(nBest[0]?.lm).toBeCloseTo(Math.LN10 * -(0.5 + 0.9 + 0.9 + 0.3) + 3 * Math.log(10), 6);
  });

  it('names words of a grammar that the model lacks', async () => {
    const grammar = write('sum.jsgf', 'public <sum> = seven plus | seven three five;');
    expect((await decode(sample, '--grammar', grammar)).stderr).toContain('digits does not know plus');
  });

  it('prints words with their times', async () => {
    const { stdout } = await runInProcess(['decode', sample, '--n-best', '2']);
    expect(stdout).toMatch(/string-1\.wav\tseven three five\n {2}0\.\d\d–0\.\d\d s {2}seven {2}[01]\.\d\d\n/);
  });

  it('finds nothing in silence', async () => {
    const wav = Buffer.alloc(44 + 32_000);
    wav.write('RIFF', 0);
    wav.writeUInt32LE(36 + 32_000, 4);
    wav.write('WAVEfmt ', 8);
    for (const [at, value] of [
      [16, 16],
      [24, 16_000],
      [28, 32_000],
      [40, 32_000],
    ] as const)
      wav.writeUInt32LE(value, at);
    for (const [at, value] of [
      [20, 1],
      [22, 1],
      [32, 2],
      [34, 16],
    ] as const)
      wav.writeUInt16LE(value, at);
    wav.write('data', 36);
    writeFileSync(join(folder, 'silence.wav'), wav);
    expect((await decode(join(folder, 'silence.wav'))).words).toEqual([]);
    expect((await decode(join(folder, 'silence.wav'), '--separate')).words).toEqual([]);
  });

  it('lists files that cannot be read, and fails where none can', async () => {
    const broken = write('broken.wav', 'no sound');
    expect(await runInProcess(['decode', broken])).toMatchObject({ exitCode: 1, stdout: '' });
    const both = await runInProcess(['decode', broken, sample, '--json']);
    expect(both.exitCode).toBe(0);
    expect(both.stderr).toContain('broken.wav: ');
    expect(JSON.parse(both.stdout)).toHaveLength(1);
  });

  it.each([
    [['decode'], 2, 'needs at least one FILE'],
    [['decode', sample, '--fit', '2'], 2, '--fit'],
    [['decode', sample, '--n-best', 'x'], 2, '--n-best'],
    [['decode', sample, '--model', 'nothing'], 2, 'There is no model "nothing"'],
  ])('refuses %j', async (args, exitCode, message) => {
    const result = await runInProcess(args);
    expect(result.exitCode).toBe(exitCode);
    expect(result.stderr).toContain(message);
  });

  it('says where a grammar or an ARPA file is wrong', async () => {
    const grammar = write('wrong.jsgf', 'public <a> = one\n  | <b>;');
    const result = await runInProcess(['decode', sample, '--grammar', grammar]);
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toMatch(/[Ll]ine 2, column 5/);
    const arpa = write('wrong.arpa', '\\data\\\nngram 1=1\n\n\\1-grams:\n0.5\tone\n\n\\end\\\n');
    const refused = await runInProcess(['decode', sample, '--lm', arpa]);
    expect(refused).toMatchObject({ exitCode: 1 });
    expect(refused.stderr).toMatch(/[Ll]ine 5/);
  });
});
