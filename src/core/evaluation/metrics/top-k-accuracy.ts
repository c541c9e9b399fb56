import type { ScoreTable } from '../score-table.ts';

/**
 * Share of clips whose label is among the k with the highest scores. A clip whose label the model lacks is a miss.
 *
 * Of equal scores the label further back in the model's order comes first, as in scikit-learn's
 * `top_k_accuracy_score`; with k = 1 this may differ from the accuracy, whose `argmax` takes the first of equals.
 *
 * @param k - 1 or more.
 * @returns null without clips or scores.
 */
export function topKAccuracy({ actual, numScores, scores }: ScoreTable, k: number): number | null {
  if (actual.length === 0 || numScores === 0) return null;
  let numHits = 0;
  for (let clip = 0; clip < actual.length; clip++) {
    const label = actual[clip] ?? 0;
    if (label < numScores && rankOf(scores, clip * numScores, label, numScores) < k) numHits += 1;
  }
  return numHits / actual.length;
}

/** How many labels come before one, in the row that starts at `offset`. */
function rankOf(
  scores: Float32Array | Float64Array,
  offset: number,
  label: number,
  numScores: number,
): number {
  const own = scores[offset + label] ?? 0;
  let rank = 0;
  for (let i = 0; i < numScores; i++) {
    const score = scores[offset + i] ?? 0;
    if (score > own || (score === own && i > label)) rank += 1;
  }
  return rank;
}
