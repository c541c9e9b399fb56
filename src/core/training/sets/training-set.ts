import { PhonoscopeError } from '../../errors.ts';
import { findLeaks, type TracedClip } from './find-leaks.ts';
import { type HeldOut, holdOut, type HoldOut, type PartedClip } from './hold-out.ts';

/** A clip of a data set that was read into a store. */
export type SetClip = LabelledRecording & {
  /** Its number in the store. */
  readonly clip: number;
  /** Every sample is exactly zero. */
  readonly isSilent: boolean;
};

/** A clip as far as parting a data set depends on it. */
type LabelledRecording = TracedClip & PartedClip;

/** A data set parted for a training. */
export type TrainingSet<T> = HeldOut<T> & {
  /** In the order of code points, which is that of the model's scores. */
  readonly labels: readonly string[];
  /** Labels with a single clip: they are trained on, and nothing says how well. */
  readonly singles: readonly string[];
  /** Recordings that were left out of the validation part because they are in the training part under another name. */
  readonly repeated: readonly (readonly [string, string])[];
};

/** Parts a data set for training and validation. */
export function partTrainingSet<T extends LabelledRecording>(
  clips: readonly T[],
  options: HoldOut,
): TrainingSet<T> {
  const held = holdOut(clips, options);
  const { recordings } = findLeaks(held.train, held.validation);
  const isRepeated = new Set(recordings.map(([, path]) => path));
  const validation = held.validation.filter(({ path }) => !isRepeated.has(path));
  const counts = held.counts.map((count) => ({
    ...count,
    numValidation: validation.filter(({ label }) => label === count.label).length,
  }));
  const singles = counts.filter(({ numTrain, numValidation }) => numTrain + numValidation === 1);
  return {
    labels: counts.map(({ label }) => label),
    train: held.train,
    validation,
    counts,
    singles: singles.map(({ label }) => label),
    repeated: recordings,
  };
}

/**
 * Refuses what nothing can be learnt from.
 *
 * @throws PhonoscopeError `training-no-clips`, `training-one-label`, `training-all-silent`.
 */
export function refuseHopelessSet(clips: readonly Pick<SetClip, 'label' | 'isSilent'>[]): void {
  const [label, other] = new Set(clips.map((clip) => clip.label));
  if (label === undefined) throw new PhonoscopeError('training-no-clips', 'There is no clip to train on.');
  if (other === undefined) {
    const text = `All clips are "${label}": training needs at least two labels.`;
    throw new PhonoscopeError('training-one-label', text, { label });
  }
  if (clips.every(({ isSilent }) => isSilent)) {
    const text = 'All clips are silent: there is nothing to learn from.';
    throw new PhonoscopeError('training-all-silent', text);
  }
}
