import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom, type Random } from '../../src/core/training/random.ts';
import { unfinishedPath } from './save-file.ts';

/** What a voice is for; no voice has two uses. */
export type VoiceUse = 'train' | 'val' | 'test';

const espeakLanguages =
  'en-us en-gb en-gb-scotland en-gb-x-rp en-gb-x-gbclan en-gb-x-gbcwmd en-029 en-us-nyc'.split(' ');
/** Espeak-ng's variants are its speakers: in any accent they sound alike, so they are held out whole. */
const espeakVariants: Readonly<Record<VoiceUse, readonly string[]>> = {
  train: (
    'm1 m2 m4 m5 m6 f3 f5 croak klatt klatt2 Alex Andy Annie Hugo Lee Marco Mario Michael Mike Nguyen adam anika ' +
    'antonio aunty benjamin boris david ed edward grandma iven john max michel miguel norbert pablo paul pedro ' +
    'quincy rob robert sandro shelby steph travis victor zac'
  ).split(' '),
  val: 'm8 Andrea belinda caleb'.split(' '),
  // Among them all voices of the page's sample clips.
  test: 'f1 f2 f4 m3 m7 klatt4 Alicia Gene grandpa linda'.split(' '),
};
const fliteVoices: Readonly<Record<VoiceUse, readonly string[]>> = {
  train: ['kal', 'kal16', 'awb'],
  val: [],
  test: ['slt', 'rms'],
};

/** The voices of a use, flite's marked as such, for documents. */
export function voicesOf(use: VoiceUse): string[] {
  return [...espeakVariants[use], ...fliteVoices[use].map((voice) => `flite ${voice}`)];
}

type Speaking = {
  readonly use: VoiceUse;
  readonly numVoices: number;
  /** Where in the turns of the held-out voices to begin. */
  readonly firstVoice?: number;
  /** Where clips are kept; their names depend on everything that decides their sound. */
  readonly folder: string;
  readonly seed: number;
};

/**
 * Lets espeak-ng and flite say a text in several voices, accents, speeds and pitches; clips that exist are kept.
 *
 * @returns the WAV files, the same for the same text, use, count and seed.
 * @throws Error when espeak-ng or flite is missing.
 */
export function speak(text: string, { use, numVoices, firstVoice = 0, folder, seed }: Speaking): string[] {
  mkdirSync(folder, { recursive: true });
  const clips = Array.from({ length: numVoices }, (_, turn) => {
    const index = firstVoice + turn;
    const random = createRandom(seed, index, ...Buffer.from(`${use}:${text}`));
    const call = drawVoice(use, index, random);
    const name = createHash('sha256')
      .update([...call, text].join('\0'))
      .digest('hex');
    return { call, file: join(folder, `${name.slice(0, 24)}.wav`) };
  });
  const missing = clips.filter(({ file }) => !existsSync(file));
  if (missing.length > 0) run(missing.map(({ call, file }) => commandLine(call, text, file)));
  return clips.map(({ file }) => file);
}

type Call = readonly [program: 'espeak-ng' | 'flite', ...settings: string[]];

/** Training draws at random, every fourth clip by flite; held-out voices take turns, so that each counts alike. */
function drawVoice(use: VoiceUse, index: number, random: Random): Call {
  if (use === 'train') {
    return index % 4 === 3
      ? fliteCall(pick(fliteVoices.train, random), random)
      : espeakCall(pick(espeakVariants.train, random), random);
  }
  const numEspeak = espeakVariants[use].length;
  const turn = index % (numEspeak + fliteVoices[use].length);
  const variant = espeakVariants[use][turn];
  return variant === undefined
    ? fliteCall(fliteVoices[use][turn - numEspeak] ?? '', random)
    : espeakCall(variant, random);
}

function espeakCall(variant: string, random: Random): Call {
  const voice = `${pick(espeakLanguages, random)}+${variant}`;
  const wordsPerMinute = Math.round(random.uniform(105, 240));
  const pitch = Math.round(random.uniform(10, 95));
  return ['espeak-ng', '-v', voice, '-s', `${wordsPerMinute}`, '-p', `${pitch}`];
}

function fliteCall(voice: string, random: Random): Call {
  const stretch = random.uniform(0.75, 1.35).toFixed(2);
  const pitchHz = Math.round(random.uniform(80, 240));
  const settings = ['--setf', `duration_stretch=${stretch}`, '--setf', `int_f0_target_mean=${pitchHz}`];
  return ['flite', '-voice', voice, ...settings];
}

function pick(items: readonly string[], random: Random): string {
  return items[random.integer(items.length)] ?? '';
}

/** Shell commands that say a text into a file, which is there as a whole or not at all. */
function commandLine([program, ...settings]: Call, text: string, file: string): string {
  const unfinished = unfinishedPath(file);
  const said = program === 'flite' ? ['-t', text, '-o', unfinished] : ['-w', unfinished, text];
  const quote = (words: readonly string[]) =>
    words.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`);
  return [quote([program, ...settings, ...said]), quote(['mv', unfinished, file])]
    .map((words) => words.join(' '))
    .join('\n');
}

/** One shell for many clips: a process as large as a training takes long to start another one. */
function run(commands: readonly string[]): void {
  const done = spawnSync('sh', ['-e', '-c', commands.join('\n')], { encoding: 'utf8' });
  if (done.status !== 0)
    throw new Error(`Synthetic voices need espeak-ng and flite: ${done.error?.message ?? done.stderr}`);
}
