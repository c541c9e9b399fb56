import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AugmentOptions, noAugmentation } from '../../src/core/augmentation/augment-options.ts';
import { builtInNoises } from '../../src/core/augmentation/built-in-noises.ts';
import { varianceReach } from '../../src/core/augmentation/reach.ts';
import { decodeWav } from '../../src/core/audio/wav.ts';
import { type FrontEnd, parseFrontEnd } from '../../src/core/features/front-end.ts';
import {
  allSamples,
  ClipStore,
  storeSounds,
  type StoredClips,
} from '../../src/core/training/batches/clip-store.ts';
import { prepareTrainingClip } from '../../src/core/training/batches/training-clip.ts';
import { speakWord } from './synthetic-voices.ts';

/** One recording of a data set; `clip` is its number in the store. */
export type Clip = { readonly label: string; readonly file: string; readonly clip: number };

export type Sources = {
  /** Clips of `SET/SPLIT`, sorted by label and name; the label is the folder. */
  readonly recordings: (set: string, split: string) => readonly Clip[];
  /** Words as espeak-ng and flite say them. */
  readonly synthetic: (words: readonly string[], numVoices: number) => readonly Clip[];
  /** Long noises at their own level: `noise/train` and those made by arithmetic. */
  readonly noises: () => StoredClips;
  /** One-second pieces of people reading aloud, half a second apart. */
  readonly readSpeech: () => readonly number[];
  /** The sound of all clips so far. */
  readonly stored: () => StoredClips;
};

export type SourcesOptions = {
  /** `shared/data`, unpacked. */
  readonly dataFolder: string;
  readonly cacheFolder: string;
  readonly frontEnd: FrontEnd;
  /** How far clips will be moved. */
  readonly augment: AugmentOptions;
  readonly seed: number;
};

/** Opens the development data and the synthetic voices. */
export function openSources(options: SourcesOptions): Sources {
  const { dataFolder, cacheFolder, frontEnd, augment, seed } = options;
  const store = new ClipStore();
  const read = remember((_name: string, files: readonly LabelledFile[]) =>
    files.map(({ label, file }): Clip => {
      const prepared = prepareTrainingClip(decodeWav(readFileSync(file)), frontEnd, augment);
      return { label, file, clip: store.add(prepared) };
    }),
  );
  return {
    recordings: (set, split) => read(`${set}/${split}`, labelledFiles(join(dataFolder, set, split))),
    synthetic(words, numVoices) {
      const voices = join(cacheFolder, 'voices');
      const files = words.flatMap((label) =>
        speakWord(label, numVoices, voices, seed).map((file) => ({ label, file })),
      );
      return read(`voices ${words.join(' ')}`, files);
    },
    noises() {
      const noises = new ClipStore();
      const whole = parseFrontEnd({ kind: 'stft', sampleRate: frontEnd.sampleRate });
      for (const { file } of labelledFiles(join(dataFolder, 'noise', 'train'))) {
        noises.add(prepareTrainingClip(decodeWav(readFileSync(file)), whole, noAugmentation));
      }
      const recorded = allSamples(noises.stored);
      return storeSounds([...recorded, ...builtInNoises(frontEnd.sampleRate)]);
    },
    readSpeech() {
      const whole = { ...frontEnd, clipSamples: null };
      return labelledFiles(join(dataFolder, 'background-speech', 'train')).flatMap(({ file }) => {
        const { samples } = prepareTrainingClip(decodeWav(readFileSync(file)), whole, noAugmentation);
        return addPieces(samples, store, options);
      });
    },
    stored: () => store.stored,
  };
}

/** Both recipes may ask for the same clips: they are read once. */
function remember<Rest extends unknown[], Result>(work: (name: string, ...rest: Rest) => Result) {
  const known = new Map<string, Result>();
  return (name: string, ...rest: Rest): Result => {
    const result = known.get(name) ?? work(name, ...rest);
    known.set(name, result);
    return result;
  };
}

/** Cuts a long recording into overlapping clips, each with what lies around it. */
function addPieces(samples: Float32Array, store: ClipStore, { frontEnd, augment }: SourcesOptions): number[] {
  const length = frontEnd.clipSamples ?? frontEnd.sampleRate;
  const reach = varianceReach(augment, length, frontEnd.sampleRate);
  const pieces: number[] = [];
  for (let start = 0; start + length <= samples.length; start += Math.floor(length / 2)) {
    const first = Math.max(0, start - reach);
    const around = samples.subarray(first, start + length + reach);
    pieces.push(store.add({ samples: around, startSample: start - first }));
  }
  return pieces;
}

type LabelledFile = { readonly label: string; readonly file: string };

function labelledFiles(folder: string): LabelledFile[] {
  return sorted(readdirSync(folder)).flatMap((label) =>
    sorted(readdirSync(join(folder, label)))
      .filter((name) => name.endsWith('.wav'))
      .map((name) => ({ label, file: join(folder, label, name) })),
  );
}

function sorted(names: string[]): string[] {
  return names.sort((a, b) => (a < b ? -1 : 1));
}
