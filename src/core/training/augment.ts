import type { Features, Normalisation } from '../features/features.ts';
import { type FrontEnd, type MelFrontEnd, requireMel } from '../features/front-end.ts';
import {
  activePower,
  addPowers,
  addRoom,
  cutAbove,
  framePowers,
  fromDb,
  levelledFramePower,
  type MelBands,
  melBands,
  type MelPowers,
  stretch,
} from './mel-power.ts';
import type { Random } from './random.ts';

/** How training clips are varied; null switches a kind off. */
export type AugmentOptions = {
  /** Moves the clip by up to this much, either way. */
  readonly shiftSec: number;
  /** Plays up to this share faster or slower (0.15 = ±15 %). */
  readonly speed: number;
  /** Makes it louder or softer by up to this much, after it was brought to its level. */
  readonly gainDb: number;
  /** Moves all frequencies by up to this share, as another speaker's vocal tract would. */
  readonly vocalTract: number;
  readonly noise: { readonly probability: number; readonly snrDb: readonly [number, number] } | null;
  /** A decaying tail, as in a room. */
  readonly room: { readonly probability: number; readonly decaySec: readonly [number, number] } | null;
  /** Cuts high frequencies, as a telephone would. */
  readonly lowPass: { readonly probability: number; readonly hz: readonly [number, number] } | null;
  /** Blanks up to so many bands and frames, `masks` times each. */
  readonly specAugment: { readonly masks: number; readonly bands: number; readonly frames: number } | null;
};

/** Everything off. */
export const noAugmentation: AugmentOptions = {
  shiftSec: 0,
  speed: 0,
  gainDb: 0,
  vocalTract: 0,
  noise: null,
  room: null,
  lowPass: null,
  specAugment: null,
};

/** Writes clips, normalised, as `[frames, bands]` to `output` from `offset` on. The clips are plain features in dB. */
export type Augmenter = {
  readonly vary: (clip: Features, random: Random, output: Float32Array, offset: number) => void;
  /** A stretch of a noise recording in place of a clip, at a random level. */
  readonly noiseAlone: (numFrames: number, random: Random, output: Float32Array, offset: number) => void;
  readonly plain: (clip: Features, output: Float32Array, offset: number) => void;
};

/**
 * Makes an augmenter that works on log-mel features instead of sound: sums of powers stand for mixed sounds,
 * interpolation for stretching. That is close enough to train on and hundreds of times faster than working on
 * samples, so that no two batches need be alike.
 *
 * @param input a front end of kind `mel` with `power` 2 and `log` `db`.
 * @param noises recordings of any length as plain features in dB; they need not be levelled.
 */
export function createAugmenter(
  input: FrontEnd,
  normalisation: Normalisation | null,
  noises: readonly Features[],
  options: AugmentOptions,
): Augmenter {
  const frontEnd = requireMel(input);
  const bands = melBands(frontEnd);
  const noisePowers = noises.map(toPowers);
  const write = createWriter(frontEnd, normalisation);
  const gain = (random: Random) => fromDb(random.uniform(-options.gainDb, options.gainDb));
  return {
    vary(clip, random, output, offset) {
      const powers = stretch(clip, bands, randomStretch(options, frontEnd, random));
      const before = sum(framePowers(powers, bands.weight));
      addSurroundings(powers, { bands, options, frontEnd, noises: noisePowers }, random);
      const after = sum(framePowers(powers, bands.weight));
      write(powers, (after > 0 ? before / after : 1) * gain(random), output, offset);
      blank(output, offset, powers, options.specAugment, random);
    },
    noiseAlone(numFrames, random, output, offset) {
      const { numBands } = frontEnd;
      const powers = { values: new Float64Array(numFrames * numBands), numFrames, numBands };
      addNoise(powers, noisePowers, bands, 1, random);
      if (random.chance(0.3)) addNoise(powers, noisePowers, bands, random.uniform(0, 1), random);
      if (options.lowPass !== null && random.chance(options.lowPass.probability)) {
        cutAbove(powers, bands.centreHz, random.uniform(...options.lowPass.hz));
      }
      const mean = sum(framePowers(powers, bands.weight)) / numFrames;
      // Most noise is brought to the level of speech; what the gain limit leaves quieter stays quiet, down to nothing.
      const levelDb = random.chance(0.6) ? 0 : random.uniform(-60, 0);
      const levelled = mean > 0 ? levelledFramePower(frontEnd) / mean : 1;
      write(powers, levelled * fromDb(levelDb) * gain(random), output, offset);
      blank(output, offset, powers, options.specAugment, random);
    },
    plain(clip, output, offset) {
      write(toPowers(clip), 1, output, offset);
    },
  };
}

type Surroundings = {
  readonly bands: MelBands;
  readonly options: AugmentOptions;
  readonly frontEnd: MelFrontEnd;
  readonly noises: readonly MelPowers[];
};

function toPowers({ values, numFrames, numBands }: Features): MelPowers {
  return { values: Float64Array.from(values, fromDb), numFrames, numBands };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function randomStretch(
  { speed, shiftSec, vocalTract }: AugmentOptions,
  frontEnd: MelFrontEnd,
  random: Random,
) {
  const shiftFrames = (shiftSec * frontEnd.sampleRate) / frontEnd.hopSamples;
  return {
    speed: random.uniform(1 - speed, 1 + speed),
    shiftFrames: random.uniform(-shiftFrames, shiftFrames),
    frequency: random.uniform(1 - vocalTract, 1 + vocalTract),
  };
}

function addSurroundings(powers: MelPowers, surroundings: Surroundings, random: Random): void {
  const { bands, options, frontEnd, noises } = surroundings;
  const { room, noise, lowPass } = options;
  if (room !== null && random.chance(room.probability)) {
    const frameSec = frontEnd.hopSamples / frontEnd.sampleRate;
    addRoom(powers, { decaySec: random.uniform(...room.decaySec), share: random.uniform(0.1, 1), frameSec });
  }
  if (noise !== null && noises.length > 0 && random.chance(noise.probability)) {
    const speech = activePower(framePowers(powers, bands.weight));
    addNoise(powers, noises, bands, speech * fromDb(-random.uniform(...noise.snrDb)), random);
  }
  if (lowPass !== null && random.chance(lowPass.probability)) {
    cutAbove(powers, bands.centreHz, random.uniform(...lowPass.hz));
  }
}

/** Adds a random stretch of a random noise whose loud parts have the power `power`. */
function addNoise(
  target: MelPowers,
  noises: readonly MelPowers[],
  bands: MelBands,
  power: number,
  random: Random,
): void {
  const noise = noises[random.integer(noises.length)];
  if (noise === undefined) return;
  const firstFrame = random.integer(noise.numFrames);
  const piece = { ...target, values: new Float64Array(target.values.length) };
  addPowers(piece, noise, firstFrame, 1);
  const active = activePower(framePowers(piece, bands.weight));
  if (active > 1e-9) addPowers(target, piece, 0, power / active);
}

const dbPerNeper = 10 / Math.LN10;

function createWriter(frontEnd: MelFrontEnd, normalisation: Normalisation | null) {
  const { amin, numBands } = frontEnd;
  const mean = Float64Array.from({ length: numBands }, (_, band) => normalisation?.mean[band] ?? 0);
  const scale = Float64Array.from(
    { length: numBands },
    (_, band) => 1 / Math.max(normalisation?.std[band] ?? 1, 1e-5),
  );
  return ({ values }: MelPowers, gain: number, output: Float32Array, offset: number): void => {
    for (let i = 0; i < values.length; i++) {
      const band = i % numBands;
      const db = dbPerNeper * Math.log(Math.max((values[i] ?? 0) * gain, amin));
      output[offset + i] = (db - (mean[band] ?? 0)) * (scale[band] ?? 1);
    }
  };
}

/** SpecAugment without time warp; blanks hold 0, which is the mean after normalisation. */
function blank(
  output: Float32Array,
  offset: number,
  { numFrames, numBands }: { numFrames: number; numBands: number },
  masks: AugmentOptions['specAugment'],
  random: Random,
): void {
  for (let count = 0; count < (masks?.masks ?? 0); count++) {
    const numRows = random.integer((masks?.frames ?? 0) + 1);
    const firstRow = random.integer(numFrames - Math.min(numRows, numFrames - 1));
    output.fill(0, offset + firstRow * numBands, offset + (firstRow + numRows) * numBands);
    const width = random.integer((masks?.bands ?? 0) + 1);
    const firstBand = random.integer(numBands - Math.min(width, numBands - 1));
    for (let frame = 0; frame < numFrames; frame++) {
      const at = offset + frame * numBands + firstBand;
      output.fill(0, at, at + width);
    }
  }
}
