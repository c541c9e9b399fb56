import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareClip } from '../../src/core/audio/prepare-clip.ts';
import { decodeWav } from '../../src/core/audio/wav.ts';
import { createFeatureExtractor } from '../../src/core/features/extract-features.ts';
import type { Features } from '../../src/core/features/features.ts';
import { fingerprint } from '../../src/core/features/fingerprint.ts';
import { countBands } from '../../src/core/features/feature-shape.ts';
import { type FrontEnd, parseFrontEnd } from '../../src/core/features/front-end.ts';
import { saveFile } from './save-file.ts';

/** Features of many files, kept on disk under a name and the front end's fingerprint. */
export type FeatureCache = {
  readonly featuresOf: (name: string, files: readonly string[]) => Features[];
};

/**
 * Makes a cache of plain features: dB without normalisation and with a floor far below any model's, so that
 * augmentation can work on them.
 */
export function createFeatureCache(frontEnd: FrontEnd, folder: string): FeatureCache {
  const plain = parseFrontEnd({ ...frontEnd, normalise: 'none', amin: 1e-10 });
  const extract = createFeatureExtractor(plain, null, 'batch');
  mkdirSync(folder, { recursive: true });
  return {
    featuresOf(name, files) {
      const file = join(folder, `${name}-${files.length}-${fingerprint(plain).slice(0, 12)}.f32`);
      if (existsSync(file)) return unpack(readFileSync(file), countBands(plain));
      const features = files.map((path) =>
        extract(prepareClip(decodeWav(readFileSync(path)), plain).samples),
      );
      saveFile(file, pack(features));
      return features;
    },
  };
}

/** Each clip is its number of frames as a float, then its values. */
function pack(clips: readonly Features[]): Uint8Array {
  const numValues = clips.reduce((sum, { values }) => sum + values.length + 1, 0);
  const flat = new Float32Array(numValues);
  let at = 0;
  for (const { values, numFrames } of clips) {
    flat[at] = numFrames;
    flat.set(values, at + 1);
    at += values.length + 1;
  }
  return new Uint8Array(flat.buffer);
}

function unpack(bytes: Uint8Array, numBands: number): Features[] {
  const flat = new Float32Array(Uint8Array.from(bytes).buffer);
  const clips: Features[] = [];
  for (let at = 0; at < flat.length;) {
    const numFrames = flat[at] ?? 0;
    const end = at + 1 + numFrames * numBands;
    clips.push({ values: flat.slice(at + 1, end), numFrames, numBands });
    at = end;
  }
  return clips;
}

/** Cuts a long recording into overlapping clips of the front end's length. */
export function crops(features: Features, numFrames: number, hopFrames: number): Features[] {
  const { numBands, values } = features;
  const pieces: Features[] = [];
  for (let first = 0; first + numFrames <= features.numFrames; first += hopFrames) {
    const piece = values.slice(first * numBands, (first + numFrames) * numBands);
    pieces.push({ values: piece, numFrames, numBands });
  }
  return pieces;
}
