/** Learning rate of each step. */
export type Schedule = {
  readonly numSteps: number;
  readonly warmUpSteps: number;
  readonly learningRate: number;
};

/** Rises linearly for `warmUpSteps`, then falls along half a cosine to a hundredth. Steps count from 0. */
export function cosineLearningRate({ numSteps, warmUpSteps, learningRate }: Schedule, step: number): number {
  if (step < warmUpSteps) return (learningRate * (step + 1)) / warmUpSteps;
  const progress = (step - warmUpSteps) / Math.max(1, numSteps - warmUpSteps);
  const share = (1 + Math.cos(Math.PI * Math.min(1, progress))) / 2;
  return learningRate * (0.01 + 0.99 * share);
}
