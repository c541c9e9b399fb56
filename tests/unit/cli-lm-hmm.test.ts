import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lmCommand } from '../../src/cli/lm.ts';
import { UsageError } from '../../src/cli/usage.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phonoscope-lm-hmm-'));
  await writeFile(join(folder, 'text.txt'), '\uFEFFthe dog runs\r\n\r\n  the  cat sleeps\na dog sleeps\n');
  await writeFile(join(folder, 'other.txt'), 'the zebra runs\n');
  await writeFile(join(folder, 'empty.txt'), '\n \n');
  await run('train', 'text.txt', '--states', '3', '--out', 'm.json');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const exitCode = await lmCommand(['hmm', ...args], {
    stdout: (text) => void out.push(text),
    stderr: (text) => void err.push(text),
    env: {},
    cwd: folder,
    nowMs: () => 0,
    isInteractive: false,
  });
  return { exitCode, stdout: out.join(''), stderr: err.join('') };
}

const probabilities = v.array(v.strictObject({ word: v.string(), probability: v.number() }));

describe('lm hmm', () => {
  it.each([[['--help']], [['train', '-h']], [['score', '--help']]])('%j explains itself', async (args) => {
    const { exitCode, stdout } = await run(...args);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('npm run -s cli -- lm hmm train ');
  });

  it.each([
    [[]],
    [['guess']],
    [['toString']],
    [['train', '--states', '3', '--out', 'x.json']],
    [['train', 'text.txt', '--out', 'x.json']],
    [['train', 'text.txt', '--states', '3']],
    [['train', 'text.txt', '--states', '0', '--out', 'x.json']],
    [['train', 'text.txt', '--states', '1.5', '--out', 'x.json']],
    [['train', 'text.txt', '--states', '3', '--iterations', '0', '--out', 'x.json']],
    [['train', 'text.txt', '--states', '3', '--tokenizer', 'spaces', '--out', 'x.json']],
    [['score', 'm.json']],
    [['score', 'm.json', 'text.txt', '--order', '3']],
    [['generate']],
    [['generate', 'm.json', 'm.json']],
    [['generate', 'm.json', '--temperature', '0']],
    [['generate', 'm.json', '--seed', 'x']],
    [['next']],
  ])('%j is wrong usage', async (args) => {
    await expect(run(...args)).rejects.toBeInstanceOf(UsageError);
  });

  it('trains, the same with the same seed', async () => {
    const { exitCode, stdout, stderr } = await run(
      'train',
      'text.txt',
      '--states',
      '3',
      '--out',
      'n.json',
      '--json',
    );
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ states: 3, words: 6 });
    expect(stderr).toMatch(/^iteration 1: log10 P -\d+\.\d{4}\niteration 2: /);
    const [first, second] = await Promise.all(
      ['m.json', 'n.json'].map((name) => readFile(join(folder, name), 'utf8')),
    );
    expect(second).toBe(first);
    const plain = await run('train', 'text.txt', '--states', '2', '--iterations', '1', '--out', 'o.json');
    expect(plain.stdout).toBe('o.json: 6 words, 2 states, 1 iterations\n');
  });

  it('scores texts', async () => {
    const { stdout } = await run('score', 'm.json', 'text.txt', 'other.txt', '--json');
    const result = v.parse(
      v.strictObject({
        logProb10: v.number(),
        perplexity: v.number(),
        perplexityNoEnd: v.number(),
        oov: v.literal(1),
        tokens: v.literal(16),
      }),
      JSON.parse(stdout),
    );
    expect(result.perplexity).toBeCloseTo(10 ** (-result.logProb10 / 16), 9);
    const plain = await run('score', 'm.json', 'other.txt');
    expect(plain.stdout).toMatch(
      /^log10 P +-\d+\.\d{4}\nperplexity .*\nwithout .*\nunknown words +1\ntokens +4\n$/,
    );
  });

  it('generates, the same with the same seed', async () => {
    const args = ['generate', 'm.json', '--seed', '5', '--count', '4'];
    const { stdout } = await run(...args);
    expect(stdout.split('\n')).toHaveLength(5);
    expect((await run(...args)).stdout).toBe(stdout);
    const json = await run(...args, '--json', '--temperature', '0.01', '--max-words', '1');
    expect(v.parse(v.array(v.string()), JSON.parse(json.stdout))).toHaveLength(4);
  });

  it('keeps the tokenizer for later', async () => {
    await run('train', 'text.txt', '--states', '2', '--tokenizer', 'character', '--out', 'c.json');
    const { stdout } = await run('generate', 'c.json', '--max-words', '6', '--json');
    expect(stdout).not.toContain('▁');
    const score = await run('score', 'c.json', 'other.txt', '--json');
    expect(JSON.parse(score.stdout)).toMatchObject({ tokens: 'the zebra runs'.length + 1 });
  });

  it('says what may come next', async () => {
    const { stdout } = await run('next', 'm.json', 'the', '--json', '--count', '100');
    const next = v.parse(probabilities, JSON.parse(stdout));
    expect(next).toHaveLength(8);
    expect(next.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
    const plain = await run('next', 'm.json', '--count', '1');
    expect(plain.stdout).toMatch(/^\S+\t[01]\.\d{6}\n$/);
  });

  it.each([
    ['a text without words', ['train', 'empty.txt', '--states', '2', '--out', 'x.json'], 'corpus-empty'],
    ['a text without words to score', ['score', 'm.json', 'empty.txt'], 'corpus-empty'],
    ['a missing file', ['score', 'absent.json', 'text.txt'], 'file-unreadable'],
    ['a model that is none', ['next', 'text.txt'], 'hmm-invalid'],
  ])('refuses %s', async (_, args, code) => {
    await expect(run(...args)).rejects.toMatchObject({ code });
  });
});
