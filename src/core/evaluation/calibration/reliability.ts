import { highestScores, type ScoreTable } from '../score-table.ts';

/** Clips whose highest score lies above `low` and not above `high`; the first bin also holds 0. */
export type ReliabilityBin = {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Mean of their highest scores; null where the bin is empty. */
  readonly meanConfidence: number | null;
  /** Share of them that is right; null where the bin is empty. */
  readonly accuracy: number | null;
};

/** As many as Guo et al. take. */
const usualNumBins = 15;

/**
 * Sorts clips by how sure the model was into bins of equal width, to compare how sure it was with how often it was
 * right. Equal to scikit-learn's `calibration_curve` on (is right, highest score).
 *
 * @param numBins - 1 or more.
 * @returns all bins, also empty ones; none where there are no scores.
 */
export function reliabilityBins(table: ScoreTable, numBins = usualNumBins): ReliabilityBin[] {
  if (table.numScores === 0) return [];
  const edges = binEdges(numBins);
  const counts = new Float64Array(numBins);
  const sums = new Float64Array(numBins);
  const numCorrect = new Float64Array(numBins);
  const confidences = highestScores(table);
  for (let clip = 0; clip < confidences.length; clip++) {
    const confidence = confidences[clip] ?? 0;
    const bin = findBin(edges, confidence);
    counts[bin] = (counts[bin] ?? 0) + 1;
    sums[bin] = (sums[bin] ?? 0) + confidence;
    if (table.actual[clip] === table.predicted[clip]) numCorrect[bin] = (numCorrect[bin] ?? 0) + 1;
  }
  return Array.from(counts, (count, bin) => ({
    low: edges[bin] ?? 0,
    high: edges[bin + 1] ?? 1,
    count,
    meanConfidence: count === 0 ? null : (sums[bin] ?? 0) / count,
    accuracy: count === 0 ? null : (numCorrect[bin] ?? 0) / count,
  }));
}

/** Edges as NumPy's `linspace(0, 1, numBins + 1)`, to the last bit: scores such as 0.2 lie on them. */
function binEdges(numBins: number): Float64Array {
  const edges = Float64Array.from({ length: numBins + 1 }, (_, i) => i * (1 / numBins));
  edges[numBins] = 1;
  return edges;
}

/** The number of the bin whose upper edge is the first that a score does not exceed; the last for scores above 1. */
function findBin(edges: Float64Array, score: number): number {
  let bin = 0;
  while (bin < edges.length - 2 && score > (edges[bin + 1] ?? 1)) bin += 1;
  return bin;
}

/**
 * Expected calibration error: by how much, in the mean over clips, a bin's accuracy differs from its mean confidence.
 *
 * @param bins - of {@link reliabilityBins}.
 * @returns 0…1; null without clips.
 * @see Guo et al. 2017, On calibration of modern neural networks.
 */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number | null {
  const numClips = bins.reduce((total, { count }) => total + count, 0);
  if (numClips === 0) return null;
  const total = bins.reduce(
    (sum, { count, accuracy, meanConfidence }) =>
      sum + count * Math.abs((accuracy ?? 0) - (meanConfidence ?? 0)),
    0,
  );
  return total / numClips;
}
