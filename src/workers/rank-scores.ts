import type { ModelMetadata } from '../core/models/metadata.ts';
import { thresholdOf } from '../core/models/live-detector.ts';
import type { RankedLabel, Scoring } from './protocol.ts';

/** Orders the scores of one clip, highest first, and says whether the first is high enough. */
export function rankScores(
  scores: Float32Array,
  { labels, live }: Pick<ModelMetadata, 'labels' | 'live'>,
): Pick<Scoring, 'ranked' | 'threshold' | 'isSure'> {
  const ranked: RankedLabel[] = labels.map((label, index) => ({ label, score: scores[index] ?? 0 }));
  ranked.sort((a, b) => b.score - a.score);
  const [first] = ranked;
  const threshold = first === undefined ? 1 : thresholdOf(first.label, live);
  return { ranked, threshold, isSure: first !== undefined && first.score >= threshold };
}
