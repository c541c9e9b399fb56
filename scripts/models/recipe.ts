import { createHash } from 'node:crypto';
import type { AugmentOptions } from '../../src/core/augmentation/augment-options.ts';
import type { FrontEnd } from '../../src/core/features/front-end.ts';
import type { Architecture } from '../../src/core/models/architecture.ts';
import type { Pool } from '../../src/core/training/batches/clip-draw.ts';
import { type Clip, type Sources, speakerOf } from './sources.ts';

/** A clip of a validation set, with the index of its label. */
export type ValidationClip = { readonly label: number; readonly clip: number; readonly file: string };

/** What one model is trained on. */
export type Recipe = {
  readonly labels: readonly string[];
  readonly pools: readonly Pool[];
  /** Nobody in it is trained on. It chooses nothing but live mode's thresholds; training goes to its end. */
  readonly validation: readonly ValidationClip[];
  readonly validationTitle: string;
  /** The clips whose statistics per band the model keeps, unless it starts from another. */
  readonly real: readonly Clip[];
  readonly augment: AugmentOptions;
  readonly numSteps: number;
  readonly learningRate: number;
};

/** A recipe that can be named before any clip is read. */
export type RecipePlan = {
  readonly make: (sources: Sources) => Recipe | Promise<Recipe>;
  /** The model whose encoder to start from: as it was made, else as it ships. */
  readonly startsFrom: string | null;
  /**
   * Live mode's thresholds: chosen on the validation clips, on these and what the folds have not heard (they must have
   * been made), those of another model, or none.
   */
  readonly live: 'chosen' | 'chosen-with-folds' | 'none' | { readonly from: string };
  readonly architecture: Architecture;
  readonly frontEnd: FrontEnd;
};

export const unknown = '_unknown_';
export const silence = '_silence_';

/** How all recipes vary clips; `digits` cuts high frequencies more often. */
export const augment: AugmentOptions = {
  shiftSec: 0.12,
  speed: 0.15,
  gainDb: 8,
  vocalTract: 0.17,
  noise: { probability: 0.7, snrDb: [-2, 35] },
  room: { probability: 0.25, decaySec: [0.15, 0.8] },
  lowPass: { probability: 0.15, hz: [2500, 7000] },
  specAugment: { masks: 2, bands: 6, frames: 16 },
  mixup: null,
};

export function ofLabel(clips: readonly Clip[], label: string): number[] {
  return numbersOf(clips.filter((clip) => clip.label === label));
}

export function numbersOf(clips: readonly Clip[]): number[] {
  return clips.map(({ clip }) => clip);
}

/** Clips under their own labels; those whose label the model lacks are left out. */
export function labelled(clips: readonly Clip[], labels: readonly string[]): ValidationClip[] {
  return clips
    .map(({ label, clip, file }) => ({ label: labels.indexOf(label), clip, file }))
    .filter(({ label }) => label >= 0);
}

/** Parts clips by whether their speaker is one of the sixth that a hash of the name holds out. */
export function splitBySpeaker(clips: readonly Clip[]): { train: Clip[]; held: Clip[] } {
  const isHeld = (clip: Clip) => {
    const hash = createHash('sha256')
      .update(`validation:${speakerOf(clip)}`)
      .digest();
    return hash.readUInt32BE(0) % 6 === 0;
  };
  return { train: clips.filter((clip) => !isHeld(clip)), held: clips.filter(isHeld) };
}
