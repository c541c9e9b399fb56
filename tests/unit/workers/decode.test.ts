import { describe, expect, it } from 'vitest';
import { optionsFor } from '../../../src/core/language/decoder/decode-options.ts';
import type { SoundScores } from '../../../src/core/language/decoder/sound-scores.ts';
import type { TriedWeights } from '../../../src/core/language/decoder/search-weights.ts';
import { createLanguageHandlers } from '../../../src/workers/language-handlers.ts';
import { LanguageModels } from '../../../src/workers/language-models.ts';
import type { LanguageApi } from '../../../src/workers/language-protocol.ts';
import { LanguageStore } from '../../../src/workers/language-store.ts';
import { FakeWorker } from './fake-worker.ts';

const labelSet = {
  labels: ['one', 'two', '_silence_'],
  roles: new Map([['_silence_', 'silence' as const]]),
};
const yieldTurn = () => new Promise<void>((resolve) => void setImmediate(resolve));

function open(): LanguageModels {
  return new LanguageModels(() => {
    const handlers = createLanguageHandlers({ store: new LanguageStore(), yieldTurn });
    return new FakeWorker<LanguageApi>(handlers);
  });
}

/** Ten frames a second of the recording's length, each sure of one label but for a tenth. */
function frames(...labels: readonly number[]): SoundScores {
  const rows = labels.flatMap((sure) =>
    Array.from({ length: 10 }, () =>
      Float32Array.from(labelSet.labels, (_, label) => (label === sure ? 0.9 : 0.05)),
    ),
  );
  return { kind: 'frames', timing: { hopSec: 0.04, firstSec: 0.02 }, rows, words: [] };
}

const request = (sound: SoundScores) => ({
  sound,
  labelSet,
  options: optionsFor('frames'),
  priors: null,
  count: 3,
});
const bestOf = (decoding: Awaited<ReturnType<LanguageModels['decode']>>) =>
  decoding.nBest[0]?.words.map(({ word }) => word);

describe('decoding in the language worker', () => {
  it('finds words and their times without a language model', async () => {
    const decoding = await open().decode({ ...request(frames(2, 0, 2, 1, 2)), language: { kind: 'none' } });
    expect(bestOf(decoding)).toEqual(['one', 'two']);
    expect(decoding.nBest[0]?.words[0]?.startSec).toBeCloseTo(0.4, 1);
    expect(decoding.nBest[0]?.words[1]?.endSec).toBeCloseTo(1.6, 1);
    expect(decoding.isComplete).toBe(true);
  });

  it('follows a grammar, or prefers it', async () => {
    const models = open();
    const grammar = { kind: 'grammar', text: 'public <s> = two two;' } as const;
    const sound = frames(2, 0, 2, 1, 2);
    const forbids = await models.decode({ ...request(sound), language: { ...grammar, fit: 1 } });
    expect(bestOf(forbids)).toEqual(['two', 'two']);
    const prefers = await models.decode({ ...request(sound), language: { ...grammar, fit: 0.5 } });
    expect(bestOf(prefers)).toEqual(['one', 'two']);
  });

  it('does not ask for the end of a sentence while somebody still speaks', async () => {
    const language = { kind: 'grammar', text: 'public <s> = one two one;', fit: 1 } as const;
    const spoken = request(frames(2, 0, 2));
    const partial = await open().decode({ ...spoken, language, isEnd: false });
    expect(bestOf(partial)).toEqual(['one']);
    expect(partial.isComplete).toBe(false);
  });

  it('goes by an N-gram that it keeps, and says when that is gone', async () => {
    const models = open();
    const key = 'n';
    const text = 'two two\n'.repeat(200);
    await models.trainNgram({
      key,
      text,
      order: 3,
      smoothing: { name: 'kneser-ney' },
      tokenizer: 'whitespace',
    });
    const unsure = frames(2, 0, 2, 1, 2);
    const options = { ...optionsFor('frames'), lmWeight: 10 };
    const language = { kind: 'ngram', key } as const;
    expect(bestOf(await models.decode({ ...request(unsure), options, language }))).toEqual(['two', 'two']);
    await models.remove(key);
    await expect(models.decode({ ...request(unsure), language })).rejects.toMatchObject({
      code: 'language-gone',
    });
  });

  it('stops between some milliseconds', async () => {
    const abort = new AbortController();
    const long = frames(...Array.from({ length: 300 }, (_, i) => i % 3));
    const decoding = open().decode(
      { ...request(long), language: { kind: 'none' } },
      { signal: abort.signal },
    );
    abort.abort();
    await expect(decoding).rejects.toMatchObject({ code: 'aborted' });
  });

  it('says where a grammar is wrong, and which of its words the recogniser lacks', async () => {
    const models = open();
    expect(await models.checkGrammar({ text: 'public <s> = one plus two;', labelSet })).toEqual({
      words: ['one', 'plus', 'two'],
      missing: ['plus'],
    });
    await expect(models.checkGrammar({ text: 'public <s> =\n one |;', labelSet })).rejects.toMatchObject({
      code: 'grammar-invalid',
      details: { line: 2 },
    });
  });

  it('tells each pair of weights that it has tried', async () => {
    const told: TriedWeights[] = [];
    const { count: _count, sound, ...setup } = request(frames(2, 0, 2, 1, 2));
    const tried = await open().searchWeights(
      {
        ...setup,
        language: { kind: 'none' },
        recordings: [{ sound, words: ['one', 'two'] }],
        grid: { lmWeights: [1], wordInsertionPenalties: [0, 2, 100] },
      },
      { onProgress: (weights) => void told.push(weights) },
    );
    expect(tried.map(({ wordErrorRate }) => wordErrorRate)).toEqual([0, 0, 1]);
    expect(told).toEqual(tried);
  });
});
