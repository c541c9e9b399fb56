import { describe, expect, it } from 'vitest';
import { PhonoscopeError } from '../../../../../src/core/errors.ts';
import { optionsFor } from '../../../../../src/core/language/decoder/decode-options.ts';
import { wordsOf } from '../../../../../src/ui/sequence/speech/result/compare-sentences.ts';
import { SpeechSession } from '../../../../../src/ui/sequence/speech/speech-session.ts';
import { fakeDecoder, fakeRecogniser } from './fake-clients.ts';

function open() {
  const recogniser = fakeRecogniser();
  const decoder = fakeDecoder();
  let timeMs = 0;
  const session = new SpeechSession(recogniser.recogniser, decoder.decoder, () => (timeMs += 5));
  const hear = (text: string) => session.hear({ kind: 'file', name: `${text}.wav` }, new Blob([text]));
  const heardWords = () => wordsOf(session.getSnapshot().decoded?.chosen.nBest[0]);
  return { recogniser, decoder, session, hear, heardWords };
}

describe('SpeechSession', () => {
  it('hears a recording and finds its words', async () => {
    const { session, hear, heardWords, decoder } = open();
    await hear('one three');
    expect(heardWords()).toEqual(['one', 'three']);
    expect(session.getSnapshot()).toMatchObject({
      isScoring: false,
      isDecoding: false,
      failure: null,
      decoded: { plain: null, decodeMs: 5 },
    });
    expect(decoder.asked).toHaveLength(1);
  });

  it('searches anew with another language, with and without it, and does not run the model', async () => {
    const { session, hear, heardWords, recogniser } = open();
    await hear('one three');
    await session.setLanguage({ kind: 'grammar', text: 'x', fit: 1 });
    expect(heardWords()).not.toContain('three');
    expect(wordsOf(session.getSnapshot().decoded?.plain?.nBest[0])).toEqual(['one', 'three']);
    expect(recogniser.asked).toHaveLength(1);
  });

  it('searches with the newest settings only, however often they change meanwhile', async () => {
    const { session, hear, decoder } = open();
    await hear('one');
    decoder.state.isHeld = true;
    const done = [1, 2, 3, 4].map((acousticScale) => session.setOptions({ acousticScale }));
    await decoder.release();
    await decoder.release();
    await Promise.all(done);
    expect(decoder.asked.map(({ options }) => options.acousticScale)).toEqual([
      optionsFor('frames').acousticScale,
      1,
      4,
    ]);
    expect(session.getSnapshot().isDecoding).toBe(false);
  });

  it('drops what was found for a recording that has been replaced', async () => {
    const { session, hear, heardWords, decoder } = open();
    await hear('one');
    decoder.state.isHeld = true;
    const searching = session.setOptions({ acousticScale: 2 });
    const hearing = hear('two two');
    await new Promise((resolve) => setTimeout(resolve, 50));
    decoder.state.isHeld = false;
    await decoder.release();
    await Promise.all([searching, hearing]);
    expect(heardWords()).toEqual(['two', 'two']);
    expect(session.getSnapshot().decodeError).toBeNull();
  });

  it('follows somebody who still speaks, the newest only, until the take is over', async () => {
    const { session, decoder, recogniser, heardWords } = open();
    const take = { samples: new Float32Array(8000), sampleRateHz: 16_000 };
    decoder.state.isHeld = true;
    const following = [1, 2, 3].map(() => session.followTake(take));
    await expect.poll(() => decoder.asked.length).toBe(1);
    decoder.state.isHeld = false;
    await decoder.release();
    await Promise.all(following);
    expect(session.getSnapshot().spoken).toEqual(['one']);
    expect(decoder.asked.map(({ isEnd, count }) => [isEnd, count])).toEqual([
      [false, 1],
      [false, 1],
    ]);
    expect(recogniser.asked).toHaveLength(2);
    await session.hearTake(take);
    expect(session.getSnapshot()).toMatchObject({
      spoken: null,
      heard: { origin: { kind: 'take', number: 1 } },
    });
    expect(heardWords()).toEqual(['one']);
  });

  it('keeps the words on the screen and tells the error where the grammar is wrong', async () => {
    const { session, hear, heardWords, decoder } = open();
    await hear('one');
    decoder.state.failure = new PhonoscopeError('grammar-invalid', 'Wrong.', { line: 2, column: 3 });
    await session.setLanguage({ kind: 'grammar', text: 'x', fit: 1 });
    expect(session.getSnapshot().decodeError).toMatchObject({
      code: 'grammar-invalid',
      details: { line: 2, column: 3 },
    });
    expect(heardWords()).toEqual(['one']);
    decoder.state.failure = null;
    await session.setLanguage({ kind: 'none' });
    expect(session.getSnapshot().decodeError).toBeNull();
  });

  it('tells which recording failed and leaves the last one as it is', async () => {
    const { session, hear, heardWords, recogniser } = open();
    await hear('two');
    recogniser.state.failure = new PhonoscopeError('audio-no-samples', 'Empty.');
    await hear('unreadable');
    expect(session.getSnapshot().failure).toMatchObject({
      origin: { name: 'unreadable.wav' },
      error: { code: 'audio-no-samples' },
    });
    expect(heardWords()).toEqual(['two']);
    recogniser.state.failure = null;
    await session.hearAgain();
    expect(session.getSnapshot().failure).toBeNull();
  });

  it('says nothing of what was stopped', async () => {
    const { session, hear } = open();
    const hearing = hear('one');
    session.cancel();
    await hearing;
    expect(session.getSnapshot()).toMatchObject({ heard: null, failure: null, isScoring: false });
  });

  it('takes the settings that go with the way of scoring', async () => {
    const { session, hear, recogniser } = open();
    await hear('one');
    await session.setOptions({ acousticScale: 9 });
    await session.setKind('segments');
    expect(session.getSnapshot().options).toEqual(optionsFor('segments'));
    expect(recogniser.asked).toEqual(['one', 'one']);
    await session.setOptions({ beam: 9 });
    await session.resetOptions();
    expect(session.getSnapshot().options).toEqual(optionsFor('segments'));
  });

  it('hears a sample with its model, and again with another that is chosen, but not with the first', async () => {
    const { session, recogniser } = open();
    await session.followModel('digits');
    await session.hear({ kind: 'sample', words: ['one'] }, new Blob(['one']), 'commands');
    await session.followModel('commands');
    expect([recogniser.models, recogniser.asked]).toEqual([['commands'], ['one']]);
    await session.followModel('digits');
    expect(recogniser.asked).toEqual(['one', 'one']);
  });

  it('counts takes', async () => {
    const { session } = open();
    const recording = { samples: new Float32Array(10), sampleRateHz: 16_000 };
    await session.hearTake(recording);
    await session.hearTake(recording);
    expect(session.getSnapshot().heard?.origin).toEqual({ kind: 'take', number: 2 });
  });
});
