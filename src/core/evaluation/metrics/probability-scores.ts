import { smallestProbability } from '../evaluation.ts';
import type { ScoreTable } from '../score-table.ts';

/**
 * Mean cross-entropy in nats over the clips whose label the model has; null where there is none. The same as the `loss`
 * of an evaluation: a probability below 1e-15 counts as that. scikit-learn's `log_loss(eps=1e-15)` also divides each
 * row by its sum.
 */
export function logLoss({ actual, numScores, scores }: ScoreTable): number | null {
  let total = 0;
  let numCounted = 0;
  for (let clip = 0; clip < actual.length; clip++) {
    const label = actual[clip] ?? 0;
    if (label >= numScores) continue;
    total -= Math.log(Math.max(scores[clip * numScores + label] ?? 0, smallestProbability));
    numCounted += 1;
  }
  return numCounted === 0 ? null : total / numCounted;
}

/**
 * Brier's score: mean over clips of the squared distance between the scores and what is right, 0…2. Clips whose label
 * the model lacks are left out; null where none is left. For two labels it is twice scikit-learn's `brier_score_loss`.
 *
 * @see Brier 1950, Verification of forecasts expressed in terms of probability.
 */
export function brierScore({ actual, numScores, scores }: ScoreTable): number | null {
  let total = 0;
  let numCounted = 0;
  for (let clip = 0; clip < actual.length; clip++) {
    const label = actual[clip] ?? 0;
    if (label >= numScores) continue;
    for (let i = 0; i < numScores; i++) {
      const error = (scores[clip * numScores + i] ?? 0) - (i === label ? 1 : 0);
      total += error * error;
    }
    numCounted += 1;
  }
  return numCounted === 0 ? null : total / numCounted;
}
