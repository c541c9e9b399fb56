import { readFileSync } from 'node:fs';
import { createFeatureExtractor } from '../../../src/core/features/extract-features.ts';
import { type FrontEndInput, parseFrontEnd } from '../../../src/core/features/front-end.ts';
import type { Engine } from '../../../src/core/features/spectrum.ts';
import { readNpy } from '../read-npy.ts';

/** Features of one signal by one set of options, as make.py computed them. */
export type GoldenCase = { signal: string; options: FrontEndInput; shape: [number, number]; offset: number };

type Index = {
  signals: Record<string, { offset: number; length: number }>;
  features: GoldenCase[];
  transform: GoldenCase[];
  resampled: {
    fromHz: number;
    toHz: number;
    inputOffset: number;
    inputLength: number;
    outputOffset: number;
    outputLength: number;
  }[];
};

/** Reads a folder that make.py wrote. */
export function readGolden(folder: URL): Index & { slice(offset: number, length: number): Float64Array } {
  const index = JSON.parse(readFileSync(new URL('golden.json', folder), 'utf8')) as Index;
  const values = readNpy(new URL('values.npy', folder));
  return { ...index, slice: (offset, length) => values.slice(offset, offset + length) };
}

/**
 * The largest difference between our features and the golden ones, and the bar for it: 1e-4 for logarithmic values, 1e-6 of the array's largest for linear ones.
 *
 * @param rangeDb only values so far below the largest count: torchaudio's float32 spectrum has a noise floor of its own.
 */
export function compareWithGolden(
  golden: ReturnType<typeof readGolden>,
  one: GoldenCase,
  engine: Engine,
  rangeDb = Number.POSITIVE_INFINITY,
) {
  const { signal, options, shape, offset } = one;
  const { offset: from = 0, length = 0 } = golden.signals[signal] ?? {};
  const frontEnd = parseFrontEnd(options);
  const features = createFeatureExtractor(
    frontEnd,
    null,
    engine,
  )(Float32Array.from(golden.slice(from, length)));
  const expected = golden.slice(offset, shape[0] * shape[1]);
  const isLinear = frontEnd.kind !== 'meyda-mel' && frontEnd.log === 'none';
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const floor = expected.reduce((most, value) => Math.max(most, value)) - rangeDb;
  const errorAt = (value: number, i: number) => {
    const wanted = expected[i] ?? Number.NaN;
    return wanted < floor ? 0 : Math.abs(value - wanted);
  };
  return {
    shape: [features.numFrames, features.numBands],
    error: features.values.reduce((most, value, i) => Math.max(most, errorAt(value, i)), 0),
    isLinear,
    bar: isLinear ? largest * 1e-6 : 1e-4,
  };
}
