import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { AugmentOptions } from '../../src/core/augmentation/augment-options.ts';
import type { LabelledClip, Pool } from '../../src/core/training/batches/clip-draw.ts';
import type { Clip, Sources } from './sources.ts';
import { commandWords, digitWords, notOtherForDigits, otherWords } from './words.ts';

/** What one shipped model is trained on and measured with. */
export type Recipe = {
  readonly labels: readonly string[];
  readonly pools: readonly Pool[];
  readonly validation: readonly LabelledClip[];
  /** Real training clips; the data set's statistics come from them. */
  readonly real: readonly Clip[];
  readonly augment: AugmentOptions;
  readonly numSteps: number;
  readonly learningRate: number;
  /** Steps of the commands recipe to begin with: its encoder is where this one starts. */
  readonly warmUpOnCommands: number;
  readonly testSets: readonly { readonly set: string; readonly split: string; readonly title: string }[];
  readonly validationTitle: string;
};

const unknown = '_unknown_';
const silence = '_silence_';
const voicesPerWord = 40;
const voicesPerOtherWord = 8;

/** How both recipes vary clips; `digits` cuts high frequencies besides. */
export const augment: AugmentOptions = {
  shiftSec: 0.12,
  speed: 0.15,
  gainDb: 5,
  vocalTract: 0.13,
  noise: { probability: 0.7, snrDb: [-2, 35] },
  room: { probability: 0.25, decaySec: [0.15, 0.8] },
  lowPass: null,
  specAugment: { masks: 2, bands: 6, frames: 16 },
  mixup: null,
};

/** The ten command words, other words, and silence. */
export function commandsRecipe(sources: Sources): Recipe {
  const labels = [...commandWords, unknown, silence];
  const real = sources.recordings('gsc-commands', 'train');
  const synthetic = sources.synthetic(commandWords, voicesPerWord);
  const others = sources.synthetic(otherWords, voicesPerOtherWord);
  const digits = sources.synthetic(digitWords, voicesPerWord);
  const pools = commandWords.flatMap((word, label): Pool[] => [
    { label, weight: 0.78, clips: ofLabel(real, word) },
    { label, weight: 0.22, clips: ofLabel(synthetic, word) },
  ]);
  const other = labels.indexOf(unknown);
  const quiet = labels.indexOf(silence);
  pools.push(
    { label: other, weight: 0.7, clips: ofLabel(real, unknown) },
    {
      label: other,
      weight: 0.35,
      clips: numbersOf(sources.recordings('gsc-digits', 'train')),
    },
    { label: other, weight: 0.4, clips: numbersOf(others) },
    { label: other, weight: 0.1, clips: numbersOf(digits) },
    { label: other, weight: 0.2, clips: sources.readSpeech() },
    { label: quiet, weight: 0.4, clips: ofLabel(real, silence) },
    { label: quiet, weight: 0.4, clips: null },
  );
  return {
    labels,
    pools,
    validation: labelled(sources.recordings('gsc-commands', 'val'), labels),
    real,
    augment,
    numSteps: 9000,
    learningRate: 3e-3,
    warmUpOnCommands: 0,
    testSets: [{ set: 'gsc-commands', split: 'test', title: 'Speech Commands words, test speakers' }],
    validationTitle: 'Speech Commands words, val speakers',
  };
}

/** The ten digits, other words, and silence. */
export function digitsRecipe(sources: Sources): Recipe {
  const labels = [...digitWords, unknown, silence];
  const fsdd = split(sources.recordings('fsdd', 'train'), isValidationTake);
  const digits = split(sources.recordings('gsc-digits', 'train'), isValidationSpeaker);
  const commands = split(sources.recordings('gsc-commands', 'train'), isValidationSpeaker);
  const synthetic = sources.synthetic(digitWords, voicesPerWord);
  const others = sources.synthetic(otherWords, voicesPerOtherWord);
  const spokenCommands = sources.synthetic(commandWords, voicesPerWord);
  const pools = digitWords.flatMap((word, label): Pool[] => [
    { label, weight: 0.55, clips: ofLabel(fsdd.train, word) },
    { label, weight: 0.25, clips: ofLabel(digits.train, word) },
    { label, weight: 0.2, clips: ofLabel(synthetic, word) },
  ]);
  const isOther = ({ label, file }: Clip) =>
    label !== silence &&
    !notOtherForDigits.has(label === unknown ? (basename(file).split('_')[0] ?? '') : label);
  const othersOf = (clips: readonly Clip[]) => numbersOf(clips.filter(isOther));
  const other = labels.indexOf(unknown);
  const quiet = labels.indexOf(silence);
  pools.push(
    { label: other, weight: 1, clips: othersOf(commands.train) },
    { label: other, weight: 0.35, clips: othersOf(others) },
    { label: other, weight: 0.1, clips: othersOf(spokenCommands) },
    { label: other, weight: 0.25, clips: sources.readSpeech() },
    { label: quiet, weight: 0.4, clips: ofLabel(commands.train, silence) },
    { label: quiet, weight: 0.6, clips: null },
  );
  const heldCommands = commands.held.filter((clip) => clip.label === silence || isOther(clip));
  const labelOfHeld = (label: string) => labels.indexOf(label === silence ? silence : unknown);
  return {
    labels,
    pools,
    validation: [
      ...labelled(fsdd.held, labels),
      ...labelled(digits.held, labels),
      ...heldCommands.map(({ label, clip }) => ({ label: labelOfHeld(label), clip })),
    ],
    real: [...fsdd.train, ...digits.train],
    augment: { ...augment, lowPass: { probability: 0.4, hz: [3300, 4000] } },
    numSteps: 5000,
    learningRate: 2e-3,
    warmUpOnCommands: 2000,
    testSets: [
      { set: 'fsdd', split: 'test', title: 'Free Spoken Digit Dataset, official test takes' },
      { set: 'gsc-digits', split: 'test', title: 'Speech Commands digits, test speakers' },
    ],
    validationTitle: 'FSDD takes 5–9, held-out Speech Commands speakers',
  };
}

function ofLabel(clips: readonly Clip[], label: string): number[] {
  return numbersOf(clips.filter((clip) => clip.label === label));
}

function numbersOf(clips: readonly Clip[]): number[] {
  return clips.map(({ clip }) => clip);
}

function labelled(clips: readonly Clip[], labels: readonly string[]): LabelledClip[] {
  return clips.map(({ label, clip }) => ({ label: labels.indexOf(label), clip }));
}

function split(clips: readonly Clip[], isHeld: (clip: Clip) => boolean): { train: Clip[]; held: Clip[] } {
  return { train: clips.filter((clip) => !isHeld(clip)), held: clips.filter(isHeld) };
}

/** FSDD is split by take: 0–4 are the official test, 5–9 are for validation. */
function isValidationTake({ file }: Clip): boolean {
  const take = Number(/_(\d+)\.wav$/.exec(file)?.[1]);
  return take >= 5 && take <= 9;
}

/** A sixth of the speakers of Speech Commands, drawn by a hash of the name; clips without a speaker by file name. */
function isValidationSpeaker({ file }: Clip): boolean {
  const name = basename(file);
  const speaker = /([0-9a-f]{8})_nohash/.exec(name)?.[1] ?? name;
  const hash = createHash('sha256').update(`validation:${speaker}`).digest();
  return hash.readUInt32BE(0) % 6 === 0;
}
