import { prepareClip } from '../core/audio/prepare-clip.ts';
import { explainClip, type ExplainedFrame, type FrameExplainer } from '../core/features/explain-frame.ts';
import type { ExplainRequest } from './protocol.ts';

/** Keeps the last clip in pieces, so that each further frame of it costs a fraction of a millisecond. */
export function createExplainCache(): (request: ExplainRequest) => ExplainedFrame | null {
  let kept: { readonly clipKey: number; readonly explain: FrameExplainer } | null = null;
  return ({ choice: { frontEnd, normalisation }, clipKey, samples, frameIndex }) => {
    if (samples !== null) {
      // The clip has the front end's rate already: level and place give the very samples the model heard.
      const audio = { sampleRateHz: frontEnd.sampleRate, channels: [samples], notes: [] };
      const prepared = prepareClip(audio, frontEnd);
      kept = { clipKey, explain: explainClip(prepared.samples, frontEnd, normalisation) };
    }
    return kept?.clipKey === clipKey ? kept.explain(frameIndex) : null;
  };
}
