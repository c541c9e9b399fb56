import { explainClip, type ExplainedFrame, type FrameExplainer } from '../core/features/explain-frame.ts';
import type { ExplainRequest } from './protocol.ts';

/** Keeps the last clip in pieces, so that each further frame of it costs a fraction of a millisecond. */
export function createExplainCache(): (request: ExplainRequest) => ExplainedFrame | null {
  let kept: { readonly clipKey: number; readonly explain: FrameExplainer } | null = null;
  return ({ choice: { frontEnd, normalisation }, clipKey, heard, frameIndex }) => {
    if (heard !== null) kept = { clipKey, explain: explainClip(heard, frontEnd, normalisation) };
    return kept?.clipKey === clipKey ? kept.explain(frameIndex) : null;
  };
}
