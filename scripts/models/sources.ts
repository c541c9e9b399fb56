import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Features } from '../../src/core/features/features.ts';
import { countBands } from '../../src/core/features/feature-shape.ts';
import { type FrontEnd, parseFrontEnd } from '../../src/core/features/front-end.ts';
import { createRandom } from '../../src/core/training/random.ts';
import { type FeatureCache, createFeatureCache, crops } from './recordings.ts';
import { speakWord } from './synthetic-voices.ts';

/** One recording of a data set. */
export type Clip = { readonly label: string; readonly file: string; readonly features: Features };

export type Sources = {
  /** Clips of `SET/SPLIT`, sorted by label and name; the label is the folder. */
  readonly recordings: (set: string, split: string) => Clip[];
  /** Words as espeak-ng and flite say them. */
  readonly synthetic: (words: readonly string[], numVoices: number) => Clip[];
  /** Long noises at their own level; `noise/train` and computed ones. */
  readonly noises: () => Features[];
  /** One-second pieces of people reading aloud. */
  readonly readSpeech: () => Features[];
};

/** Opens the development data (`shared/data`, unpacked) and the synthetic voices. */
export function openSources(
  dataFolder: string,
  cacheFolder: string,
  frontEnd: FrontEnd,
  seed: number,
): Sources {
  const featureFolder = join(cacheFolder, 'features');
  const cache = createFeatureCache(frontEnd, featureFolder);
  const whole = parseFrontEnd({ ...frontEnd, clipSamples: null });
  const wholeCache = createFeatureCache(whole, featureFolder);
  const unlevelled = createFeatureCache(parseFrontEnd({ ...whole, level: null }), featureFolder);
  const clipFrames = Math.floor((frontEnd.clipSamples ?? 16_000) / frontEnd.hopSamples) + 1;
  return {
    recordings(set, split) {
      const folder = join(dataFolder, set, split);
      return withFeatures(cache, `${set}-${split}`, labelledFiles(folder));
    },
    synthetic(words, numVoices) {
      const voices = join(cacheFolder, 'voices');
      const files = words.flatMap((label) =>
        speakWord(label, numVoices, voices, seed).map((file) => ({ label, file })),
      );
      return withFeatures(cache, `voices-${words[0] ?? ''}-${seed}`, files);
    },
    noises() {
      const files = labelledFiles(join(dataFolder, 'noise', 'train')).map(({ file }) => file);
      return [...unlevelled.featuresOf('noise-train', files), ...computedNoises(countBands(frontEnd))];
    },
    readSpeech() {
      const files = labelledFiles(join(dataFolder, 'background-speech', 'train')).map(({ file }) => file);
      return wholeCache
        .featuresOf('background-speech-train', files)
        .flatMap((features) => crops(features, clipFrames, Math.floor(clipFrames / 2)));
    },
  };
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

function withFeatures(cache: FeatureCache, name: string, files: readonly LabelledFile[]): Clip[] {
  const features = cache.featuresOf(
    name,
    files.map(({ file }) => file),
  );
  return files.flatMap((file, index) => {
    const clip = features[index];
    return clip === undefined ? [] : [{ ...file, features: clip }];
  });
}

/** White, pink, brown and mains-like noise straight as mel powers, with the scatter that frames of noise have. */
function computedNoises(numBands: number): Features[] {
  const tiltsDb = [0, -0.25, -0.5, -0.9];
  return tiltsDb.map((tilt, index) => {
    const random = createRandom(77, index);
    const numFrames = 1000;
    const values = Float32Array.from({ length: numFrames * numBands }, (_, i) => {
      const band = i % numBands;
      const averaged = 1 + band / 6;
      // Powers of noise are exponentially distributed; a wider band averages more of them.
      let power = 0;
      for (let n = 0; n < averaged; n++)
        power -= Math.log(1 - random.uniform(0, 0.999999)) / Math.ceil(averaged);
      return 10 * Math.log10(power) + tilt * band;
    });
    return { values, numFrames, numBands };
  });
}
