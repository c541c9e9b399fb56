import { PhonoscopeError } from '../../errors.ts';
import { stepsPerEpoch } from '../batches/clip-draw.ts';
import type { ClassifierTraining } from '../train-classifier.ts';
import type { TrainingConfig } from './training-config.ts';

/** The training clips, as far as a plan depends on them. */
export type TrainingSet = {
  readonly labels: readonly string[];
  /** The index of each clip's label. */
  readonly clipLabels: readonly number[];
};

/**
 * Works out from the configuration and the clips how long to train and with what.
 *
 * @throws PhonoscopeError `config-invalid` when a class weight names a label that the clips lack.
 */
export function planTraining(
  { training, model, seed }: TrainingConfig,
  set: TrainingSet,
): Pick<ClassifierTraining, 'schedule' | 'earlyStopping' | 'trainer'> {
  const { optimizer, schedule, loss } = training;
  const { learningRate, ...options } = optimizer;
  const { warmUpSteps, ...shape } = schedule;
  const perEpoch = stepsPerEpoch(set.clipLabels.length, training.batchSize);
  const numSteps = training.steps ?? (training.epochs ?? 1) * perEpoch;
  return {
    schedule: {
      numSteps,
      stepsPerEpoch: perEpoch,
      learningRate,
      // A short training is not to be all warm-up.
      warmUpSteps: Math.min(warmUpSteps, Math.floor(numSteps / 4)),
      shape,
    },
    earlyStopping: training.earlyStopping,
    trainer: {
      seed,
      loss: { ...loss, classWeights: classWeights(loss.classWeights, set) },
      optimizer: options,
      gradientClip: training.gradientClip,
      averageDecay: averageDecay(numSteps),
      isEncoderFrozen: 'from' in model && model.freeze === 'encoder',
    },
  };
}

/**
 * Averaged weights remember a fiftieth of the training, at most 100 steps: with a longer memory the validation curve
 * of a short training lags behind by whole epochs, and early stopping would believe it.
 */
function averageDecay(numSteps: number): number {
  return 1 - 1 / Math.max(2, Math.min(100, numSteps / 50));
}

/** Weights in the order of the labels; `balanced` = clips / (labels × clips of the label), as scikit-learn's. */
function classWeights(
  setting: TrainingConfig['training']['loss']['classWeights'],
  { labels, clipLabels }: TrainingSet,
): Float32Array | null {
  if (setting === null) return null;
  if (setting === 'balanced') {
    const counts = new Float32Array(labels.length);
    for (const label of clipLabels) counts[label] = (counts[label] ?? 0) + 1;
    return counts.map((count) => clipLabels.length / (labels.length * Math.max(1, count)));
  }
  for (const label of setting.keys()) {
    if (labels.includes(label)) continue;
    const reason = `training.loss.classWeights: no clip has the label "${label}".`;
    throw new PhonoscopeError('config-invalid', reason, { reason });
  }
  return Float32Array.from(labels, (label) => setting.get(label) ?? 1);
}
