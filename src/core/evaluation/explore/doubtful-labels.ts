import { indexOfHighest } from '../evaluation.ts';
import type { ScoreTable } from '../score-table.ts';

/** A clip that may have the wrong label. */
export type DoubtfulLabel = {
  readonly clip: number;
  /** The label it rather seems to have, a place in the table's labels. */
  readonly suggested: number;
  /** Score of its own label less the highest other, −1…1: the lower, the more doubtful. */
  readonly margin: number;
};

/** So that rounding does not put clips below the mean of scores equal to theirs. */
const slack = 1e-9;

/**
 * Finds clips that the model confidently takes for another label than theirs, most doubtful first. "Confidently": with
 * at least the score that clips of that other label have in the mean; so labels that the model is never sure of count
 * too. Of several such labels the one with the highest score is suggested.
 *
 * A clip whose label the model lacks is passed over: the model cannot know that label, so that its doubts say nothing.
 * A label that no clip has has no mean, and is never suggested. Scores of clips the model was trained on say little.
 *
 * @see Northcutt, Jiang & Chuang 2021, Confident learning: estimating uncertainty in dataset labels (the confident
 * joint's off-diagonal, ranked by normalised margin).
 */
export function findDoubtfulLabels(table: ScoreTable): DoubtfulLabel[] {
  const { actual, numScores } = table;
  const thresholds = meanSelfConfidence(table);
  const doubtful: DoubtfulLabel[] = [];
  for (let clip = 0; clip < actual.length; clip++) {
    const label = actual[clip] ?? 0;
    if (label >= numScores) continue;
    const suggested = confidentLabel(table, clip, thresholds);
    if (suggested !== null && suggested !== label) {
      doubtful.push({ clip, suggested, margin: marginOf(table, clip, label) });
    }
  }
  return doubtful.sort((a, b) => a.margin - b.margin || a.clip - b.clip);
}

/**
 * All clips for which another label has a higher score than their own, the lowest margin first: what to hear next where
 * nothing is doubted confidently. Clips whose label the model lacks are passed over.
 */
export function rankByMargin(table: ScoreTable): DoubtfulLabel[] {
  const { actual, numScores, scores } = table;
  const doubtful: DoubtfulLabel[] = [];
  for (let clip = 0; clip < actual.length; clip++) {
    const label = actual[clip] ?? 0;
    if (label >= numScores) continue;
    const margin = marginOf(table, clip, label);
    if (margin >= 0) continue;
    const suggested = indexOfHighest(scores.subarray(clip * numScores, (clip + 1) * numScores));
    doubtful.push({ clip, suggested, margin });
  }
  return doubtful.sort((a, b) => a.margin - b.margin || a.clip - b.clip);
}

/** The mean score that clips of each label have for it, `[numScores]`; Infinity where there is no clip. */
function meanSelfConfidence({ actual, numScores, scores }: ScoreTable): Float64Array {
  const sums = new Float64Array(numScores);
  const counts = new Float64Array(numScores);
  for (let clip = 0; clip < actual.length; clip++) {
    const label = actual[clip] ?? 0;
    if (label >= numScores) continue;
    sums[label] = (sums[label] ?? 0) + (scores[clip * numScores + label] ?? 0);
    counts[label] = (counts[label] ?? 0) + 1;
  }
  return sums.map((sum, label) => (counts[label] === 0 ? Infinity : sum / (counts[label] ?? 1)));
}

/** The label with the highest score among those that reach their threshold; the first of equals. */
function confidentLabel(
  { numScores, scores }: ScoreTable,
  clip: number,
  thresholds: Float64Array,
): number | null {
  let best: number | null = null;
  let highest = -Infinity;
  for (let label = 0; label < numScores; label++) {
    const score = scores[clip * numScores + label] ?? 0;
    if (score + slack >= (thresholds[label] ?? 0) && score > highest) [best, highest] = [label, score];
  }
  return best;
}

function marginOf({ numScores, scores }: ScoreTable, clip: number, label: number): number {
  let highestOther = 0;
  for (let i = 0; i < numScores; i++) {
    if (i !== label) highestOther = Math.max(highestOther, scores[clip * numScores + i] ?? 0);
  }
  return (scores[clip * numScores + label] ?? 0) - highestOther;
}
