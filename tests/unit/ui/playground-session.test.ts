import { describe, expect, it, vi } from 'vitest';
import { areComparable } from '../../../src/ui/sequence/language/session/playground-state.ts';
import { PlaygroundSession } from '../../../src/ui/sequence/language/session/playground-session.ts';
import { createLanguageHandlers } from '../../../src/workers/language-handlers.ts';
import { LanguageModels } from '../../../src/workers/language-models.ts';
import type { LanguageApi } from '../../../src/workers/language-protocol.ts';
import { LanguageStore } from '../../../src/workers/language-store.ts';
import { FakeWorker } from '../workers/fake-worker.ts';

const yieldTurn = () => new Promise<void>((resolve) => void setImmediate(resolve));

function setUp() {
  const workers: FakeWorker<LanguageApi>[] = [];
  const languages = new LanguageModels(() => {
    const worker = new FakeWorker<LanguageApi>(
      createLanguageHandlers({ store: new LanguageStore(), yieldTurn }),
    );
    workers.push(worker);
    return worker;
  });
  const session = new PlaygroundSession(languages, 'en');
  return { session, workers, state: session.getSnapshot };
}

const fileOf = (name: string, text: string) => new File([text], name);

describe('PlaygroundSession', () => {
  it('says at once what a new model knows', async () => {
    const { session, state } = setUp();
    await session.train('ngram');
    await vi.waitFor(() => expect(state().sentences).toHaveLength(5));
    expect(state().models.ngram?.summary.trained?.numSentences).toBe(53);
    expect(
      state()
        .judged.ngram?.sentences[0]?.map(({ word }) => word)
        .slice(0, 2),
    ).toEqual(['the', 'young']);
    expect(state().next).toHaveLength(10);
    expect(state()).toMatchObject({ busy: null, error: null, models: { hmm: null }, judged: { hmm: null } });
  });

  it('keeps to the newest of what was typed', async () => {
    const { session, state } = setUp();
    await session.train('ngram');
    for (const text of ['the cat', 'the cat sleeps', '', 'a dog waits'])
      session.setAttempt({ text, files: [] });
    await vi.waitFor(() => expect(state().judged.ngram?.score.tokens).toBe(4));
    session.setAttempt({ text: ' \n', files: [] });
    await vi.waitFor(() => expect(state().judged.ngram).toBeNull());
    expect(state().attemptError).toBeNull();
  });

  it('appends words and takes them back', async () => {
    const { session, state } = setUp();
    session.setHistory('the old cat');
    session.setHistory('');
    session.undoHistory();
    expect(state().history).toBe('the old cat');
    session.undoHistory();
    expect(state()).toMatchObject({ history: 'the old', past: [] });
    session.undoHistory();
    expect(state().history).toBe('the old');
  });

  it('compares models of the same text and words alone', async () => {
    const { session, state } = setUp();
    await session.train('ngram');
    expect(areComparable(state())).toBe(false);
    session.loadSample('en');
    await session.train('hmm');
    expect(areComparable(state())).toBe(true);
    session.change({ tokenizer: 'character', numStates: 2, iterations: 1 });
    await session.train('hmm');
    expect(areComparable(state())).toBe(false);
  });

  it('opens a model under its own kind, a small text as something to edit, and keeps others as files', async () => {
    const { session, state } = setUp();
    await session.train('hmm');
    const saved = await session.save();
    expect(saved).toBeNull();
    session.chooseKind('hmm');
    const file = await session.save();
    expect(file?.name).toBe('language-model.json');
    session.chooseKind('ngram');
    await session.openFiles([fileOf('other.json', (await file?.text()) ?? '')]);
    expect(state()).toMatchObject({ kind: 'hmm', models: { hmm: { fileName: 'other.json', source: null } } });
    await session.openFiles([fileOf('a.txt', 'one\ntwo')]);
    expect(state().corpus).toEqual({ text: 'one\ntwo', files: [] });
    await session.openFiles([fileOf('a.txt', 'one'), fileOf('b.txt', 'two')]);
    expect(state().corpus.files.map(({ name }) => name)).toEqual(['a.txt', 'b.txt']);
  });

  it('names the file that it refuses, and keeps the model', async () => {
    const { session, state } = setUp();
    await session.train('ngram');
    await session.openFiles([fileOf('bad.arpa', 'nothing')]);
    expect(state().error).toMatchObject({ subject: 'bad.arpa', error: { code: 'arpa-invalid' } });
    expect(state().models.ngram).not.toBeNull();
  });

  it('shows no model after a crash, and learns one again', async () => {
    const { session, state, workers } = setUp();
    await session.train('ngram');
    await vi.waitFor(() => expect(state().sentences).not.toBeNull());
    workers[0]?.crash('error', 'out of memory');
    session.setHistory('a');
    await vi.waitFor(() => expect(state().error?.error.code).toBe('language-gone'));
    expect(state()).toMatchObject({ models: { ngram: null }, next: null, sentences: null });
    await session.train('ngram');
    expect(state()).toMatchObject({ error: null, models: { ngram: { fileName: null } } });
  });

  it('stops a training when another begins', async () => {
    const { session, state } = setUp();
    session.change({ numStates: 60, iterations: 1000 });
    const first = session.train('hmm');
    await session.train('ngram');
    await first;
    expect(state()).toMatchObject({ busy: null, error: null, models: { hmm: null } });
    expect(state().models.ngram).not.toBeNull();
  });
});
