import { planTraining } from '../../../core/training/config/training-plan.ts';
import type { TrainingConfig } from '../../../core/training/config/training-config.ts';

/** The schedule of a configuration for epochs of so many steps. */
export function scheduleOf(config: TrainingConfig, stepsPerEpoch: number) {
  const { training } = config;
  const numClips = stepsPerEpoch * training.batchSize;
  const clipLabels = Array.from({ length: numClips }, () => 0);
  // Weights of labels change nothing here, and may name labels that are not open.
  const unweighted = { ...training, loss: { ...training.loss, classWeights: null } };
  return planTraining({ ...config, training: unweighted }, { labels: [], clipLabels }).schedule;
}
