import type { LiveWord } from '../../shared/listen/live-session.ts';
import type { Scoring } from '../../../workers/protocol.ts';

/** A word with its probability; `threshold` is null where it was passed long ago. */
type SaidWord = {
  readonly label: string;
  readonly score: number;
  readonly threshold: number | null;
  readonly isSure: boolean;
};

/** What was said; null before anything was. */
export type Said = SaidWord | 'silence' | null;

/** What was said in a clip. */
export function saidInClip(scoring: Scoring | null): Said {
  if (scoring === null) return null;
  const [first] = scoring.ranked;
  if (scoring.isSilent || first === undefined) return 'silence';
  return { ...first, threshold: scoring.threshold, isSure: scoring.isSure };
}

/** What live mode heard last; it keeps to itself what it is not sure of. */
export function saidLive([last]: readonly LiveWord[]): Said {
  if (last === undefined) return null;
  return { label: last.label, score: last.score, threshold: null, isSure: true };
}

/** How long the model's answer took once the sound was there. */
export function latencyMs({ featuresMs, modelMs }: Pick<Scoring, 'featuresMs' | 'modelMs'>): number {
  return featuresMs + modelMs;
}
