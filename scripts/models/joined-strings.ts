import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addNoise, cutNoise } from '../../src/core/augmentation/add-noise.ts';
import { joinWords } from '../../src/core/augmentation/join-words.ts';
import { decodeWav } from '../../src/core/audio/wav.ts';
import { trimTake } from '../../src/core/audio/trim-take.ts';
import { createRandom, type Random } from '../../src/core/training/random.ts';
import { readWhole, roomNoise, streamRateHz } from './live-streams.ts';
import { dataFolder, seed } from './made-models.ts';
import { labelledFiles, speakerOf } from './sources.ts';

type LabelledFile = { readonly label: string; readonly file: string };

/** Words of one speaker, one after the other; spans are in samples, at 16 kHz. */
export type JoinedString = {
  readonly samples: Float32Array;
  readonly words: readonly string[];
  readonly spans: readonly (readonly [number, number])[];
  readonly speaker: string;
};

export type StringOptions = {
  readonly numStrings: number;
  readonly gapSec: readonly [number, number];
  readonly seed: number;
  readonly tempo?: readonly [number, number];
  /** Whether takes of different speakers may be joined: Speech Commands has too few of each. */
  readonly mixesSpeakers: boolean;
  /** The words of a string; without it, one to seven of the speaker's words, drawn evenly. */
  readonly wordsOf?: (random: Random) => readonly string[];
};

/** Takes of FSDD are trimmed already; longer ones hold silence, too. */
const trimmedSec = 0.9;
const maxWords = 7;
const roomDbfs = -60;

/** Says strings with the takes of each speaker in turn, in a quiet room. */
export function joinStrings(files: readonly LabelledFile[], options: StringOptions): JoinedString[] {
  const { numStrings, gapSec, mixesSpeakers, tempo = [1, 1] } = options;
  const bySpeaker = groupBy(files, (file) => (mixesSpeakers ? '' : speakerOf(file)));
  const speakers = [...bySpeaker.keys()].toSorted();
  const sounds = new Map<string, Float32Array>();
  const soundOf = (file: string): Float32Array => {
    const sound = sounds.get(file) ?? readWord(file);
    sounds.set(file, sound);
    return sound;
  };
  return Array.from({ length: numStrings }, (_, index) => {
    const random = createRandom(options.seed, 501, index);
    const speaker = speakers[index % speakers.length] ?? '';
    const takes = drawTakes(bySpeaker.get(speaker) ?? [], random, options);
    const joined = joinWords(
      takes.map(({ file }) => soundOf(file)),
      { sampleRateHz: streamRateHz, gapSec, edgeSec: [0.2, 0.5], levelSpreadDb: 2, tempo },
      random,
    );
    roomNoise(joined.samples.length, roomDbfs, index).forEach((noise, at) => {
      joined.samples[at]! += noise;
    });
    return { ...joined, words: takes.map(({ label }) => label), speaker };
  });
}

/** Mixes a random stretch of a random recording of `noise/test` in. */
export function addStringNoise(string: JoinedString, snrDb: number, index: number): JoinedString {
  noises ??= labelledFiles(join(dataFolder(), 'noise', 'test')).map(({ file }) =>
    readWhole(decodeWav(readFileSync(file))),
  );
  const random = createRandom(seed, 81, index);
  const noise = noises[random.integer(noises.length)] ?? new Float32Array(0);
  const piece = new Float32Array(string.samples.length);
  cutNoise(noise, random.integer(Math.max(1, noise.length)), piece);
  const samples = string.samples.slice();
  addNoise(samples, piece, snrDb, streamRateHz);
  return { ...string, samples };
}

let noises: Float32Array[] | null = null;

function drawTakes(
  files: readonly LabelledFile[],
  random: Random,
  { wordsOf }: StringOptions,
): LabelledFile[] {
  const pick = (from: readonly LabelledFile[]) => from[random.integer(from.length)];
  const byWord = groupBy(files, ({ label }) => label);
  const known = [...byWord.keys()].toSorted();
  const words =
    wordsOf?.(random) ??
    Array.from({ length: 1 + random.integer(maxWords) }, () => known[random.integer(known.length)] ?? '');
  return words.map((word) => {
    const take = pick(byWord.get(word) ?? []);
    if (take === undefined) throw new Error(`A speaker has no take of "${word}".`);
    return take;
  });
}

function readWord(file: string): Float32Array {
  const whole = readWhole(decodeWav(readFileSync(file)));
  if (whole.length < trimmedSec * streamRateHz) return whole;
  try {
    return trimTake(whole, streamRateHz, 0.04);
  } catch {
    // Too quiet to say where the word is.
    return whole;
  }
}

/** `Map.groupBy`, which Node 20 lacks. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
