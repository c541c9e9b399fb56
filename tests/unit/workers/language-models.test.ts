import { describe, expect, it } from 'vitest';
import { createLanguageHandlers } from '../../../src/workers/language-handlers.ts';
import { LanguageModels } from '../../../src/workers/language-models.ts';
import type { HmmProgress, LanguageApi } from '../../../src/workers/language-protocol.ts';
import { LanguageStore } from '../../../src/workers/language-store.ts';
import { FakeWorker } from './fake-worker.ts';

const text = 'the dog runs\nthe cat sleeps\na dog sleeps\n';
/** Takes hundreds of iterations to learn. */
const slowText = Array.from({ length: 60 }, (_, i) => `w${i % 7} w${i % 11} w${(i * i) % 13} w${i % 5}`).join(
  '\n',
);
const ngram = {
  key: 'n',
  text,
  order: 3,
  smoothing: { name: 'kneser-ney' },
  tokenizer: 'whitespace',
} as const;
const hmm = { key: 'h', text, numStates: 3, iterations: 8, seed: 1, tokenizer: 'whitespace' };

/** Node lets a port go on with up to a thousand messages before another has its turn. */
const yieldTurn = () => new Promise<void>((resolve) => void setImmediate(resolve));

function setUp() {
  const workers: FakeWorker<LanguageApi>[] = [];
  const models = new LanguageModels(() => {
    const handlers = createLanguageHandlers({ store: new LanguageStore(), yieldTurn });
    const worker = new FakeWorker<LanguageApi>(handlers);
    workers.push(worker);
    return worker;
  });
  return { models, workers };
}

describe('LanguageModels', () => {
  it('trains an N-gram model and says what it holds', async () => {
    const { models } = setUp();
    const summary = await models.trainNgram(ngram);
    expect(summary).toMatchObject({ kind: 'ngram', order: 3, numWords: 6, trained: { numSentences: 3 } });
    expect(summary.numNgrams).toHaveLength(3);
    const { score } = await models.scoreText({ key: 'n', text, numShown: 0 });
    expect(summary.trained?.score).toEqual(score);
  });

  it('tells each iteration of a hidden Markov model', async () => {
    const { models } = setUp();
    const reports: HmmProgress[] = [];
    const summary = await models.trainHmm(hmm, { onProgress: (report) => void reports.push(report) });
    expect(summary).toMatchObject({ kind: 'hmm', numStates: 3, numWords: 6, trained: { numSentences: 3 } });
    expect(reports.map(({ iteration }) => iteration)).toEqual(reports.map((_, i) => i + 1));
    expect(reports.length).toBeGreaterThan(1);
  });

  it('stops a training between two iterations and keeps what was there', async () => {
    const { models } = setUp();
    await models.trainHmm(hmm);
    const before = await models.scoreText({ key: 'h', text, numShown: 0 });
    const abort = new AbortController();
    const training = models.trainHmm(
      { ...hmm, text: slowText, numStates: 10, iterations: 10_000 },
      { signal: abort.signal, onProgress: () => abort.abort() },
    );
    await expect(training).rejects.toMatchObject({ code: 'aborted' });
    expect(await models.scoreText({ key: 'h', text, numShown: 0 })).toEqual(before);
  });

  it('scores word by word, the first sentences only', async () => {
    const { models } = setUp();
    await models.trainNgram(ngram);
    await models.trainHmm(hmm);
    const argument = { text: 'the dog sleeps\nthe zebra runs\nx', numShown: 9 };
    const { score, sentences } = await models.scoreText({ key: 'n', ...argument });
    expect(sentences.map((words) => words.map(({ word }) => word))).toEqual([
      ['the', 'dog', 'sleeps', '</s>'],
      ['the', 'zebra', 'runs', '</s>'],
      ['x'],
    ]);
    expect(sentences[1]?.map(({ isKnown }) => isKnown)).toEqual([true, false, true, true]);
    expect(sentences[0]?.map(({ matchLength }) => matchLength)).toEqual([2, 3, 2, 3]);
    expect(score).toMatchObject({ oov: 2, tokens: 10 });
    const other = await models.scoreText({ key: 'h', ...argument });
    expect(other.score).toMatchObject({ oov: 2, tokens: 10 });
    expect(other.sentences[0]?.[0]).toMatchObject({ word: 'the', matchLength: null });
  });

  it('reads texts from files, in UTF-8 alone', async () => {
    const { models } = setUp();
    const files = [new Blob(['\uFEFFthe dog runs']), new Blob(['the cat sleeps\na dog sleeps'])];
    const summary = await models.trainNgram({ ...ngram, text: files });
    expect(summary).toEqual(await models.trainNgram(ngram));
    const latin = new Blob([Uint8Array.of(0x4b, 0xfc, 0x63, 0x68, 0x65)]);
    await expect(models.trainNgram({ ...ngram, text: [latin] })).rejects.toMatchObject({
      code: 'text-encoding',
    });
  });

  it('goes on with a text as the tokenizer would write it', async () => {
    const { models } = setUp();
    await models.trainNgram(ngram);
    const next = await models.nextWords({ key: 'n', history: 'the ', limit: 10 });
    expect(next.slice(0, 2).map(({ text }) => text)).toEqual(['the dog', 'the cat']);
    expect(next.find(({ word }) => word === '</s>')?.text).toBeNull();
    expect(next.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
    await models.trainNgram({ ...ngram, tokenizer: 'character' });
    const [space] = await models.nextWords({ key: 'n', history: 'the', limit: 1 });
    expect(space).toMatchObject({ word: '▁', text: 'the ' });
    const afterSpace = await models.nextWords({ key: 'n', history: 'the ', limit: 2 });
    expect(afterSpace.map(({ word }) => word).sort()).toEqual(['c', 'd']);
    await models.trainNgram({ ...ngram, text: '小猫在睡觉', tokenizer: 'segmenter:zh' });
    const [first] = await models.nextWords({ key: 'n', history: '', limit: 1 });
    const [second] = await models.nextWords({ key: 'n', history: first?.text ?? '', limit: 1 });
    expect(second?.text).toBe(`${first?.word}${second?.word}`);
  });

  it('draws the same sentences from the same seed', async () => {
    const { models } = setUp();
    await models.trainNgram(ngram);
    await models.trainHmm(hmm);
    for (const key of ['n', 'h']) {
      const argument = { key, seed: 5, temperature: 1, count: 4, maxWords: 10 };
      const sentences = await models.generate(argument);
      expect(sentences).toHaveLength(4);
      expect(await models.generate(argument)).toEqual(sentences);
      expect(await models.generate({ ...argument, seed: 6 })).not.toEqual(sentences);
    }
  });

  it('writes files and opens them again', async () => {
    const { models } = setUp();
    const trained = { n: await models.trainNgram(ngram), h: await models.trainHmm(hmm) };
    for (const key of ['n', 'h'] as const) {
      const before = await models.scoreText({ key, text, numShown: 9 });
      const opened = await models.open({ key: 'opened', file: await models.save(key) });
      expect(opened).toEqual({ ...trained[key], trained: null });
      expect(await models.scoreText({ key: 'opened', text, numShown: 9 })).toEqual(before);
    }
  });

  it.each([
    ['\\data\\\nngram 1=1\n\n\\1-grams:\nx </s>\n', 'arpa-invalid'],
    ['', 'arpa-invalid'],
    [' {"format": "phonoscope-hmm"}', 'hmm-invalid'],
  ])('refuses the file %j and keeps what was there', async (contents, code) => {
    const { models } = setUp();
    await models.trainNgram(ngram);
    const opening = models.open({ key: 'n', file: new Blob([contents]) });
    await expect(opening).rejects.toMatchObject({ code });
    expect(await models.nextWords({ key: 'n', history: '', limit: 1 })).toHaveLength(1);
  });

  it('knows no model that was removed, or lost by a crash', async () => {
    const { models, workers } = setUp();
    const next = { key: 'n', history: '', limit: 1 };
    await models.trainNgram(ngram);
    await models.rename('n', 'm');
    await expect(models.nextWords(next)).rejects.toMatchObject({ code: 'language-gone' });
    await models.rename('m', 'n');
    await models.remove('n');
    await expect(models.nextWords(next)).rejects.toMatchObject({ code: 'language-gone' });
    await models.trainNgram(ngram);
    workers[0]?.crash('error', 'out of memory');
    await expect(models.nextWords(next)).rejects.toMatchObject({ code: 'language-gone' });
    await models.trainNgram(ngram);
    expect(await models.nextWords(next)).toHaveLength(1);
  });

  it('gives up a measurement that is no longer wanted', async () => {
    const { models } = setUp();
    await models.trainNgram(ngram);
    const abort = new AbortController();
    const long = models.scoreText(
      { key: 'n', text: text.repeat(20_000), numShown: 0 },
      { signal: abort.signal },
    );
    abort.abort();
    await expect(long).rejects.toMatchObject({ code: 'aborted' });
    await expect(models.scoreText({ key: 'n', text: ' \n', numShown: 1 })).rejects.toMatchObject({
      code: 'corpus-empty',
    });
  });
});
