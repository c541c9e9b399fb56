export type PlateauOptions = {
  readonly factor: number;
  /** Epochs without a better loss that are let pass. */
  readonly patience: number;
  /** A loss counts as better when it is below best × (1 − threshold). */
  readonly threshold: number;
  /** Epochs after a reduction in which nothing is counted. */
  readonly cooldown: number;
  readonly minLearningRate: number;
};

/** What ReduceLROnPlateau remembers from epoch to epoch. */
export type PlateauState = {
  readonly learningRate: number;
  /** Null before the first epoch. */
  readonly bestLoss: number | null;
  readonly numBadEpochs: number;
  readonly cooldownLeft: number;
};

/** The state before the first epoch. */
export function startPlateau(learningRate: number): PlateauState {
  return { learningRate, bestLoss: null, numBadEpochs: 0, cooldownLeft: 0 };
}

/**
 * Takes note of an epoch's loss and reduces the learning rate when more than `patience` epochs in a row were no better.
 *
 * @see PyTorch 1.13 `ReduceLROnPlateau`, mode `min`, threshold mode `rel`, eps 1e-8.
 */
export function observePlateau(state: PlateauState, loss: number, options: PlateauOptions): PlateauState {
  const isBetter = state.bestLoss === null || loss < state.bestLoss * (1 - options.threshold);
  const isCooling = state.cooldownLeft > 0;
  const numBadEpochs = isBetter || isCooling ? 0 : state.numBadEpochs + 1;
  const next = {
    learningRate: state.learningRate,
    bestLoss: isBetter ? loss : state.bestLoss,
    numBadEpochs,
    cooldownLeft: Math.max(0, state.cooldownLeft - 1),
  };
  if (numBadEpochs <= options.patience) return next;
  const reduced = Math.max(state.learningRate * options.factor, options.minLearningRate);
  return {
    ...next,
    // A change that small is no change.
    learningRate: state.learningRate - reduced > 1e-8 ? reduced : state.learningRate,
    numBadEpochs: 0,
    cooldownLeft: options.cooldown,
  };
}
