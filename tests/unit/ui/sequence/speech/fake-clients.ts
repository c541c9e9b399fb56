import { optionsFor } from '../../../../../src/core/language/decoder/decode-options.ts';
import { decodeSound } from '../../../../../src/core/language/decoder/decode-sound.ts';
import { searchWeights } from '../../../../../src/core/language/decoder/search-weights.ts';
import type { LanguageModel } from '../../../../../src/core/language/language-model.ts';
import type {
  SpeechDecoder,
  SpeechRecogniser,
} from '../../../../../src/ui/sequence/speech/speech-clients.ts';
import type { LanguageApi, LanguageChoice } from '../../../../../src/workers/language-protocol.ts';
import { createFeaturesHandlers } from '../../../../../src/workers/features-handlers.ts';

export const labels = ['one', 'two', 'three'] as const;

/** Every word may follow every other; with a language model, `three` is forbidden. */
function languageModelOf({ kind }: LanguageChoice): LanguageModel {
  const logProb = (_: number, word: string) =>
    kind !== 'none' && word === 'three' ? Number.NEGATIVE_INFINITY : 0;
  return { start: 0, logProb, advance: () => 0, logProbEnd: () => 0 };
}

/** Decodes in the page's thread; counts, and answers only when told to where it `isHeld`. */
export function fakeDecoder() {
  const asked: LanguageApi['decode']['argument'][] = [];
  const waiting: (() => void)[] = [];
  const state = { isHeld: false, failure: null as Error | null };
  const decoder: SpeechDecoder = {
    decode: async (request, call) => {
      asked.push(request);
      if (state.isHeld) await new Promise<void>((resolve) => waiting.push(resolve));
      call?.signal?.throwIfAborted();
      if (state.failure !== null) throw state.failure;
      const { sound, labelSet, priors, language, count } = request;
      // Whatever is asked for, so that the words are those of the recording.
      const options = optionsFor('segments');
      return decodeSound(
        sound,
        { labelSet, options, priors, languageModel: languageModelOf(language) },
        count,
      );
    },
    searchWeights: async ({ recordings, language, grid, ...setup }, options) => {
      const all = { ...setup, languageModel: languageModelOf(language) };
      const tried = [...searchWeights(recordings, all, grid)];
      for (const weights of tried) options?.onProgress?.(weights);
      return tried;
    },
    checkGrammar: async () => ({ words: [], missing: [] }),
  };
  const release = async () => {
    for (const resolve of waiting.splice(0)) resolve();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { decoder, asked, state, release };
}

const silence = { samples: new Float32Array(16_000), sampleRateHz: 16_000 };

/** Scores a text file's words, one segment each: the word itself gets 0.7, `unreadable` throws. */
export function fakeRecogniser() {
  const asked: string[] = [];
  const models: string[] = [];
  const state = { failure: null as Error | null };
  const context = {
    signal: new AbortController().signal,
    progress: () => undefined,
    transfer: () => undefined,
  };
  const recogniser: SpeechRecogniser = {
    setModel: (name) => models.push(name),
    analyse: () => createFeaturesHandlers(() => 0).analyse({ choice: null, source: silence }, context),
    scoreSpeech: async (source, { signal, onProgress = () => undefined }) => {
      const text = source instanceof Blob ? await source.text() : 'one';
      asked.push(text);
      onProgress(0.5);
      signal?.throwIfAborted();
      if (state.failure !== null && text === 'unreadable') throw state.failure;
      const segments = text.split(' ').map((word, i) => {
        const scores = Float32Array.from(labels, (label) => (label === word ? 0.7 : 0.15));
        return { from: i, to: i + 1, startSec: i, endSec: i + 0.5, scores };
      });
      return {
        sound: { kind: 'segments', segments },
        labelSet: { labels: [...labels], roles: new Map() },
        modelName: 'digits',
        modelMs: 1,
      };
    },
  };
  return { recogniser, asked, models, state };
}

export const settings = {
  model: 'digits',
  kind: 'segments',
  options: optionsFor('segments'),
  language: { kind: 'none' },
} as const;
