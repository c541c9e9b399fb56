import { beforeEach, describe, expect, it } from 'vitest';
import { PhonoscopeError } from '../../../../src/core/errors.ts';
import type { StoredTake } from '../../../../src/platform/browser/page-database.ts';
import type { TakeStore } from '../../../../src/platform/browser/take-store.ts';
import { TeachSession } from '../../../../src/ui/train/teach/teach-session.ts';
import type { Recogniser } from '../../../../src/workers/recogniser.ts';

let kept: { takes: Map<string, StoredTake>; words: readonly string[] };
let store: TakeStore;
let session: TeachSession;

const sound = new Blob(['a take']);
/** Cuts every blob; one called `silent` is refused. */
const recogniser = {
  cutTake: async (source: Blob) => {
    if ((await source.text()) === 'silent') throw new PhonoscopeError('take-silent', 'Nobody speaks.');
    return { wav: source, durationSec: 0.5, envelope: new Uint8Array(32) };
  },
} as unknown as Recogniser;

beforeEach(() => {
  kept = { takes: new Map(), words: [] };
  store = {
    takes: async () => [...kept.takes.values()],
    words: async () => kept.words,
    putTakes: async (takes) => takes.forEach((take) => kept.takes.set(take.id, take)),
    removeTakes: async (ids) => ids.forEach((id) => kept.takes.delete(id)),
    putWords: async (words) => {
      kept.words = words;
    },
  };
  session = new TeachSession(recogniser, store);
});

const errorCode = () => session.getSnapshot().error?.error.code ?? null;
const takesOf = (word: string) => session.getSnapshot().takes.filter((take) => take.word === word).length;

describe('words', () => {
  it('are kept in their order, in any script, and with markup as plain text', () => {
    for (const word of [' banana ', 'مرحبا', '<img src=x>']) expect(session.addWord(word)).toBe(true);
    expect(session.getSnapshot().words).toEqual(['banana', 'مرحبا', '<img src=x>']);
    expect(kept.words).toEqual(['banana', 'مرحبا', '<img src=x>']);
  });

  it.each([
    ['', 'word-empty'],
    ['  ', 'word-empty'],
    ['Banana', 'word-known'],
    ['a/b', 'word-name'],
    ['..', 'word-name'],
    ['_unknown_', 'word-name'],
    ['a\u0000', 'word-name'],
    ['x'.repeat(41), 'word-name'],
  ])('refuses %j', (typed, code) => {
    session.addWord('banana');
    expect(session.addWord(typed)).toBe(false);
    expect(errorCode()).toBe(code);
    expect(session.getSnapshot().words).toEqual(['banana']);
  });

  it('can be renamed with their takes, but not to each other', async () => {
    session.addWord('one');
    session.addWord('two');
    await session.addTake('one', sound);
    session.renameWord('one', 'two');
    expect(errorCode()).toBe('word-known');
    session.renameWord('one', 'eins');
    expect(session.getSnapshot().words).toEqual(['eins', 'two']);
    expect(takesOf('eins')).toBe(1);
    expect([...kept.takes.values()].map(({ word }) => word)).toEqual(['eins']);
  });

  it('come back to their place with their takes', async () => {
    for (const word of ['one', 'two', 'three']) session.addWord(word);
    await session.addTake('two', sound);
    await session.addTake('two', sound);
    session.removeWord('two');
    expect([takesOf('two'), kept.takes.size, kept.words]).toEqual([0, 0, ['one', 'three']]);
    session.undo();
    expect(session.getSnapshot().words).toEqual(['one', 'two', 'three']);
    expect([takesOf('two'), kept.takes.size, kept.words]).toEqual([2, 2, ['one', 'two', 'three']]);
  });
});

describe('takes', () => {
  it('are there at the next visit', async () => {
    session.addWord('one');
    const { speaker } = session.getSnapshot();
    expect(speaker).toMatch(/^[0-9a-f]{8}$/);
    await session.addTake('one', sound);
    session.changeSpeaker();
    await session.addTake('one', sound);
    const next = new TeachSession(recogniser, store);
    await next.restore();
    const { takes, words } = next.getSnapshot();
    expect(words).toEqual(['one']);
    expect(takes.map((take) => take.speaker === speaker)).toEqual([true, false]);
    expect(next.getSnapshot().speaker).toBe(takes[1]?.speaker);
  });

  it('of a word that was not stored bring it along', async () => {
    session.addWord('one');
    await session.addTake('one', sound);
    kept.words = [];
    const next = new TeachSession(recogniser, store);
    await next.restore();
    expect(next.getSnapshot().words).toEqual(['one']);
  });

  it('keep every fourth aside, from the third on', async () => {
    session.addWord('one');
    for (let take = 0; take < 8; take++) await session.addTake('one', sound);
    const held = session.getSnapshot().takes.map(({ isHeldOut }) => isHeldOut);
    expect(held).toEqual([false, false, true, false, false, false, true, false]);
  });

  it('that are refused leave nothing behind', async () => {
    session.addWord('one');
    await expect(session.addTake('one', new Blob(['silent']))).rejects.toMatchObject({ code: 'take-silent' });
    expect([takesOf('one'), kept.takes.size]).toEqual([0, 0]);
  });

  it('can be deleted and put back', async () => {
    session.addWord('one');
    const first = await session.addTake('one', sound);
    await session.addTake('one', sound);
    session.removeTake(first.id);
    expect([takesOf('one'), kept.takes.size]).toEqual([1, 1]);
    session.undo();
    expect(session.getSnapshot().takes[0]?.id).toBe(first.id);
    expect(kept.takes.size).toBe(2);
  });

  it('go on without storage, and say so', async () => {
    const full = async () => {
      throw new PhonoscopeError('storage-full', 'Full.');
    };
    session = new TeachSession(recogniser, { ...store, putTakes: full });
    session.addWord('one');
    await session.addTake('one', sound);
    await expect.poll(() => session.getSnapshot().storageError?.code).toBe('storage-full');
    expect(takesOf('one')).toBe(1);
  });

  it('say at once that nothing is kept where there is no storage', async () => {
    const none = async () => {
      throw new PhonoscopeError('storage-unavailable', 'None.');
    };
    session = new TeachSession(recogniser, { ...store, takes: none });
    await session.restore();
    expect(session.getSnapshot().storageError?.code).toBe('storage-unavailable');
  });
});

describe('folders', () => {
  const file = (path: string, text = 'sound') => ({ path, file: new Blob([text]) });

  it('give words and takes, and list what was left out', async () => {
    session.addWord('One');
    await session.addFolder(async () => ({
      name: 'takes',
      files: [
        file('one/0000000a_nohash_0.wav'),
        file('two/x.wav'),
        file('two/quiet.wav', 'silent'),
        file('_unknown_/y.wav'),
        file('loose.wav'),
      ],
      lists: {},
    }));
    const { words, takes, skipped, adding } = session.getSnapshot();
    expect(words).toEqual(['One', 'two']);
    expect(takes.map(({ word }) => word)).toEqual(['One', 'two']);
    expect(takes[0]?.speaker).toBe('0000000a');
    expect(skipped.map(({ path, error }) => [path, error?.code])).toEqual([
      ['loose.wav', undefined],
      ['two/quiet.wav', 'take-silent'],
    ]);
    expect(adding).toBeNull();
  });

  it('without sound say so', async () => {
    await session.addFolder(async () => ({ name: 'texts', files: [file('a/b.txt')], lists: {} }));
    expect(session.getSnapshot().error).toMatchObject({
      subject: 'texts',
      error: { code: 'folder-no-audio' },
    });
  });
});
