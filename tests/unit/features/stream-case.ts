import type { Features, Normalisation } from '../../../src/core/features/features.ts';
import { createFeatureStream } from '../../../src/core/features/feature-stream.ts';
import { createFeatureExtractor } from '../../../src/core/features/extract-features.ts';
import { type FrontEndInput, parseFrontEnd } from '../../../src/core/features/front-end.ts';
import type { Engine } from '../../../src/core/features/spectrum.ts';
import { createRandom } from '../../../src/core/training/random.ts';

/** Front ends without a field that needs the whole clip. */
export const streamable: readonly FrontEndInput[] = [
  {},
  { windowSamples: 400, fftSize: 400, hopSamples: 200, numBands: 128, melScale: 'htk', log: 'none' },
  { windowSamples: 480, log: 'ln', logOffset: 1e-6, padMode: 'constant' },
  { centered: false, power: 1, window: 'hamming' },
  { kind: 'mfcc', lifter: 22 },
  { stages: ['modulation'], hopSamples: 100 },
  { kind: 'stft', windowSamples: 512, window: 'rect', hopSamples: 512 },
  { kind: 'meyda-mel' },
];

/** Noise with a slow swell. */
export function noise(numSamples: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from(
    { length: numSamples },
    (_, i) => (random.integer(2001) / 1000 - 1) * Math.sin(i / 3000),
  );
}

/** Sends samples through a stream in blocks and joins the frames. */
export function streamed(
  samples: Float32Array,
  blocks: readonly number[],
  input: FrontEndInput,
  engine: Engine,
  normalisation: Normalisation | null = null,
): Features {
  const stream = createFeatureStream(parseFrontEnd(input), normalisation, engine);
  const parts: Features[] = [];
  let at = 0;
  for (let i = 0; at < samples.length; i++) {
    const length = blocks[i % blocks.length] ?? 1;
    parts.push(stream.push(samples.slice(at, at + length)));
    at += length;
  }
  const last = stream.finish();
  parts.push(last);
  return {
    values: Float32Array.from(parts.flatMap(({ values }) => [...values])),
    numFrames: parts.reduce((sum, { numFrames }) => sum + numFrames, 0),
    numBands: last.numBands,
  };
}

/** Whether the frames of a stream are those of the whole recording, bit for bit. */
export function isStreamEqual(
  samples: Float32Array,
  blocks: readonly number[],
  input: FrontEndInput,
  engine: Engine,
): boolean {
  const whole = createFeatureExtractor(parseFrontEnd(input), null, engine)(samples);
  const { values, numFrames } = streamed(samples, blocks, input, engine);
  return (
    numFrames === whole.numFrames &&
    values.length === whole.values.length &&
    values.every((value, i) => Object.is(value, whole.values[i]))
  );
}
