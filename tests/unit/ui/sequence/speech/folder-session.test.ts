import { describe, expect, it } from 'vitest';
import { PhonoscopeError } from '../../../../../src/core/errors.ts';
import { folderCsv } from '../../../../../src/ui/sequence/speech/folder/folder-csv.ts';
import { FolderSession } from '../../../../../src/ui/sequence/speech/folder/folder-session.ts';
import { isOutdated } from '../../../../../src/ui/sequence/speech/folder/folder-state.ts';
import { bestOf } from '../../../../../src/ui/sequence/speech/folder/weight-grid.ts';
import { openSpeechFolder } from '../../../../../src/ui/sequence/speech/folder/speech-folder.ts';
import { fakeDecoder, fakeRecogniser, labels, settings } from './fake-clients.ts';

const file = (path: string, text: string) => ({ path: `folder/${path}`, file: new Blob([text]) });

/** Recordings hold what the fake recogniser hears. */
const files = [
  file('b.wav', 'one two'),
  file('a.wav', 'one three'),
  file('c.wav', 'unreadable'),
  file('references.txt', 'a.wav\tone two\nb.wav\tone eleven two\nc.wav\tone\n'),
];

function open() {
  const recogniser = fakeRecogniser();
  const decoder = fakeDecoder();
  recogniser.state.failure = new PhonoscopeError('audio-no-samples', 'Empty.');
  const session = new FolderSession(recogniser.recogniser, decoder.decoder);
  return { recogniser, decoder, session, measure: () => session.open(files, 'files', labels, settings) };
}

describe('openSpeechFolder', () => {
  const referencesOf = async (...parts: [string, string][]) => {
    const folder = await openSpeechFolder(
      parts.map(([path, text]) => file(path, text)),
      'files',
      labels,
    );
    return [
      ...folder.files.map(({ path, reference }) => `${path}: ${reference.join(' ')}`),
      ...folder.unknown,
    ];
  };

  it('takes a list, in its own folder too', async () => {
    expect(
      await referencesOf(['x/text', 'a ONE TWO\n'], ['x/a.wav', ''], ['x/b.wav', ''], ['x/a.txt', 'no']),
    ).toEqual(['x/a.wav: ONE TWO', 'x/b.wav']);
  });

  it('takes files beside the recordings, then names', async () => {
    expect(
      await referencesOf(['a.wav', ''], ['a.txt', ' one\ntwo \n'], ['text.wav', ''], ['text.txt', 'three']),
    ).toEqual(['a.wav: one two', 'text.wav: three']);
    expect(await referencesOf(['one+two_anna.wav', ''])).toEqual(['one+two_anna.wav: one two']);
  });

  it.each([
    [[['a.wav', '']], 'references-missing'],
    [[['a.txt', 'one']], 'folder-no-audio'],
    [
      [
        ['a.wav', ''],
        ['references.txt', '\tone'],
      ],
      'references-invalid',
    ],
  ] as const)('refuses %j', async (parts, code) => {
    const opening = openSpeechFolder(
      parts.map(([path, text]) => file(path, text)),
      'files',
      labels,
    );
    await expect(opening).rejects.toMatchObject({ code });
  });
});

describe('FolderSession', () => {
  it('measures every recording that can be read', async () => {
    const { session, measure } = open();
    await measure();
    const state = session.getSnapshot();
    expect(state.rows.map(({ hypothesis }) => hypothesis)).toEqual([['one', 'three'], ['one', 'two'], null]);
    expect(state.rows[2]?.error?.code).toBe('audio-no-samples');
    expect(state.errors).toMatchObject({ words: 5, substitutions: 1, deletions: 1, insertions: 0 });
    expect(state).toMatchObject({ work: null, done: 3, total: 3, error: null, modelName: 'digits' });
    expect([...state.missing]).toEqual([['eleven', 1]]);
  });

  it('measures again with other settings without running the model', async () => {
    const { session, measure, recogniser } = open();
    await measure();
    const other = { ...settings, language: { kind: 'grammar', text: 'x', fit: 1 } } as const;
    expect(isOutdated(session.getSnapshot(), other)).toBe(true);
    await session.measureAgain(other);
    expect(isOutdated(session.getSnapshot(), other)).toBe(false);
    expect(session.getSnapshot().rows[0]?.hypothesis).not.toContain('three');
    expect(recogniser.asked).toHaveLength(3);
  });

  it('tries pairs of weights', async () => {
    const { session, measure } = open();
    await measure();
    await session.searchWeights({ ...settings, language: { kind: 'ngram', key: 'x' } });
    const { grid } = session.getSnapshot();
    expect(grid?.tried).toHaveLength(
      (grid?.lmWeights.length ?? 0) * (grid?.wordInsertionPenalties.length ?? 0),
    );
    expect(bestOf(grid?.tried ?? []).length).toBeGreaterThan(0);
    await session.searchWeights(settings);
    expect(session.getSnapshot().grid?.lmWeights).toEqual([settings.options.lmWeight]);
  });

  it('keeps what it did when it is stopped', async () => {
    const { session, measure, decoder } = open();
    decoder.state.isHeld = true;
    const measuring = measure();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await decoder.release();
    await new Promise((resolve) => setTimeout(resolve, 50));
    session.cancel();
    await decoder.release();
    await measuring;
    const { rows, work, error } = session.getSnapshot();
    expect(rows.filter(({ hypothesis }) => hypothesis !== null)).toHaveLength(1);
    expect({ work, error }).toEqual({ work: null, error: null });
  });

  it('tries weights where the first recording cannot be read', async () => {
    const { session } = open();
    const recordings = [file('a.wav', 'unreadable'), file('b.wav', 'one'), file('text', 'a one\nb one\n')];
    await session.open(recordings, 'files', labels, settings);
    await session.searchWeights(settings);
    expect(session.getSnapshot().grid?.tried[0]?.wordErrorRate).toBe(0);
  });

  it('tells what is wrong with a folder', async () => {
    const { session } = open();
    await session.open([file('a.wav', 'one')], 'files', labels, settings);
    expect(session.getSnapshot()).toMatchObject({ work: null, error: { code: 'references-missing' } });
  });
});

describe('folderCsv', () => {
  it('writes what was said and heard, and guards formulas', async () => {
    const { session, measure } = open();
    await measure();
    const rows = [...session.getSnapshot().rows, { ...session.getSnapshot().rows[2]!, path: '=x.wav' }];
    expect(folderCsv(rows).split('\r\n').slice(1, 5)).toEqual([
      'a.wav,one two,one three,2,1,0,0',
      'b.wav,one eleven two,one two,3,0,1,0',
      'c.wav,one,,,,,',
      "'=x.wav,one,,,,,",
    ]);
  });
});
