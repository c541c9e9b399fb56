import { compareByCodePoint } from '../dataset/code-point-order.ts';

type Judged = {
  readonly path: string;
  readonly label: string;
  readonly predicted: string;
  readonly scores: Readonly<Record<string, number>>;
};

/**
 * Sorts clips so that the model's most confident word comes first; equals by path.
 * Does not change `clips`.
 */
export function rankByConfidence<T extends Judged>(clips: readonly T[]): T[] {
  const confidence = (clip: Judged) => clip.scores[clip.predicted] ?? 0;
  return [...clips].sort((a, b) => confidence(b) - confidence(a) || compareByCodePoint(a.path, b.path));
}

/** The wrong clips, most confident mistakes first. */
export function rankMistakes<T extends Judged>(clips: readonly T[]): T[] {
  return rankByConfidence(clips.filter((clip) => clip.label !== clip.predicted));
}
