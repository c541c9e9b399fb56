/**
 * `npm run figures -- sequence`: words in a row. Strings of one to seven digits are joined from test takes by a seed:
 * with pauses of 0.1 to 0.3 s for words that are heard one by one, of 0 to 0.3 s for sliding windows; quiet and with
 * noise/test at 10 dB; without a language model and with a bigram; and seven-digit strings from a grammar of 20 phone
 * numbers.
 */
import { join } from 'node:path';
import { encodeWav } from '../../src/core/audio/encode-wav.ts';
import { decodeAudio } from '../../src/core/audio/decode-audio.ts';
import { measureWordErrors, sumErrors, type WordErrors } from '../../src/core/evaluation/word-errors.ts';
import { anyWords } from '../../src/core/language/combine-models.ts';
import { optionsFor } from '../../src/core/language/decoder/decode-options.ts';
import { decodeSound } from '../../src/core/language/decoder/decode-sound.ts';
import type { WindowKind } from '../../src/core/language/decoder/speech-windows.ts';
import { createGrammarModel } from '../../src/core/language/grammar/grammar-model.ts';
import { parseGrammar } from '../../src/core/language/grammar/grammar.ts';
import type { LanguageModel } from '../../src/core/language/language-model.ts';
import { whitespaceTokenizer } from '../../src/core/language/ngram/tokenizer.ts';
import { trainNgram } from '../../src/core/language/ngram/train-ngram.ts';
import { createRandom, type Random } from '../../src/core/training/random.ts';
import { loadModel } from '../../src/platform/node/model-store.ts';
import { createSpeechScorer, type SpeechScorer } from '../../src/platform/node/speech-scorer.ts';
import {
  addStringNoise,
  type JoinedString,
  joinStrings,
  type StringOptions,
} from '../models/joined-strings.ts';
import { makeFigure } from '../models/figure.ts';
import { type FigureRow, saveRows } from '../models/figure-rows.ts';
import { streamRateHz } from '../models/live-streams.ts';
import { dataFolder, seed } from '../models/made-models.ts';
import { labelledFiles } from '../models/sources.ts';
import { digitWords } from '../models/words.ts';

const numStrings = 200;
const numPhoneNumbers = 20;
const bars = { wordErrorRate: 0.03, grammarShare: 0.5, realTime: 0.2 };

/** How a recording is heard: with pauses of 0.1 s or more, or whatever the pauses. */
const ways = [
  { title: 'one by one, digits', kind: 'segments', model: 'digits', gapSec: [0.1, 0.3] },
  { title: 'sliding windows, strings', kind: 'frames', model: 'strings', gapSec: [0, 0.3] },
  { title: 'sliding windows, digits', kind: 'frames', model: 'digits', gapSec: [0, 0.3] },
] as const;
type Way = (typeof ways)[number];

const sets = [
  { name: 'FSDD test', title: 'FSDD', folder: 'fsdd', mixesSpeakers: false },
  { name: 'gsc-digits/test', title: 'Speech Commands', folder: 'gsc-digits', mixesSpeakers: true },
] as const;

type Heard = { readonly errors: WordErrors; readonly realTime: number };

/** Measures and prints; true where all bars are met. */
export async function sequenceFigures(): Promise<boolean> {
  let isMet = true;
  const say = (line: string, meets = true) => {
    isMet &&= meets;
    console.log(meets ? line : `${line}   MISSED`);
  };
  const rows: FigureRow[] = [];
  const phones = drawPhoneNumbers();
  for (const way of ways) {
    const scorer = await createSpeechScorer(await loadModel(way.model));
    console.log(`\n${way.title}`);
    for (const set of sets) {
      const takes = labelledFiles(join(dataFolder(), set.folder, 'test')).filter(({ label }) =>
        digitWords.includes(label),
      );
      const draw = (options: Partial<StringOptions> = {}) =>
        joinStrings(takes, {
          numStrings,
          gapSec: way.gapSec,
          seed,
          mixesSpeakers: set.mixesSpeakers,
          ...options,
        });
      const strings = draw();
      const noisy = strings.map((string, index) => addStringNoise(string, 10, index));
      const bigram = trainBigram((random) => drawString(random));
      for (const [condition, recordings] of [
        ['quiet', strings],
        ['noise at 10 dB', noisy],
      ] as const) {
        const heard = await hear(recordings, scorer, way.kind, [anyWords, bigram]);
        const isBar = set.folder === 'fsdd' && condition === 'quiet' && way.title !== ways[2].title;
        for (const [index, language] of ['no language model', 'bigram'].entries()) {
          const { errors, realTime } = heard[index]!;
          const meets = !isBar || index > 0 || (errors.wordErrorInterval?.[0] ?? 1) <= bars.wordErrorRate;
          say(`  ${set.name}, ${condition}, ${language}: ${describe(errors)}`, meets);
          if (way.model === 'strings' && index === 0 && condition === 'quiet')
            rows.push(cardRow(set.title, errors));
          if (index === 0) say(`    ${realTime.toFixed(3)} × real time`, realTime <= bars.realTime);
        }
      }
      await measureGrammar({ way, scorer, phones, draw, say, name: set.name });
    }
    scorer.dispose();
  }
  saveRows('sequence', rows);
  return isMet;
}

/** For the model card: whole strings that are right. */
function cardRow(title: string, { utterances, wrongUtterances }: WordErrors): FigureRow {
  const figure = makeFigure(utterances - wrongUtterances, utterances);
  return {
    model: 'strings',
    data: `strings of one to seven digits, ${title}, all right`,
    split: 'test',
    ...figure,
  };
}

type GrammarJob = {
  readonly way: Way;
  readonly scorer: SpeechScorer;
  readonly phones: readonly (readonly string[])[];
  readonly draw: (options: Partial<StringOptions>) => JoinedString[];
  readonly say: (line: string, meets?: boolean) => void;
  readonly name: string;
};

/** Known numbers with and without their grammar, and what a grammar costs that does not fit. */
async function measureGrammar({ way, scorer, phones, draw, say, name }: GrammarJob): Promise<void> {
  const grammar = parseGrammar(
    `#JSGF V1.0; grammar phones; public <number> = ${phones.map((words) => words.join(' ')).join(' | ')};`,
  );
  const vocabulary = digitWords;
  const forbids = createGrammarModel(grammar, { fit: 1, vocabulary });
  const prefers = createGrammarModel(grammar, { fit: 0.9, vocabulary });
  const bigram = trainBigram((random) => phones[random.integer(phones.length)] ?? []);
  const titles = ['without', 'bigram of the numbers', 'grammar forbids', 'grammar prefers (0.9)'];
  const languages = [anyWords, bigram, forbids, prefers];
  const known = await hear(
    draw({ wordsOf: (random) => phones[random.integer(phones.length)] ?? [], seed: seed + 1 }),
    scorer,
    way.kind,
    languages,
  );
  const without = known[0]!.errors.wrongUtterances;
  for (const [index, { errors }] of known.entries()) {
    const meets =
      index !== 2 ||
      (way.model === 'digits' && way.kind === 'frames') ||
      errors.wrongUtterances <= bars.grammarShare * without;
    say(`  ${name}, known phone numbers, ${titles[index]}: ${describe(errors)}`, meets);
  }
  const other = await hear(
    draw({
      wordsOf: (random) => Array.from({ length: 7 }, () => digitWords[random.integer(10)] ?? ''),
      seed: seed + 2,
    }),
    scorer,
    way.kind,
    languages,
  );
  for (const [index, { errors }] of other.entries())
    say(`  ${name}, other seven digits, ${titles[index]}: ${describe(errors)}`);
}

/** Decodes recordings by each language model; the sound is put before the model once. */
async function hear(
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
      const setup = { labelSet: scorer.metadata, languageModel, options, priors: null };
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

function describe(errors: WordErrors): string {
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

function drawPhoneNumbers(): string[][] {
  const random = createRandom(seed, 601);
  return Array.from({ length: numPhoneNumbers }, () =>
    Array.from({ length: 7 }, () => digitWords[random.integer(10)] ?? ''),
  );
}

/** One to seven digits, as the test strings are drawn. */
function drawString(random: Random): string[] {
  return Array.from({ length: 1 + random.integer(7) }, () => digitWords[random.integer(10)] ?? '');
}

/** A bigram of 2,000 strings that were drawn by another seed. */
function trainBigram(draw: (random: Random) => readonly string[]): LanguageModel {
  const sentences = Array.from({ length: 2000 }, (_, index) => draw(createRandom(seed, 602, index)));
  return trainNgram(sentences, 2, { name: 'kneser-ney' }, whitespaceTokenizer);
}
