import { createRandom } from '../../training/random.ts';
import { addNoise, cutNoise } from '../add-noise.ts';
import { builtInNoises } from '../built-in-noises.ts';
import { chebyshevFilter } from '../chebyshev-filter.ts';
import { lowPass } from '../low-pass.ts';
import { planTimeStretch } from '../time-stretch.ts';
import type { Condition } from './condition.ts';
import { type Room, planRoom } from './plan-room.ts';

/** A condition of the sound itself; a shift is one of the window, see `hearUnderCondition`. */
export type SoundCondition = Exclude<Condition, { kind: 'shift' }>;

/** The numbers of `createRandom`'s streams of this file. */
const noiseStream = 91;

/**
 * Puts a whole recording under a condition: a new array, of another length under `speed` and `room`. The same numbers
 * for the same seed, wherever it is called. Silence stays silence.
 *
 * @param samples mono, finite, before level and place; not changed.
 * @param seed which noise, and from where on; `seedOfPath`.
 */
export function applyCondition(
  samples: Float32Array,
  sampleRateHz: number,
  condition: SoundCondition,
  seed: number,
): Float32Array {
  switch (condition.kind) {
    case 'noise':
      return inNoise(samples, sampleRateHz, condition.snrDb, seed);
    case 'speed':
      return atSpeed(samples, sampleRateHz, condition.factor);
    case 'band':
      return inBand(samples, sampleRateHz, condition);
    case 'room':
      return roomOf(condition.decaySec, sampleRateHz)(samples);
    case 'level':
      return atLevel(samples, condition.peakDbfs);
    default:
      return condition satisfies never;
  }
}

function inNoise(samples: Float32Array, sampleRateHz: number, snrDb: number, seed: number): Float32Array {
  const noises = noisesAt(sampleRateHz);
  const random = createRandom(noiseStream, seed);
  const noise = noises[random.integer(noises.length)] ?? new Float32Array(0);
  const piece = new Float32Array(samples.length);
  cutNoise(noise, random.integer(noise.length), piece);
  const mixed = samples.slice();
  addNoise(mixed, piece, snrDb, sampleRateHz);
  return mixed;
}

function atSpeed(samples: Float32Array, sampleRateHz: number, factor: number): Float32Array {
  const output = new Float32Array(Math.max(1, Math.round(samples.length / factor)));
  planTimeStretch(sampleRateHz)(samples, factor, output);
  return output;
}

function inBand(
  samples: Float32Array,
  sampleRateHz: number,
  { lowHz, highHz }: Extract<Condition, { kind: 'band' }>,
): Float32Array {
  const limited = samples.slice();
  if (lowHz !== null && lowHz < sampleRateHz / 2) chebyshevFilter(limited, 'highpass', lowHz, sampleRateHz);
  if (highHz !== null) lowPass(limited, highHz, sampleRateHz);
  return limited;
}

function atLevel(samples: Float32Array, peakDbfs: number): Float32Array {
  const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0);
  const gain = peak > 0 ? 10 ** (peakDbfs / 20) / peak : 1;
  return samples.map((sample) => Math.max(-1, Math.min(1, gain * sample)));
}

/** What was made for the last sampling rate: all clips of a folder have the same. */
let made: { sampleRateHz: number; noises: readonly Float32Array[] | null; rooms: Map<number, Room> } | null =
  null;

function madeAt(sampleRateHz: number) {
  if (made?.sampleRateHz !== sampleRateHz) made = { sampleRateHz, noises: null, rooms: new Map() };
  return made;
}

function noisesAt(sampleRateHz: number): readonly Float32Array[] {
  const cache = madeAt(sampleRateHz);
  cache.noises ??= builtInNoises(sampleRateHz);
  return cache.noises;
}

function roomOf(decaySec: number, sampleRateHz: number): Room {
  const { rooms } = madeAt(sampleRateHz);
  const room = rooms.get(decaySec) ?? planRoom(decaySec, sampleRateHz);
  rooms.set(decaySec, room);
  return room;
}
