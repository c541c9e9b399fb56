import type { Random } from '../training/random.ts';
import type { AugmentOptions } from './augment-options.ts';
import { numPhases } from './resample-window.ts';

/** What was drawn for one clip: enough to make the same sound again, and to say what was done to it. */
export type Variation = {
  /** Later by so much; negative = earlier. */
  readonly shiftSec: number;
  /** Times as fast and as high; a whole number of 128ths. */
  readonly speed: number;
  /** Times as high at the same tempo, over and above the speed. */
  readonly frequency: number;
  readonly room: { readonly index: number; readonly share: number } | null;
  readonly noise: (NoisePiece & { readonly snrDb: number }) | null;
  readonly lowPassHz: number | null;
  readonly gainDb: number;
};

/** A stretch of one of the noises; `start` is a share of its length, 0…1. */
export type NoisePiece = { readonly index: number; readonly start: number };

/** How many noises and rooms there are to draw from. */
export type Choices = { readonly numNoises: number; readonly numRooms: number };

/** Leaves a clip as it is, bit for bit. */
export const noVariation: Variation = {
  shiftSec: 0,
  speed: 1,
  frequency: 1,
  room: null,
  noise: null,
  lowPassHz: null,
  gainDb: 0,
};

/** Draws how one clip is varied. Kinds that are off draw nothing. */
export function drawVariation(
  options: AugmentOptions,
  { numNoises, numRooms }: Choices,
  random: Random,
): Variation {
  const { shiftSec, gainDb, room, noise, lowPass } = options;
  const isDrawn = (kind: { readonly probability: number } | null) =>
    kind !== null && random.chance(kind.probability);
  const speedStep = Math.round(numPhases * around(1, options.speed, random));
  const frequencyStep = Math.round(speedStep * around(1, options.vocalTract, random));
  return {
    shiftSec: around(0, shiftSec, random),
    speed: speedStep / numPhases,
    frequency: frequencyStep / speedStep,
    room:
      numRooms > 0 && isDrawn(room)
        ? { index: random.integer(numRooms), share: random.uniform(0.1, 1) }
        : null,
    noise:
      noise !== null && numNoises > 0 && isDrawn(noise)
        ? { ...drawNoise(numNoises, random), snrDb: random.uniform(...noise.snrDb) }
        : null,
    lowPassHz: lowPass !== null && isDrawn(lowPass) ? random.uniform(...lowPass.hz) : null,
    gainDb: around(0, gainDb, random),
  };
}

/** Draws a stretch of a noise. */
export function drawNoise(numNoises: number, random: Random): NoisePiece {
  return { index: random.integer(numNoises), start: random.uniform(0, 1) };
}

function around(middle: number, spread: number, random: Random): number {
  return spread === 0 ? middle : random.uniform(middle - spread, middle + spread);
}
