import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { energyOf } from '../../src/core/augmentation/active-power.ts';
import { type AugmentOptions, noAugmentation } from '../../src/core/augmentation/augment-options.ts';
import { builtInNoises } from '../../src/core/augmentation/built-in-noises.ts';
import { varianceReach } from '../../src/core/augmentation/reach.ts';
import { prepareClip } from '../../src/core/audio/prepare-clip.ts';
import { decodeWav } from '../../src/core/audio/wav.ts';
import { type FrontEnd, parseFrontEnd } from '../../src/core/features/front-end.ts';
import {
  allSamples,
  ClipStore,
  storeSounds,
  type StoredClips,
} from '../../src/core/training/batches/clip-store.ts';
import { prepareTrainingClip } from '../../src/core/training/batches/training-clip.ts';
import { makeRunningSpeech } from './running-speech.ts';
import { speak, type VoiceUse } from './synthetic-voices.ts';

/** One recording of a data set; `clip` is its number in the store. */
export type Clip = { readonly label: string; readonly file: string; readonly clip: number };

export type Sources = {
  /** Clips of `SET/SPLIT`, sorted by label and name; the label is the folder. */
  readonly recordings: (set: string, split: string) => readonly Clip[];
  /** Words as espeak-ng and flite say them, each in so many voices; fewer voices are the first of more. */
  readonly synthetic: (words: readonly string[], numVoices: number, use: VoiceUse) => readonly Clip[];
  /** Long noises at their own level: `noise/train`, babbles of synthetic voices, and those made by arithmetic. */
  readonly noises: () => StoredClips;
  /** One-second pieces of people reading aloud, half a second apart. */
  readonly readSpeech: () => readonly number[];
  /** One-second pieces of synthetic voices that talk on and on, without a word of the models. */
  readonly runningSpeech: () => readonly number[];
  /** Cuts a clip around each of these places of a recording, as live mode would hear it there, to be varied so far. */
  readonly windows: (
    samples: Float32Array,
    centres: readonly number[],
    augment: AugmentOptions,
  ) => readonly number[];
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

/** About twenty minutes. */
const numSpeechPieces = 15;
const numBabbles = 3;
const voicesPerBabble = 5;
const babbleSec = 30;

/** Opens the development data and the synthetic voices. */
export function openSources(options: SourcesOptions): Sources {
  const { dataFolder, cacheFolder, frontEnd, augment, seed } = options;
  const store = new ClipStore();
  const known = new Map<string, number>();
  /** Several pools may ask for the same clip: it is read once. */
  const read = ({ label, file }: LabelledFile): Clip => {
    const clip =
      known.get(file) ?? store.add(prepareTrainingClip(decodeWav(readFileSync(file)), frontEnd, augment));
    known.set(file, clip);
    return { label, file, clip };
  };
  const folder = join(cacheFolder, 'voices');
  const readWhole = (file: string) =>
    prepareTrainingClip(decodeWav(readFileSync(file)), { ...frontEnd, clipSamples: null }, noAugmentation)
      .samples;
  return {
    recordings: (set, split) => labelledFiles(join(dataFolder, set, split)).map(read),
    synthetic: (words, numVoices, use) =>
      words.flatMap((label) =>
        speak(label, { use, numVoices, folder, seed }).map((file) => read({ label, file })),
      ),
    noises() {
      const noises = new ClipStore();
      const whole = parseFrontEnd({ kind: 'stft', sampleRate: frontEnd.sampleRate });
      for (const { file } of labelledFiles(join(dataFolder, 'noise', 'train'))) {
        noises.add(prepareTrainingClip(decodeWav(readFileSync(file)), whole, noAugmentation));
      }
      const recorded = allSamples(noises.stored);
      const babbles = makeBabbles(
        makeRunningSpeech(numBabbles * voicesPerBabble, { use: 'train', folder, seed }),
        whole,
      );
      return storeSounds([...recorded, ...babbles, ...builtInNoises(frontEnd.sampleRate)]);
    },
    readSpeech: () =>
      labelledFiles(join(dataFolder, 'background-speech', 'train')).flatMap(({ file }) =>
        addPieces(readWhole(file), store, options),
      ),
    runningSpeech: () =>
      makeRunningSpeech(numSpeechPieces, { use: 'train', folder, seed }).flatMap((file) =>
        addPieces(readWhole(file), store, options),
      ),
    windows(samples, centres, augment) {
      const length = frontEnd.clipSamples ?? frontEnd.sampleRate;
      return centres.map((centre) =>
        addPiece(samples, Math.round(centre - length / 2), store, { ...options, augment }),
      );
    },
    stored: () => store.stored,
  };
}

/** People talking at once: the running speech of several voices, each at the same level. */
function makeBabbles(files: readonly string[], frontEnd: FrontEnd): Float32Array[] {
  return Array.from({ length: numBabbles }, (_, babble) => {
    const sum = new Float32Array(babbleSec * frontEnd.sampleRate);
    for (const file of files.slice(babble * voicesPerBabble, (babble + 1) * voicesPerBabble)) {
      const { samples } = prepareTrainingClip(decodeWav(readFileSync(file)), frontEnd, noAugmentation);
      const gain = 1 / Math.sqrt(energyOf(samples) / Math.max(1, samples.length));
      for (let i = 0; i < sum.length; i++) sum[i]! += 0.03 * gain * (samples[i % samples.length] ?? 0);
    }
    return sum;
  });
}

/** Cuts a long recording into overlapping clips. */
function addPieces(samples: Float32Array, store: ClipStore, options: SourcesOptions): number[] {
  const length = options.frontEnd.clipSamples ?? options.frontEnd.sampleRate;
  const pieces: number[] = [];
  for (let start = 0; start + length <= samples.length; start += Math.floor(length / 2)) {
    pieces.push(addPiece(samples, start, store, options));
  }
  return pieces;
}

/** Cuts one clip as live mode hears it, at its own level, with what lies around it. */
function addPiece(
  samples: Float32Array,
  start: number,
  store: ClipStore,
  { frontEnd, augment }: SourcesOptions,
): number {
  const length = frontEnd.clipSamples ?? frontEnd.sampleRate;
  const reach = varianceReach(augment, length, frontEnd.sampleRate);
  const first = Math.max(0, start - reach);
  const window = samples.subarray(Math.max(0, start), start + length);
  const { gain } = prepareClip(
    { sampleRateHz: frontEnd.sampleRate, channels: [window], notes: [] },
    frontEnd,
  );
  const around = samples.subarray(first, start + length + reach).map((sample) => sample * gain);
  return store.add({ samples: around, startSample: start - first });
}

export type LabelledFile = { readonly label: string; readonly file: string };

/** The WAV files of `folder/LABEL`, sorted by label and name. */
export function labelledFiles(folder: string): LabelledFile[] {
  return sorted(readdirSync(folder)).flatMap((label) =>
    sorted(readdirSync(join(folder, label)))
      .filter((name) => name.endsWith('.wav'))
      .map((name) => ({ label, file: join(folder, label, name) })),
  );
}

function sorted(names: string[]): string[] {
  return names.sort((a, b) => (a < b ? -1 : 1));
}

/** Speech Commands' name of the speaker; the file's name where there is none. */
export function speakerOf({ file }: Pick<Clip, 'file'>): string {
  const name = basename(file);
  return /([0-9a-f]{8})_nohash/.exec(name)?.[1] ?? /^\d_([a-z]+)_\d+\.wav$/.exec(name)?.[1] ?? name;
}

/** The word that is said in a clip: of an "other word" it is the first part of the file's name. */
export function wordOf({ label, file }: Pick<Clip, 'label' | 'file'>): string {
  return label === '_unknown_' ? (basename(file).split('_')[0] ?? '') : label;
}
