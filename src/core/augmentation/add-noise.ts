import { activePower, fromDb } from './active-power.ts';

/** Quieter than anything a recording holds: nothing to scale up. */
const silentPower = 1e-14;

/** Writes `output.length` samples of a noise from `start` on, repeating it where it is too short. */
export function cutNoise(noise: Float32Array, start: number, output: Float32Array): void {
  if (noise.length === 0) {
    output.fill(0);
    return;
  }
  let from = start % noise.length;
  for (let at = 0; at < output.length;) {
    const piece = noise.subarray(from, from + output.length - at);
    output.set(piece, at);
    at += piece.length;
    from = 0;
  }
}

/**
 * Adds a noise of the clip's length so that the active part of the clip has `snrDb` more power than the active part
 * of the noise. A silent clip or a silent noise changes nothing.
 */
export function addNoise(clip: Float32Array, noise: Float32Array, snrDb: number, sampleRateHz: number): void {
  const noisePower = activePower(noise, sampleRateHz);
  if (noisePower < silentPower) return;
  const gain = Math.sqrt((activePower(clip, sampleRateHz) / noisePower) * fromDb(-snrDb));
  for (let i = 0; i < clip.length; i++) clip[i]! += gain * noise[i]!;
}
