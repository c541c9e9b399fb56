import { smallestProbability } from '../evaluation.ts';
import type { ScoreTable } from '../score-table.ts';

/** Where there is no best temperature (no clip is wrong, say), the search ends at one of these. */
export const temperatureLimits = { lowest: 0.05, highest: 20 } as const;

/** Steps shorter than this, as a share, end the search; Newton's then are at the limit of float64. */
const precision = 1e-10;
/** Bisections alone would need 40. */
const mostSteps = 100;

/**
 * Finds the temperature at which the scores fit the labels best: that with the least mean cross-entropy of
 * log(score) / temperature, normalised anew. Scores are a softmax's output, so that their logarithms are the network's
 * logits but for a constant, which does not matter.
 *
 * @param clips - which clips to look at; those whose label the model lacks are passed over.
 * @returns above 1 where the model is too sure; within {@link temperatureLimits}; null where no clip counts.
 * @see Guo et al. 2017, On calibration of modern neural networks.
 */
export function fitTemperature(table: ScoreTable, clips: ArrayLike<number>): number | null {
  if (!hasKnownLabel(table, clips)) return null;
  // In 1 / temperature the loss is convex: Newton's steps, or a bisection where one would leave the bracket.
  let [low, high] = [1 / temperatureLimits.highest, 1 / temperatureLimits.lowest];
  if (slopeAt(table, clips, low).slope >= 0) return temperatureLimits.highest;
  if (slopeAt(table, clips, high).slope <= 0) return temperatureLimits.lowest;
  let inverse = 1;
  for (let step = 0; step < mostSteps; step++) {
    const { slope, curvature } = slopeAt(table, clips, inverse);
    if (slope < 0) low = inverse;
    else high = inverse;
    const newton = inverse - slope / curvature;
    if (Math.abs(newton - inverse) <= precision * inverse) break;
    inverse = newton > low && newton < high ? newton : (low + high) / 2;
  }
  return 1 / inverse;
}

function hasKnownLabel({ actual, numScores }: ScoreTable, clips: ArrayLike<number>): boolean {
  for (let i = 0; i < clips.length; i++) {
    if ((actual[clips[i] ?? -1] ?? numScores) < numScores) return true;
  }
  return false;
}

/**
 * First and second derivative of the summed cross-entropy by the inverse temperature: mean log score less that of the
 * label, and variance of the log scores, under the scaled scores. Logarithms are −34.5 or more and the inverse 20 or
 * less, so that no power comes out as 0.
 */
function slopeAt(
  { actual, numScores, scores }: ScoreTable,
  clips: ArrayLike<number>,
  inverse: number,
): { slope: number; curvature: number } {
  let slope = 0;
  let curvature = 0;
  for (let i = 0; i < clips.length; i++) {
    const clip = clips[i] ?? -1;
    const label = actual[clip] ?? numScores;
    if (label >= numScores) continue;
    let weight = 0;
    let first = 0;
    let second = 0;
    for (let j = 0; j < numScores; j++) {
      const log = logOf(scores[clip * numScores + j] ?? 0);
      const power = Math.exp(inverse * log);
      weight += power;
      first += power * log;
      second += power * log * log;
    }
    const mean = first / weight;
    slope += mean - logOf(scores[clip * numScores + label] ?? 0);
    curvature += second / weight - mean * mean;
  }
  return { slope, curvature };
}

/**
 * Scales all scores: the powers 1 / temperature, each clip's divided by their sum. What was predicted stays.
 *
 * @returns a new table.
 * @throws RangeError when the temperature is not above 0.
 */
export function applyTemperature(table: ScoreTable, temperature: number): ScoreTable {
  if (!(temperature > 0)) throw new RangeError(`a temperature of ${temperature}`);
  const { numScores, scores } = table;
  const scaled = new Float64Array(scores.length);
  for (let start = 0; start < scores.length; start += numScores) {
    let highest = 0;
    for (let i = start; i < start + numScores; i++) highest = Math.max(highest, scores[i] ?? 0);
    const highestLog = logOf(highest);
    let sum = 0;
    for (let i = start; i < start + numScores; i++) {
      const power = Math.exp((logOf(scores[i] ?? 0) - highestLog) / temperature);
      scaled[i] = power;
      sum += power;
    }
    for (let i = start; i < start + numScores; i++) scaled[i] = (scaled[i] ?? 0) / sum;
  }
  return { ...table, scores: scaled };
}

function logOf(score: number): number {
  return Math.log(Math.max(score, smallestProbability));
}
