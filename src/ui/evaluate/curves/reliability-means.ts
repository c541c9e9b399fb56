import type { ReliabilityBin } from '../../../core/evaluation/calibration/reliability.ts';

/** How sure the model was and how often it was right, over all bins; null without clips. */
export function meansOf(bins: readonly ReliabilityBin[]): { confidence: number; accuracy: number } | null {
  let [numClips, confidence, accuracy] = [0, 0, 0];
  for (const bin of bins) {
    numClips += bin.count;
    confidence += bin.count * (bin.meanConfidence ?? 0);
    accuracy += bin.count * (bin.accuracy ?? 0);
  }
  return numClips === 0 ? null : { confidence: confidence / numClips, accuracy: accuracy / numClips };
}
