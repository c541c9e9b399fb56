import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runInProcess } from './fake-io.ts';

let folder = '';
const run = (...args: string[]) => runInProcess(['lm', ...args], { cwd: folder });
const put = (name: string, text: string) => writeFile(join(folder, name), text);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phonoscope-lm-'));
  await put('text.txt', 'the cat sat\nthe dog sat\na cat ran\n');
  await put('test.txt', 'the cat ran\nthe zebra sat\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('lm', () => {
  it.each(['ml', 'add-k', 'witten-bell', 'absolute', 'kneser-ney'])(
    'trains by %s, scores and generates',
    async (smoothing) => {
      const options = ['--order', '2', '--smoothing', smoothing, '--out', 'a.arpa', '--json'];
      const trained = await run('train', 'text.txt', ...options);
      expect([trained.exitCode, trained.stderr]).toEqual([0, '']);
      expect(JSON.parse(trained.stdout)).toEqual({ order: 2, words: 6, ngrams: [9, 10] });
      const scored = await run('score', 'a.arpa', 'text.txt', '--json');
      const score = JSON.parse(scored.stdout);
      expect(Object.keys(score)).toEqual(['logProb10', 'perplexity', 'perplexityNoEnd', 'oov', 'tokens']);
      expect([score.oov, score.tokens]).toEqual([0, 12]);
      expect(score.perplexity).toBeCloseTo(10 ** (-score.logProb10 / 12), 9);
      const generated = await run('generate', 'a.arpa', '--seed', '3', '--count', '2', '--max-words', '9');
      expect(generated.stdout).toMatch(/^[^\n]*\n[^\n]*\n$/);
      expect(
        (await run('generate', 'a.arpa', '--seed', '3', '--count', '2', '--max-words', '9')).stdout,
      ).toBe(generated.stdout);
    },
  );

  it('gives the probabilities of a hand count', async () => {
    await run('train', 'text.txt', '--order', '2', '--smoothing', 'ml', '--out', 'ml.arpa');
    const { stdout } = await run('score', 'ml.arpa', 'text.txt', '--json');
    // the|<s> 2/3, cat|the 1/2, sat|cat 1/2, dog|the 1/2, a|<s> 1/3, ran|cat 1/2, all others 1.
    const expected = 2 * Math.log10(2 / 3) + 4 * Math.log10(1 / 2) + Math.log10(1 / 3);
    expect(JSON.parse(stdout).logProb10).toBeCloseTo(expected, 12);
    const ruledOut = await run('score', 'ml.arpa', 'test.txt', '--json');
    expect(JSON.parse(ruledOut.stdout)).toEqual({
      logProb10: null,
      perplexity: null,
      perplexityNoEnd: null,
      oov: 1,
      tokens: 8,
    });
  });

  it('says what it did to a person', async () => {
    const { stdout } = await run('train', 'text.txt', 'test.txt', '--order', '3', '--out', 'b.arpa');
    expect(stdout).toBe('b.arpa: 7 words, 10 1-grams, 12 2-grams, 13 3-grams\n');
    const scored = await run('score', 'b.arpa', 'test.txt', '--words');
    expect(scored.stdout).toMatch(/^the\t-\d\.\d{4}\t2\n/);
    expect(scored.stdout).toContain('\nunknown words         0\ntokens                8\n');
  });

  it('keeps the tokenizer with the model', async () => {
    await put('zh.txt', '我喜欢学习。\n你喜欢音乐！\n');
    await run('train', 'zh.txt', '--order', '2', '--tokenizer', 'segmenter:zh', '--out', 'zh.arpa');
    expect(await readFile(join(folder, 'zh.arpa'), 'utf8')).toMatch(/^# tokenizer: segmenter:zh\n/);
    const { stdout } = await run('score', 'zh.arpa', 'zh.txt', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ oov: 0, tokens: 8 });
    const generated = await run('generate', 'zh.arpa', '--temperature', '0.1', '--json');
    expect(JSON.parse(generated.stdout)[0]).not.toContain(' ');
  });

  it('makes back-off models', async () => {
    const options = ['--order', '2', '--smoothing', 'absolute'];
    await run('train', 'text.txt', ...options, '--out', 'mixed.arpa');
    await run('train', 'text.txt', ...options, '--back-off', '--out', 'back-off.arpa');
    const [mixed, backOff] = await Promise.all(
      ['mixed.arpa', 'back-off.arpa'].map((name) => readFile(join(folder, name), 'utf8')),
    );
    expect(mixed).not.toBe(backOff);
  });

  it.each(['', 'train', 'score', 'generate'])('%s --help explains itself', async (command) => {
    const args = command === '' ? ['--help'] : [command, '--help'];
    const { exitCode, stdout, stderr } = await run(...args);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`npm run -s cli -- lm ${command}`);
  });

  it.each([
    [[]],
    [['guess']],
    [['toString']],
    [['train']],
    [['train', 'text.txt', '--out', 'x.arpa']],
    [['train', 'text.txt', '--order', '2']],
    [['train', '--order', '2', '--out', 'x.arpa']],
    [['train', 'text.txt', '--order', '0', '--out', 'x.arpa']],
    [['train', 'text.txt', '--order', '6', '--out', 'x.arpa']],
    [['train', 'text.txt', '--order', '1.5', '--out', 'x.arpa']],
    [['train', 'text.txt', '--order', '', '--out', 'x.arpa']],
    [['train', 'text.txt', '--order', '2', '--out', 'x.arpa', '--smoothing', 'magic']],
    [['train', 'text.txt', '--order', '2', '--out', 'x.arpa', '--k', '1']],
    [['train', 'text.txt', '--order', '2', '--out', 'x.arpa', '--smoothing', 'add-k', '--k', '0']],
    [['train', 'text.txt', '--order', '2', '--out', 'x.arpa', '--back-off']],
    [['train', 'text.txt', '--order', '2', '--out', 'x.arpa', '--tokenizer', 'magic']],
    [['score', 'a.arpa']],
    [['generate']],
    [['generate', 'a.arpa', 'b.arpa']],
    [['generate', 'a.arpa', '--temperature', '0']],
    [['generate', 'a.arpa', '--seed', '-1']],
  ])('%j is wrong usage', async (args) => {
    const { exitCode, stdout, stderr } = await run(...args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('lm --help');
  });

  it.each([
    ['missing.txt', null, 'no such file'],
    ['empty.txt', '\n \n', 'no words'],
    ['reserved.txt', 'a <s> b', '<s>'],
    ['latin1.txt', new Uint8Array([0x6c, 0xe9]), 'UTF-8'],
  ])('fails on %s with a sentence', async (name, data, sentence) => {
    if (data !== null) await writeFile(join(folder, name), data);
    const { exitCode, stdout, stderr } = await run('train', name, '--order', '2', '--out', 'x.arpa');
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain(sentence);
  });

  it('names the line of a broken ARPA file', async () => {
    await put('broken.arpa', '\\data\\\nngram 1=1\n\n\\1-grams:\n0.5\ta\n');
    const { exitCode, stderr } = await run('score', 'broken.arpa', 'test.txt');
    expect([exitCode, stderr]).toEqual([
      1,
      'The ARPA file has a problem in line 5: log10 of a probability cannot be 0.5.\n',
    ]);
  });
});
