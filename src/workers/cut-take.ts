import { encodeWav } from '../core/audio/encode-wav.ts';
import { prepareClip } from '../core/audio/prepare-clip.ts';
import { trimTake } from '../core/audio/trim-take.ts';
import { preset } from '../core/features/presets.ts';
import type { CutTake, OpenedSource } from './protocol.ts';
import { readClipSource } from './read-clip-source.ts';

/** Points of the little picture of a take. */
const numPoints = 32;

/**
 * Makes a take of one word out of a recording or a file: mono, at the rate of the shipped models, without the silence
 * around it.
 *
 * @throws PhonoscopeError `take-*`, `audio-*`, `file-unreadable`.
 */
export async function cutTake(source: OpenedSource): Promise<CutTake> {
  const frontEnd = preset('log-mel-16k');
  const { whole } = prepareClip(await readClipSource(source), frontEnd);
  const samples = trimTake(whole, frontEnd.sampleRate);
  return {
    wav: new Blob([Uint8Array.from(encodeWav(samples, frontEnd.sampleRate))], { type: 'audio/wav' }),
    durationSec: samples.length / frontEnd.sampleRate,
    envelope: drawEnvelope(samples),
  };
}

/** The largest sample of each stretch, where 255 is the largest of all. */
function drawEnvelope(samples: Float32Array): Uint8Array {
  const peaks = Array.from({ length: numPoints }, (_, point) =>
    samples
      .subarray(
        Math.floor((point * samples.length) / numPoints),
        Math.floor(((point + 1) * samples.length) / numPoints),
      )
      .reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0),
  );
  const most = Math.max(...peaks, Number.MIN_VALUE);
  return Uint8Array.from(peaks, (peak) => Math.round((peak / most) * 255));
}
