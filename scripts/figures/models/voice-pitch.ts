import { PitchDetector } from 'pitchy';
import { streamRateHz } from '../../models/live-streams.ts';

const frameSamples = 800;
const minHz = 60;
const maxHz = 450;
/** Of 1; below, a frame is no clear vowel. */
const minClarity = 0.8;
const minFrames = 3;

/**
 * Estimates how high a voice is: the middle of the pitches of its clear frames (McLeod and Wyvill 2005).
 *
 * @param samples mono, at `streamRateHz`.
 * @returns Hz; null where too little of it is voiced.
 */
export function voicePitchHz(samples: Float32Array): number | null {
  const detector = PitchDetector.forFloat32Array(frameSamples);
  const pitches: number[] = [];
  for (let first = 0; first + frameSamples <= samples.length; first += frameSamples / 4) {
    const frame = samples.subarray(first, first + frameSamples);
    const [pitchHz, clarity] = detector.findPitch(frame, streamRateHz);
    if (clarity >= minClarity && pitchHz >= minHz && pitchHz <= maxHz) pitches.push(pitchHz);
  }
  if (pitches.length < minFrames) return null;
  return pitches.sort((a, b) => a - b)[Math.floor(pitches.length / 2)] ?? null;
}
