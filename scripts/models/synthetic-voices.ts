import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom, type Random } from '../../src/core/training/random.ts';
import { unfinishedPath } from './save-file.ts';

/** Voices of the page's sample clips: never trained on. */
const keptForSamples = new Set(['en-gb-scotland+f2', 'en-us+m3', 'en-gb+f4', 'en-us+f1']);
const espeakLanguages =
  'en-us en-gb en-gb-scotland en-gb-x-rp en-gb-x-gbclan en-gb-x-gbcwmd en-029 en-us-nyc'.split(' ');
const espeakVariants = (
  'm1 m2 m3 m4 m5 m6 m7 m8 f1 f2 f3 f4 f5 croak klatt klatt2 klatt4 Alex Alicia Andrea Andy Annie Gene Hugo Lee ' +
  'Marco Mario Michael Mike Nguyen adam anika antonio aunty belinda benjamin boris caleb david ed edward grandma ' +
  'grandpa iven john linda max michel miguel norbert pablo paul pedro quincy rob robert sandro shelby steph travis ' +
  'victor zac'
).split(' ');
/** Flite's slt and rms speak in the samples. */
const fliteVoices = ['kal', 'kal16', 'awb'];

/**
 * Lets espeak-ng and flite say one word in several voices, speeds and pitches; clips that exist are kept.
 *
 * @returns the WAV files, the same for the same word, count and seed.
 */
export function speakWord(word: string, numVoices: number, folder: string, seed: number): string[] {
  const target = join(folder, word);
  mkdirSync(target, { recursive: true });
  return Array.from({ length: numVoices }, (_, index) => {
    const file = join(target, `${String(index).padStart(3, '0')}.wav`);
    const random = createRandom(seed, index, ...Buffer.from(word));
    const call = index % 4 === 3 ? fliteCall(random) : espeakCall(random);
    if (!existsSync(file)) speak(call, word, file);
    return file;
  });
}

/** The command line that says a word into a file. */
type Call = (word: string, file: string) => [program: string, ...args: string[]];

function espeakCall(random: Random): Call {
  let voice = '';
  do voice = `${pick(espeakLanguages, random)}+${pick(espeakVariants, random)}`;
  while (keptForSamples.has(voice));
  const wordsPerMinute = Math.round(random.uniform(110, 230));
  const pitch = Math.round(random.uniform(15, 90));
  const settings = ['-v', voice, '-s', `${wordsPerMinute}`, '-p', `${pitch}`];
  return (word, file) => ['espeak-ng', ...settings, '-w', file, word];
}

function fliteCall(random: Random): Call {
  const stretch = random.uniform(0.75, 1.35).toFixed(2);
  const pitchHz = Math.round(random.uniform(80, 220));
  const voice = pick(fliteVoices, random);
  const settings = ['--setf', `duration_stretch=${stretch}`, '--setf', `int_f0_target_mean=${pitchHz}`];
  return (word, file) => ['flite', '-voice', voice, ...settings, '-t', word, '-o', file];
}

function pick(items: readonly string[], random: Random): string {
  return items[random.integer(items.length)] ?? '';
}

function speak(call: Call, word: string, file: string): void {
  const unfinished = unfinishedPath(file);
  const [program, ...args] = call(word, unfinished);
  const done = spawnSync(program, args, { encoding: 'utf8' });
  if (done.status !== 0)
    throw new Error(`${program} is needed for synthetic voices: ${done.error?.message ?? done.stderr}`);
  renameSync(unfinished, file);
}
