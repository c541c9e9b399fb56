import { decodeAudio } from '../../../src/core/audio/decode-audio.ts';
import { encodeWav } from '../../../src/core/audio/encode-wav.ts';
import { measureWordErrors, sumErrors, type WordErrors } from '../../../src/core/evaluation/word-errors.ts';
import { anyWords, overEvenGuess } from '../../../src/core/language/combine-models.ts';
import { optionsFor } from '../../../src/core/language/decoder/decode-options.ts';
import { decodeSound } from '../../../src/core/language/decoder/decode-sound.ts';
import type { WindowKind } from '../../../src/core/language/decoder/decode-options.ts';
import type { LanguageModel } from '../../../src/core/language/language-model.ts';
import { whitespaceTokenizer } from '../../../src/core/language/ngram/tokenizer.ts';
import { trainNgram } from '../../../src/core/language/ngram/train-ngram.ts';
import { createRandom, type Random } from '../../../src/core/training/random.ts';
import type { SpeechScorer } from '../../../src/platform/node/speech-scorer.ts';
import type { JoinedString } from '../../models/joined-strings.ts';
import { streamRateHz } from '../../models/live-streams.ts';
import { seed } from '../../models/made-models.ts';
import { digitWords } from '../../models/words.ts';

type Heard = { readonly errors: WordErrors; readonly realTime: number };

/** Decodes recordings by each language model; the sound is put before the model once. */
export async function hear(
  recordings: readonly JoinedString[],
  scorer: SpeechScorer,
  kind: WindowKind,
  languages: readonly LanguageModel[],
): Promise<Heard[]> {
  const options = optionsFor(kind);
  const heard: (readonly string[])[][] = languages.map(() => []);
  const decodeMs = languages.map(() => 0);
  let soundMs = 0;
  let soundSec = 0;
  for (const { samples } of recordings) {
    const file = encodeWav(samples, streamRateHz);
    let startMs = performance.now();
    const sound = await scorer.score(await decodeAudio(file), kind);
    soundMs += performance.now() - startMs;
    soundSec += samples.length / streamRateHz;
    for (const [index, languageModel] of languages.entries()) {
      startMs = performance.now();
      const language =
        languageModel === anyWords ? anyWords : overEvenGuess(languageModel, digitWords.length);
      const setup = { labelSet: scorer.metadata, languageModel: language, options, priors: null };
      const [best] = decodeSound(sound, setup, 5).nBest;
      heard[index]?.push(best?.words.map(({ word }) => word) ?? []);
      decodeMs[index]! += performance.now() - startMs;
    }
  }
  return languages.map((_, index) => ({
    errors: measureWordErrors(
      recordings.map(({ words: reference }, at) => ({ reference, hypothesis: heard[index]?.[at] ?? [] })),
      seed,
    ),
    realTime: (soundMs + (decodeMs[index] ?? 0)) / 1000 / soundSec,
  }));
}

export function describeErrors(errors: WordErrors): string {
  const percent = (share: number | null) => ((share ?? 0) * 100).toFixed(1);
  const interval = (range: readonly [number, number] | null) =>
    range === null ? '' : ` (95 %: ${percent(range[0])}–${percent(range[1])})`;
  const { substitutions: s, deletions: d, insertions: i } = errors;
  return (
    `word error ${percent(errors.wordErrorRate)} %${interval(errors.wordErrorInterval)}` +
    ` = ${sumErrors(errors)} of ${errors.words} (${s} S, ${d} D, ${i} I)` +
    `; strings wrong ${percent(errors.stringErrorRate)} %${interval(errors.stringErrorInterval)}`
  );
}

/** A bigram of 2,000 strings that were drawn by another seed. */
export function trainBigram(draw: (random: Random) => readonly string[]): LanguageModel {
  const sentences = Array.from({ length: 2000 }, (_, index) => draw(createRandom(seed, 602, index)));
  return trainNgram(sentences, 2, { name: 'kneser-ney' }, whitespaceTokenizer);
}
