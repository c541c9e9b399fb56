import type { Audio } from './audio.ts';
import { estimateSnrDb } from './estimate-snr.ts';
import type { PreparedClip } from './prepare-clip.ts';

/** What can be told of a recording by listening, before level, place and any condition. */
export type RecordingFacts = {
  /** As the file has it. */
  readonly durationSec: number;
  /** In dB of full scale; −Infinity for digital silence. */
  readonly rmsDbfs: number;
  /** An estimate of `estimateSnrDb`; NaN where there is none. */
  readonly snrDb: number;
};

/** @param frontEnd the one that `prepared` was made for. */
export function recordingFacts(
  { channels, sampleRateHz }: Audio,
  { whole, rmsDbfs }: PreparedClip,
  frontEnd: { readonly sampleRate: number },
): RecordingFacts {
  const durationSec = (channels[0]?.length ?? 0) / sampleRateHz;
  return { durationSec, rmsDbfs, snrDb: estimateSnrDb(whole, frontEnd.sampleRate) };
}
