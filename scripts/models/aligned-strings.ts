import { readFileSync } from 'node:fs';
import { decodeWav } from '../../src/core/audio/wav.ts';
import type { DecodeOptions } from '../../src/core/language/decoder/decode-options.ts';
import { decodeSound } from '../../src/core/language/decoder/decode-sound.ts';
import { createGrammarModel } from '../../src/core/language/grammar/grammar-model.ts';
import { parseGrammar } from '../../src/core/language/grammar/grammar.ts';
import type { ModelFile } from '../../src/core/models/model-file.ts';
import { createRandom } from '../../src/core/training/random.ts';
import { createSpeechScorer, type SpeechScorer } from '../../src/platform/node/speech-scorer.ts';
import type { JoinedString } from './joined-strings.ts';
import { readWhole, streamRateHz } from './live-streams.ts';
import { speak, type VoiceUse } from './synthetic-voices.ts';
import { digitWords } from './words.ts';

export type SpokenOptions = {
  readonly use: VoiceUse;
  readonly numStrings: number;
  /** Where the voices' clips are kept. */
  readonly folder: string;
  readonly seed: number;
};

const maxWords = 7;
/** Written out, so that a better choice for decoding does not change what models are made of. */
const alignOptions: DecodeOptions = {
  acousticScale: 0.4,
  priorScale: 0,
  lmWeight: 1,
  wordInsertionPenalty: 2,
  fillerPenalty: 0.3,
  // Words in fluent speech may be as short.
  minWordSec: 0.12,
  longWordPenalty: 0,
  wholeWordScale: 0,
  beam: Number.POSITIVE_INFINITY,
};

/**
 * Strings of digits as synthetic voices say them in one breath. Where each word lies is found by a model that knows joined
 * words: it decodes the string by a grammar that allows nothing else (forced alignment).
 */
export async function speakStrings(
  aligner: ModelFile,
  { use, numStrings, folder, seed }: SpokenOptions,
): Promise<JoinedString[]> {
  const scorer = await createSpeechScorer(aligner);
  const strings: JoinedString[] = [];
  for (let index = 0; index < numStrings; index++) {
    const random = createRandom(seed, 505, index);
    const words = Array.from(
      { length: 2 + random.integer(maxWords - 1) },
      () => digitWords[random.integer(digitWords.length)] ?? '',
    );
    const [file = ''] = speak(words.join(' '), { use, numVoices: 1, firstVoice: index, folder, seed });
    const samples = readWhole(decodeWav(readFileSync(file)));
    const spans = await alignWords(samples, words, scorer);
    if (spans !== null) strings.push({ samples, words, spans, speaker: file });
  }
  scorer.dispose();
  return strings;
}

/** Where each word begins and ends, in samples; null where the words do not fit into the recording. */
async function alignWords(
  samples: Float32Array,
  words: readonly string[],
  scorer: SpeechScorer,
): Promise<[number, number][] | null> {
  const sound = await scorer.score({ sampleRateHz: streamRateHz, channels: [samples], notes: [] }, 'frames');
  const grammar = parseGrammar(`public <string> = ${words.join(' ')};`);
  const languageModel = createGrammarModel(grammar, { fit: 1, vocabulary: digitWords });
  const setup = { labelSet: scorer.metadata, languageModel, options: alignOptions, priors: null };
  const { nBest, isComplete } = decodeSound(sound, setup, 1);
  if (!isComplete || nBest[0]?.words.length !== words.length) return null;
  return nBest[0].words.map(({ startSec, endSec }) => [
    Math.round(startSec * streamRateHz),
    Math.round(endSec * streamRateHz),
  ]);
}
