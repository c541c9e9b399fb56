/**
 * `npm run figures -- sequence`: words in a row. Strings of one to seven digits are joined from test takes by a seed:
 * with pauses of 0.1 to 0.3 s for words that are heard one by one, of 0 to 0.3 s for sliding windows; quiet and with
 * noise/test at 10 dB; without a language model and with a bigram; and seven-digit strings from a grammar of 20 phone
 * numbers. At the end the page, with a file of some length.
 */
import { join } from 'node:path';
import { joinBlocks } from '../../src/core/audio/join-blocks.ts';
import type { WordErrors } from '../../src/core/evaluation/word-errors.ts';
import { anyWords } from '../../src/core/language/combine-models.ts';
import type { Random } from '../../src/core/training/random.ts';
import { loadModel } from '../../src/platform/node/model-store.ts';
import { createSpeechScorer, type SpeechScorer } from '../../src/platform/node/speech-scorer.ts';
import { makeFigure } from '../models/figure.ts';
import { type FigureRow, saveRows } from '../models/figure-rows.ts';
import {
  addStringNoise,
  type JoinedString,
  joinStrings,
  type StringOptions,
} from '../models/joined-strings.ts';
import { streamRateHz } from '../models/live-streams.ts';
import { dataFolder, seed } from '../models/made-models.ts';
import { labelledFiles } from '../models/sources.ts';
import { digitWords } from '../models/words.ts';
import { createReport, type Report } from './models/report.ts';
import { describeErrors, hear, trainBigram } from './sequence/hear.ts';
import { measurePage } from './sequence/page.ts';
import { measurePhoneNumbers } from './sequence/phone-numbers.ts';

const numStrings = 200;
const noiseDb = 10;
const bars = { wordErrorRate: 0.03, realTime: 0.2 };
/** Strings that the page hears as one file. */
const numInFile = 20;

/** How recordings are heard: with pauses of 0.1 s or more, or whatever the pauses; `isBar`: figures have a bar. */
const ways = [
  { title: 'one by one, digits', kind: 'segments', sliding: 'digits', gapSec: [0.1, 0.3], isBar: true },
  { title: 'sliding windows, strings', kind: 'frames', sliding: 'strings', gapSec: [0, 0.3], isBar: true },
  { title: 'sliding windows, digits', kind: 'frames', sliding: 'digits', gapSec: [0, 0.3], isBar: false },
] as const;

const sets = [
  { title: 'FSDD', folder: 'fsdd', mixesSpeakers: false, isBar: true },
  { title: 'Speech Commands', folder: 'gsc-digits', mixesSpeakers: true, isBar: false },
] as const;

type Job = {
  readonly way: (typeof ways)[number];
  readonly set: (typeof sets)[number];
  readonly scorer: SpeechScorer;
  readonly draw: (options?: Partial<StringOptions>) => JoinedString[];
  readonly report: Report;
};

/** Measures and prints; true where all bars are met. */
export async function sequenceFigures(): Promise<boolean> {
  const report = createReport();
  const rows: FigureRow[] = [];
  const digits = await loadModel('digits');
  for (const way of ways) {
    const scorer = await createSpeechScorer(
      digits,
      way.sliding === 'digits' ? digits : await loadModel(way.sliding),
    );
    console.log(`\n${way.title}`);
    for (const set of sets) {
      const job = { way, set, scorer, draw: planDraw(way, set), report };
      const quiet = await measureStrings(job, 'quiet', job.draw());
      const noisy = job.draw().map((string, index) => addStringNoise(string, noiseDb, index));
      await measureStrings(job, `noise at ${noiseDb} dB`, noisy);
      await measurePhoneNumbers({ ...job, kind: way.kind, isBar: way.isBar, title: set.title });
      if (way.sliding === 'strings') rows.push(cardRow(set.title, quiet));
    }
    scorer.dispose();
  }
  const strings = planDraw(ways[1], sets[0])().slice(0, numInFile);
  const file = joinBlocks(strings.map(({ samples }) => samples));
  const share = await measurePage(file);
  const seconds = Math.round(file.length / streamRateHz);
  report.say(
    `\nChromium, WASM, a file of ${seconds} s: ${share.toFixed(3)} × real time`,
    share <= bars.realTime,
  );
  saveRows('sequence', rows);
  return report.isMet();
}

function planDraw(way: Job['way'], { folder, mixesSpeakers }: Job['set']): Job['draw'] {
  const takes = labelledFiles(join(dataFolder(), folder, 'test')).filter(({ label }) =>
    digitWords.includes(label),
  );
  return (options = {}) =>
    joinStrings(takes, { numStrings, gapSec: way.gapSec, seed, mixesSpeakers, ...options });
}

/** @returns the errors without a language model. */
async function measureStrings(
  { way, set, scorer, report }: Job,
  condition: string,
  strings: readonly JoinedString[],
): Promise<WordErrors> {
  const [plain, bigram] = await hear(strings, scorer, way.kind, [anyWords, trainBigram(drawString)]);
  if (plain === undefined || bigram === undefined) throw new Error('Two language models were asked for.');
  const isBar = way.isBar && set.isBar && condition === 'quiet';
  const isMet = !isBar || (plain.errors.wordErrorInterval?.[0] ?? 1) <= bars.wordErrorRate;
  report.say(`  ${set.title}, ${condition}, no language model: ${describeErrors(plain.errors)}`, isMet);
  report.say(`  ${set.title}, ${condition}, bigram: ${describeErrors(bigram.errors)}`);
  report.say(`    ${plain.realTime.toFixed(3)} × real time`, plain.realTime <= bars.realTime);
  return plain.errors;
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

/** One to seven digits, as the test strings are drawn. */
function drawString(random: Random): string[] {
  return Array.from({ length: 1 + random.integer(7) }, () => digitWords[random.integer(10)] ?? '');
}
