import type { WindowedClip } from '../training/batches/clip-store.ts';
import type { Random } from '../training/random.ts';
import { activePower, energyOf, fromDb } from './active-power.ts';
import { addNoise, cutNoise } from './add-noise.ts';
import type { AugmentOptions } from './augment-options.ts';
import { lowPass } from './low-pass.ts';
import { createWindowResampler, numPhases } from './resample-window.ts';
import { prepareRooms, type Rooms } from './rooms.ts';
import { planTimeStretch } from './time-stretch.ts';
import { drawNoise, drawVariation, type NoisePiece, type Variation } from './variation.ts';

/** What clips are varied with. */
export type AugmenterSetup = {
  readonly options: AugmentOptions;
  readonly sampleRateHz: number;
  /** To what the front end brings clips; null = it leaves levels alone. */
  readonly targetDbfs: number | null;
  /** Of any length, at the sampling rate; they need not be levelled. None = no noise is added. */
  readonly noises: readonly Float32Array[];
  /** Impulse responses at the sampling rate; none = computed tails. */
  readonly rooms: readonly Float32Array[];
};

/** Varies clips; every method writes the whole output and nothing else. */
export type Augmenter = {
  readonly sampleRateHz: number;
  /** Draws how to vary one clip. */
  readonly draw: (random: Random) => Variation;
  /** Writes the window of the clip, varied; as long as the output is. */
  readonly vary: (clip: WindowedClip, variation: Variation, output: Float32Array) => void;
  /** A stretch of noise in place of a clip, at a random level; zeros where there are no noises. */
  readonly noiseAlone: (random: Random, output: Float32Array) => void;
};

/** Level of speech for which no front end names one. */
const usualDbfs = -26;

/**
 * Makes an augmenter that works on samples, so that it serves every front end and can be heard. In this order: shift,
 * speed and vocal tract; room; noise; low-pass; back to the level that the clip had where the front end levels clips
 * (it would level the noise with the word); gain.
 */
export function createAugmenter(setup: AugmenterSetup): Augmenter {
  const { options, sampleRateHz, noises } = setup;
  const rooms = options.room === null ? null : prepareRooms(options.room.decaySec, setup.rooms, sampleRateHz);
  const choices = { numNoises: noises.length, numRooms: rooms?.numRooms ?? 0 };
  const play = createPlayer(sampleRateHz);
  let piece = new Float32Array(0);
  const cut = ({ index, start }: NoisePiece, length: number): Float32Array => {
    if (piece.length !== length) piece = new Float32Array(length);
    const noise = noises[index] ?? new Float32Array(0);
    cutNoise(noise, Math.floor(start * noise.length), piece);
    return piece;
  };
  return {
    sampleRateHz,
    draw: (random) => drawVariation(options, choices, random),
    vary(clip, variation, output) {
      play(clip, variation, output);
      const isRestored = setup.targetDbfs !== null && hasSurroundings(variation);
      const before = isRestored ? energyOf(output) : 0;
      addSurroundings(output, variation, rooms, (noise) => cut(noise, output.length), sampleRateHz);
      const after = isRestored ? energyOf(output) : 0;
      const restored = before > 0 && after > 0 ? before / after : 1;
      scale(output, Math.sqrt(restored * fromDb(variation.gainDb)));
    },
    noiseAlone(random, output) {
      output.fill(0);
      if (noises.length === 0) return;
      const level = fromDb(setup.targetDbfs ?? usualDbfs);
      mixNoises(output, random, noises.length, cut, sampleRateHz);
      if (options.lowPass !== null && random.chance(options.lowPass.probability)) {
        lowPass(output, random.uniform(...options.lowPass.hz), sampleRateHz);
      }
      const power = energyOf(output) / output.length;
      // Most noise is brought to the level of speech; what the gain limit leaves quieter stays quiet, down to nothing.
      const quieter = fromDb(random.chance(0.6) ? 0 : random.uniform(-60, 0));
      const gain = fromDb(random.uniform(-options.gainDb, options.gainDb));
      scale(output, power > 0 ? Math.sqrt((level / power) * quieter * gain) : 1);
    },
  };
}

/** Shift, speed and vocal tract: frequencies move by resampling, the vocal tract's share of the tempo is taken back. */
function createPlayer(sampleRateHz: number) {
  const resample = createWindowResampler();
  const stretch = planTimeStretch(sampleRateHz);
  let higher = new Float32Array(0);
  return (clip: WindowedClip, variation: Variation, output: Float32Array): void => {
    const { speed, frequency, shiftSec } = variation;
    const step = Math.round(numPhases * speed * frequency);
    const middle = clip.startSample + output.length / 2 - Math.round(shiftSec * sampleRateHz) * speed;
    const windowOf = (length: number) => ({
      origin: Math.round(numPhases * middle - (length / 2) * step),
      step,
    });
    if (frequency === 1) {
      resample(clip.samples, windowOf(output.length), output);
      return;
    }
    // Room for a segment beyond each end.
    const length = Math.ceil(output.length / frequency) + 2 * Math.round(0.04 * sampleRateHz);
    if (higher.length !== length) higher = new Float32Array(length);
    resample(clip.samples, windowOf(length), higher);
    stretch(higher, 1 / frequency, output);
  };
}

function hasSurroundings({ room, noise, lowPassHz }: Variation): boolean {
  return room !== null || noise !== null || lowPassHz !== null;
}

function addSurroundings(
  output: Float32Array,
  { room, noise, lowPassHz }: Variation,
  rooms: Rooms | null,
  cut: (noise: NoisePiece) => Float32Array,
  sampleRateHz: number,
): void {
  if (room !== null) rooms?.addTail(output, room.index, room.share);
  if (noise !== null) addNoise(output, cut(noise), noise.snrDb, sampleRateHz);
  if (lowPassHz !== null) lowPass(output, lowPassHz, sampleRateHz);
}

/** One noise, or two of which the second is no louder; both at an active power of 1. */
function mixNoises(
  output: Float32Array,
  random: Random,
  numNoises: number,
  cut: (noise: NoisePiece, length: number) => Float32Array,
  sampleRateHz: number,
): void {
  const shares = random.chance(0.3) ? [1, random.uniform(0, 1)] : [1];
  for (const share of shares) {
    const noise = cut(drawNoise(numNoises, random), output.length);
    const power = activePower(noise, sampleRateHz);
    const gain = power > 1e-14 ? Math.sqrt(share / power) : 0;
    for (let i = 0; i < output.length; i++) output[i]! += gain * noise[i]!;
  }
}

function scale(samples: Float32Array, gain: number): void {
  if (gain === 1) return;
  for (let i = 0; i < samples.length; i++) samples[i]! *= gain;
}
