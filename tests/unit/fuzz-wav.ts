import { createRandom } from '../../src/core/training/random.ts';
import { prepareClip } from '../../src/core/audio/prepare-clip.ts';
import { decodeWav } from '../../src/core/audio/wav.ts';
import { PhonoscopeError } from '../../src/core/errors.ts';
import { createFeatureExtractor } from '../../src/core/features/extract-features.ts';
import { parseFrontEnd } from '../../src/core/features/front-end.ts';
import { makeWav, type WavOptions } from './make-wav.ts';

const interesting = [0, 1, 2, 0x7f, 0x80, 0xff];

/**
 * Decodes `numFiles` mutated WAV files, and computes features of those that can be read.
 *
 * @throws whatever was thrown untyped, or an error when more samples came out than the file could hold.
 */
export function fuzzWav(numFiles: number, seed: number) {
  const random = createRandom(seed);
  const frontEnd = parseFrontEnd({ clipSamples: 4000 });
  const extract = createFeatureExtractor(frontEnd, null, 'batch');
  const bases = baseFiles();
  const codes = new Map<string, number>();
  let numRead = 0;
  let slowestMs = 0;
  for (let n = 0; n < numFiles; n++) {
    const base = bases[random.integer(bases.length)] ?? new Uint8Array(0);
    const file = base.slice(0, random.chance(0.2) ? random.integer(base.length + 1) : base.length);
    for (let k = random.integer(6); k > 0 && file.length > 0; k--) {
      file[random.integer(file.length)] = random.chance(0.5)
        ? (interesting[random.integer(interesting.length)] ?? 0)
        : random.integer(256);
    }
    const startMs = performance.now();
    try {
      const audio = decodeWav(file);
      const numSamples = audio.channels.reduce((sum, channel) => sum + channel.length, 0);
      if (numSamples > file.length) throw new Error(`${numSamples} samples from ${file.length} bytes`);
      const { values } = extract(prepareClip(audio, frontEnd).samples);
      if (!values.every(Number.isFinite)) throw new Error('features that are not finite');
      numRead += 1;
    } catch (thrown) {
      if (!(thrown instanceof PhonoscopeError)) throw thrown;
      codes.set(thrown.code, (codes.get(thrown.code) ?? 0) + 1);
    }
    slowestMs = Math.max(slowestMs, performance.now() - startMs);
  }
  return { numFiles, numRead, codes, slowestMs };
}

/** Small files of every encoding, plain and extensible. */
function baseFiles(): Uint8Array[] {
  const channels = [
    [0, 0.5, -0.5, 0.25],
    [0.1, 0.2, 0.3, 0.4],
  ];
  const rawData = Uint8Array.of(0, 85, 128, 213, 255, 7, 42, 99);
  const kinds: WavOptions[] = [
    { bits: 8 },
    { bits: 16 },
    { bits: 24 },
    { bits: 32 },
    { encoding: 'float', bits: 32 },
    { encoding: 'float', bits: 64 },
    { formatTag: 6, bits: 8, rawData },
    { formatTag: 7, bits: 8, rawData },
  ];
  return kinds.flatMap((kind) =>
    [false, true].map((isExtensible) => makeWav(channels, { ...kind, isExtensible })),
  );
}
