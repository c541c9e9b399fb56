import type { Audio } from '../../src/core/audio/audio.ts';
import { prepareClip } from '../../src/core/audio/prepare-clip.ts';
import { parseFrontEnd } from '../../src/core/features/front-end.ts';
import { createRandom } from '../../src/core/training/random.ts';

export const streamRateHz = 16_000;
/** Before and after a word; longer than a window, so that live mode hears the room alone first. */
const aroundSec = 1.2;
/** A quiet room; digital silence there would be easier than any microphone is. */
const roomDbfs = -60;

const whole = parseFrontEnd({ kind: 'stft', sampleRate: streamRateHz });

/** The whole recording, mono, at 16 kHz and its own level. */
export function readWhole(audio: Audio): Float32Array {
  return prepareClip(audio, whole).whole;
}

/** White noise at a level, the same for the same seed. */
export function roomNoise(numSamples: number, dbfs: number, seed: number): Float32Array {
  const random = createRandom(seed, 71);
  const size = 10 ** (dbfs / 20);
  return Float32Array.from({ length: numSamples }, () => size * random.normal());
}

/** A recording as live mode comes upon it: in a quiet room, with silence before and after. */
export function streamAround(samples: Float32Array, seed: number): Float32Array {
  const around = Math.round(aroundSec * streamRateHz);
  const stream = roomNoise(samples.length + 2 * around, roomDbfs, seed);
  samples.forEach((sample, index) => {
    stream[around + index]! += sample;
  });
  return stream;
}

/** Pieces of so many seconds, one after the other; what is left over at the end is dropped. */
export function cutPieces(samples: Float32Array, pieceSec: number): Float32Array[] {
  const size = Math.round(pieceSec * streamRateHz);
  return Array.from({ length: Math.floor(samples.length / size) }, (_, index) =>
    samples.subarray(index * size, (index + 1) * size),
  );
}
