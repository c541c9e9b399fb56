import type { Pool } from '../../src/core/training/batches/clip-draw.ts';
import {
  augment,
  labelled,
  numbersOf,
  ofLabel,
  type Recipe,
  silence,
  splitBySpeaker,
  unknown,
} from './recipe.ts';
import { type Clip, type Sources, speakerOf, wordOf } from './sources.ts';
import { commandWords, digitWords, notOtherForDigits, otherWords } from './words.ts';

const voicesPerWord = 60;
const voicesPerOtherWord = 8;
/** Each digit is said so often by the voices that are for choices. */
const validationVoicesPerWord = 12;

/** The speakers of FSDD: each is left out by one of the folds. */
export const fsddSpeakers = ['george', 'jackson', 'lucas', 'nicolas', 'theo', 'yweweler'] as const;

/**
 * The ten digits, other words, and silence.
 *
 * @param leftOut a speaker of FSDD of whom nothing is used.
 */
export function digitsRecipe(sources: Sources, leftOut: string | null): Recipe {
  const labels = [...digitWords, unknown, silence];
  const fsdd = sources.recordings('fsdd', 'train').filter((clip) => speakerOf(clip) !== leftOut);
  const digits = splitBySpeaker(sources.recordings('gsc-digits', 'train'));
  const commands = splitBySpeaker(sources.recordings('gsc-commands', 'train'));
  const synthetic = sources.synthetic(digitWords, voicesPerWord, 'train');
  const pools = digitWords.flatMap((word, label): Pool[] => [
    { label, weight: 0.45, clips: ofLabel(fsdd, word) },
    { label, weight: 0.3, clips: ofLabel(digits.train, word) },
    { label, weight: 0.25, clips: ofLabel(synthetic, word) },
  ]);
  const isOther = (clip: Clip) => clip.label !== silence && !notOtherForDigits.has(wordOf(clip));
  const othersOf = (clips: readonly Clip[]) => numbersOf(clips.filter(isOther));
  const other = labels.indexOf(unknown);
  const quiet = labels.indexOf(silence);
  const spoken = (words: readonly string[]) => sources.synthetic(words, voicesPerOtherWord, 'train');
  pools.push(
    { label: other, weight: 0.5, clips: othersOf(commands.train) },
    { label: other, weight: 0.2, clips: othersOf(spoken(otherWords)) },
    { label: other, weight: 0.05, clips: othersOf(spoken(commandWords)) },
    { label: other, weight: 0.1, clips: sources.readSpeech() },
    { label: other, weight: 0.15, clips: sources.runningSpeech() },
    { label: quiet, weight: 0.4, clips: ofLabel(commands.train, silence) },
    { label: quiet, weight: 0.6, clips: null },
  );
  const heldOthers = commands.held
    .filter((clip) => clip.label === silence || isOther(clip))
    .map(({ label, file, clip }) => ({ label: label === silence ? silence : unknown, file, clip }));
  const heldVoices = sources.synthetic(digitWords, validationVoicesPerWord, 'val');
  return {
    labels,
    pools,
    validation: labelled([...digits.held, ...heldVoices, ...heldOthers], labels),
    validationTitle: 'held-out Speech Commands speakers and synthetic voices',
    real: [...fsdd, ...digits.train],
    augment: {
      ...augment,
      // Milder than for commands: FSDD's six men are as far from each other as the network can follow.
      vocalTract: 0.12,
      noise: { probability: 0.6, snrDb: [0, 35] },
      room: { probability: 0.15, decaySec: [0.15, 0.6] },
      // FSDD ends at 4 kHz, and some of it is duller still.
      lowPass: { probability: 0.5, hz: [2400, 4000] },
    },
    numSteps: 2500,
    learningRate: 2e-3,
  };
}
