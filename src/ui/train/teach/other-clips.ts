import * as v from 'valibot';
import { decodeWav } from '../../../core/audio/wav.ts';
import { PhonoscopeError } from '../../../core/errors.ts';
import { createRandom } from '../../../core/training/random.ts';
import type { ClipSource } from '../../../workers/protocol.ts';
import { yieldTurn } from '../../../workers/yield-turn.ts';
import { fetchSampleFolder } from '../../shared/folder/sample-folder.ts';
import { isSameWord } from './word-list.ts';

/** A clip of what is not to be heard as one of the words. */
export type OtherClip = { readonly path: string; readonly label: string; readonly file: ClipSource };

const listSchema = v.array(v.object({ word: v.string(), startSample: v.number(), numSamples: v.number() }));

/** As many, and as quiet as a quiet room. */
const numSilences = 24;
const silenceDbfs: readonly [number, number] = [-75, -45];
const silenceRateHz = 16_000;

/**
 * What a taught model learns beside its words, without anybody recording it: shipped other words as `_unknown_`, and
 * quiet noise as `_silence_`.
 *
 * @param words the words to teach: they are no other words.
 * @throws PhonoscopeError `file-unreadable` when the shipped words cannot be fetched, `aborted`.
 */
export async function fetchOtherClips(words: readonly string[], signal: AbortSignal): Promise<OtherClip[]> {
  const isOther = (word: string) => !words.some((taught) => isSameWord(taught, word));
  const [list, sound, digits] = await Promise.all([
    fetchPart('samples/other-words.json', signal, async (response) =>
      v.parse(listSchema, await response.json()),
    ),
    fetchPart('samples/other-words.wav', signal, async (response) =>
      decodeWav(new Uint8Array(await response.arrayBuffer())),
    ),
    fetchSampleFolder('', signal),
  ]);
  const [samples = new Float32Array()] = sound.channels;
  const { sampleRateHz } = sound;
  const others = list
    .filter(({ word }) => isOther(word))
    .map(({ word, startSample, numSamples }) => ({
      path: `other/${word}.wav`,
      label: '_unknown_',
      file: { samples: samples.slice(startSample, startSample + numSamples), sampleRateHz },
    }));
  const spokenDigits = digits.files
    .filter(({ path }) => isOther(path.split('/')[0] ?? ''))
    .map(({ path, file }) => ({ path: `other/digits/${path}`, label: '_unknown_', file }));
  return [...others, ...spokenDigits, ...(await makeSilences())];
}

/** Quiet noise of all colours between white and brown. */
async function makeSilences(): Promise<OtherClip[]> {
  const silences: OtherClip[] = [];
  for (let index = 0; index < numSilences; index++) {
    // Each takes a few milliseconds: the page has its turn between two.
    await yieldTurn();
    const random = createRandom(71, index);
    const share = (index % 6) / 6;
    const [low, high] = silenceDbfs;
    const peak = 10 ** (random.uniform(low, high) / 20);
    let state = 0;
    const samples = Float32Array.from({ length: silenceRateHz }, () => {
      state = share * state + (1 - share) * random.uniform(-1, 1);
      return peak * state;
    });
    const file = { samples, sampleRateHz: silenceRateHz };
    silences.push({ path: `silence/${index}.wav`, label: '_silence_', file });
  }
  return silences;
}

async function fetchPart<T>(
  path: string,
  signal: AbortSignal,
  take: (response: Response) => Promise<T>,
): Promise<T> {
  try {
    const response = await fetch(new URL(path, document.baseURI), { signal });
    if (!response.ok) throw new Error(`${response.status}`);
    return await take(response);
  } catch (thrown) {
    if (signal.aborted) throw new PhonoscopeError('aborted', 'Stopped.');
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new PhonoscopeError('file-unreadable', `${path} cannot be read: ${reason}`, { path, reason });
  }
}
