import { join } from 'node:path';
import type { AugmentOptions } from '../../src/core/augmentation/augment-options.ts';
import type { Pool } from '../../src/core/training/batches/clip-draw.ts';
import { createRandom } from '../../src/core/training/random.ts';
import { speakStrings } from './aligned-strings.ts';
import { joinStrings, type JoinedString } from './joined-strings.ts';
import { augment, numbersOf, type Recipe, silence, splitBySpeaker, unknown } from './recipe.ts';
import { cacheFolder, loadMadeModel } from './made-models.ts';
import { type Clip, type Sources, wordOf } from './sources.ts';
import type { VoiceUse } from './synthetic-voices.ts';
import { digitWords, notOtherForDigits } from './words.ts';

type Round = {
  /** The model that finds the words of fluent strings; null = there are none. */
  readonly alignedBy: string | null;
  /** Strings of each kind of voice to train on. */
  readonly numStrings: { readonly fsdd: number; readonly recorded: number; readonly synthetic: number };
  readonly numFluent: number;
  /** How often a word is drawn from each. */
  readonly shares: { readonly real: number; readonly synthetic: number; readonly fluent: number };
  readonly numSteps: number;
};

/**
 * The second starts from the first, which hears joined words alone and finds the words of its fluent strings. A third
 * round, aligned by the second, heard fluent voices better and recorded people worse (on those that are for choices).
 */
export const stringsRounds = {
  'strings-joined': {
    alignedBy: null,
    numStrings: { fsdd: 650, recorded: 750, synthetic: 700 },
    numFluent: 0,
    shares: { real: 0.7, synthetic: 0.3, fluent: 0 },
    numSteps: 5000,
  },
  strings: {
    alignedBy: 'strings-joined',
    numStrings: { fsdd: 600, recorded: 650, synthetic: 450 },
    numFluent: 800,
    shares: { real: 0.5, synthetic: 0.2, fluent: 0.3 },
    numSteps: 4000,
  },
} satisfies Readonly<Record<string, Round>>;

/** Strings of each kind of voice to look at. */
const numHeld = 120;
/** Words may run into each other. */
const gapSec = [-0.06, 0.3] as const;
/** Words in a row are shorter than single ones. */
const tempo = [1, 1.6] as const;
/** Where in a word a window is centred, as shares of it. */
const middle = [0.2, 0.8] as const;
const voicesPerWord = 60;
const validationVoicesPerWord = 12;
const seed = 77;

/** A window must stay in the middle of its word. */
const variation: AugmentOptions = {
  ...augment,
  shiftSec: 0.02,
  speed: 0.1,
  vocalTract: 0.12,
  noise: { probability: 0.6, snrDb: [0, 35] },
  room: { probability: 0.15, decaySec: [0.15, 0.6] },
  lowPass: { probability: 0.5, hz: [2400, 4000] },
  specAugment: { masks: 2, bands: 6, frames: 6 },
};

/** A window and what is said in its middle. */
type Window = { readonly label: string; readonly clip: number };

/**
 * Digits in the middle of others: windows of half a second and a little more. What is said in the middle is the label;
 * between two words it is silence.
 */
export async function stringsRecipe(sources: Sources, round: Round): Promise<Recipe> {
  const { numStrings, shares } = round;
  const labels = [...digitWords, unknown, silence];
  const fsdd = sources.recordings('fsdd', 'train');
  const recorded = splitBySpeaker(sources.recordings('gsc-digits', 'train'));
  const commands = splitBySpeaker(sources.recordings('gsc-commands', 'train'));
  const isOther = (clip: Clip) => clip.label !== silence && !notOtherForDigits.has(wordOf(clip));
  const others = commands.train.filter(isOther);
  const joinWords = (clips: readonly Clip[], count: number, mixesSpeakers = true) =>
    joinStrings(clips, { numStrings: count, gapSec, tempo, seed, mixesSpeakers }).flatMap((string) =>
      cutWindows(string, sources),
    );
  const real = [
    ...joinWords(fsdd, numStrings.fsdd, false),
    ...joinWords(recorded.train, numStrings.recorded),
  ];
  const synthetic = joinWords(sources.synthetic(digitWords, voicesPerWord, 'train'), numStrings.synthetic);
  const cut = (strings: readonly JoinedString[]) => strings.flatMap((string) => cutWindows(string, sources));
  const fluent = cut(await speakFluently(round, 'train', round.numFluent));
  const held = [
    ...cut(await speakFluently(round, 'val', numHeld)),
    ...joinWords(recorded.held, numHeld),
    ...joinWords(sources.synthetic(digitWords, validationVoicesPerWord, 'val'), numHeld),
  ];
  const ofLabel = (windows: readonly Window[], label: string) =>
    windows.filter((window) => window.label === label).map(({ clip }) => clip);
  const [other, quiet] = [labels.indexOf(unknown), labels.indexOf(silence)];
  const pools: Pool[] = [
    ...digitWords.flatMap((word, label) => [
      { label, weight: shares.real, clips: ofLabel(real, word) },
      { label, weight: shares.synthetic, clips: ofLabel(synthetic, word) },
      { label, weight: shares.fluent, clips: ofLabel(fluent, word) },
    ]),
    { label: other, weight: 0.8, clips: numbersOf(others) },
    { label: other, weight: 0.4, clips: sources.readSpeech() },
    { label: quiet, weight: 0.8, clips: ofLabel([...real, ...synthetic, ...fluent], silence) },
    { label: quiet, weight: 0.3, clips: null },
  ];
  return {
    labels,
    pools,
    validation: held.map(({ label, clip }) => ({ label: labels.indexOf(label), clip, file: '' })),
    validationTitle: 'strings of held-out Speech Commands speakers and synthetic voices',
    real: [...fsdd, ...recorded.train],
    augment: variation,
    numSteps: round.numSteps,
    learningRate: 2e-3,
  };
}

async function speakFluently({ alignedBy }: Round, use: VoiceUse, count: number): Promise<JoinedString[]> {
  if (alignedBy === null) return [];
  const folder = join(cacheFolder, 'voices');
  return speakStrings(await loadMadeModel(alignedBy), { use, numStrings: count, folder, seed });
}

/**
 * Windows around the middle of each word, a little off at random, and around what lies between two: a pause, or the
 * place where they meet, so that the same word twice is not heard as one.
 */
function cutWindows({ samples, words, spans }: JoinedString, sources: Sources): Window[] {
  const random = createRandom(seed, 503, samples.length);
  const centres: { label: string; at: number }[] = [];
  for (const [index, [start, end]] of spans.entries()) {
    const length = end - start;
    centres.push({ label: words[index] ?? '', at: start + length * random.uniform(...middle) });
    const before = spans[index - 1]?.[1] ?? 0;
    centres.push({ label: silence, at: before + (start - before) * random.uniform(0.35, 0.65) });
  }
  const clips = sources.windows(
    samples,
    centres.map(({ at }) => at),
    variation,
  );
  return centres.map(({ label }, index) => ({ label, clip: clips[index] ?? 0 }));
}
