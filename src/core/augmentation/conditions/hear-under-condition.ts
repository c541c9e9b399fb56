import { type PreparedClip, prepareClip } from '../../audio/prepare-clip.ts';
import type { FrontEnd } from '../../features/front-end.ts';
import { copyWindow } from '../copy-window.ts';
import { applyCondition } from './apply-condition.ts';
import type { Condition } from './condition.ts';

/**
 * What the model hears of a recording under a condition. Conditions of the sound change the whole recording, of which level
 * and place are then taken anew. A shift moves the window over the recording as it is: moved by itself, it would be
 * placed where it was, or lose its ends.
 *
 * @param seed of `applyCondition`.
 * @throws PhonoscopeError `audio-too-long` where it has become too long.
 */
export function hearUnderCondition(
  clip: PreparedClip,
  frontEnd: FrontEnd,
  condition: Condition,
  seed: number,
): PreparedClip {
  const { sampleRate } = frontEnd;
  if (condition.kind === 'shift') return moved(clip, Math.round(condition.shiftSec * sampleRate));
  const changed = applyCondition(clip.whole, sampleRate, condition, seed);
  return prepareClip({ sampleRateHz: sampleRate, channels: [changed], notes: [] }, frontEnd);
}

function moved(clip: PreparedClip, shiftSamples: number): PreparedClip {
  const samples = new Float32Array(clip.samples.length);
  const startSample = clip.startSample - shiftSamples;
  copyWindow(clip.whole, startSample, samples);
  for (let i = 0; i < samples.length; i++) samples[i]! *= clip.gain;
  return { ...clip, samples, startSample };
}
