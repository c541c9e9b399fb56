import { highestScores, type ScoreTable } from '../score-table.ts';
import type { Curve } from './curve.ts';
import { countByThreshold, type ThresholdCounts } from './threshold-counts.ts';

export type Rejection = {
  /** x = share of clips that are kept (coverage), y = accuracy of those; thresholds of the highest score, falling. */
  readonly curve: Curve;
  /** The mean share of errors among the k surest clips, over all k; 0 is best. */
  readonly areaUnderRiskCoverage: number;
};

/**
 * Accuracy against rejection: what is right among the clips whose highest score reaches a threshold, for each threshold
 * that occurs. Clips with equal scores are kept or rejected together; for the area, errors are spread evenly over them,
 * which is the mean over all orders of the equals.
 *
 * @returns null without clips or scores.
 * @see Geifman, Uziel & El-Yaniv 2019, Bias-reduced uncertainty estimation for deep neural classifiers (AURC).
 */
export function rejectionCurve(table: ScoreTable): Rejection | null {
  if (table.actual.length === 0 || table.numScores === 0) return null;
  const counts = countByThreshold(...partByCorrectness(table));
  const { truePositives, falsePositives, thresholds } = counts;
  const x = new Float64Array(thresholds.length);
  const y = new Float64Array(thresholds.length);
  for (let i = 0; i < thresholds.length; i++) {
    const numCorrect = truePositives[i] ?? 0;
    const numKept = numCorrect + (falsePositives[i] ?? 0);
    x[i] = numKept / table.actual.length;
    y[i] = numCorrect / numKept;
  }
  return { curve: { x, y, thresholds }, areaUnderRiskCoverage: areaUnderRiskCoverage(counts) };
}

/** The highest scores of the clips that are right, and of those that are wrong. */
function partByCorrectness(table: ScoreTable): [Float64Array, Float64Array] {
  const highest = highestScores(table);
  const isRight = (_: number, clip: number) => table.actual[clip] === table.predicted[clip];
  return [highest.filter(isRight), highest.filter((score, clip) => !isRight(score, clip))];
}

function areaUnderRiskCoverage({ truePositives, falsePositives }: ThresholdCounts): number {
  let total = 0;
  let numKept = 0;
  let numWrong = 0;
  for (let i = 0; i < truePositives.length; i++) {
    const end = (truePositives[i] ?? 0) + (falsePositives[i] ?? 0);
    const share = ((falsePositives[i] ?? 0) - numWrong) / (end - numKept);
    for (let k = 1; k <= end - numKept; k++) total += (numWrong + k * share) / (numKept + k);
    numKept = end;
    numWrong = falsePositives[i] ?? 0;
  }
  return total / numKept;
}
