import type { AugmentOptions } from '../../augmentation/augment-options.ts';
import { varianceReach } from '../../augmentation/reach.ts';
import type { Audio } from '../../audio/audio.ts';
import { prepareClip } from '../../audio/prepare-clip.ts';
import type { FrontEnd } from '../../features/front-end.ts';
import type { WindowedClip } from './clip-store.ts';

/** A recording made ready to be trained on. */
export type TrainingClip = WindowedClip & {
  /** Every sample is exactly zero. */
  readonly isSilent: boolean;
};

/**
 * Does a front end's first steps (mean of channels → resample → level → place) and keeps, besides the window, what a
 * variation can bring into it: as much as it may move the clip or quicken it.
 */
export function prepareTrainingClip(audio: Audio, frontEnd: FrontEnd, augment: AugmentOptions): TrainingClip {
  const { whole, gain, startSample, isSilent } = prepareClip(audio, frontEnd);
  const numSamples = frontEnd.clipSamples ?? whole.length;
  const reach = varianceReach(augment, numSamples, frontEnd.sampleRate);
  const first = Math.min(whole.length, Math.max(0, startSample - reach));
  const end = Math.max(first, Math.min(whole.length, startSample + numSamples + reach));
  const samples = whole.slice(first, end);
  for (let i = 0; i < samples.length; i++) samples[i]! *= gain;
  return { samples, startSample: startSample - first, isSilent };
}
