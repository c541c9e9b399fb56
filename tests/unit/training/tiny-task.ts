import { createEpochBatches } from '../../../src/core/training/epoch-batches.ts';
import { parseArchitecture } from '../../../src/core/models/architecture.ts';
import { parseFrontEnd } from '../../../src/core/features/front-end.ts';
import { noAugmentation } from '../../../src/core/training/augment.ts';
import { createRandom } from '../../../src/core/training/random.ts';
import type { TrainingState } from '../../../src/core/training/run-training.ts';
import type { ClassifierTraining, LabelledFeatures } from '../../../src/core/training/train-classifier.ts';

const frontEnd = parseFrontEnd({ clipSamples: 4800, numBands: 10, normalise: 'dataset', amin: 1e-6 });
const numFrames = 31;

/** A hill that rises or falls over time, in noise. */
function clip(label: number, seed: number): LabelledFeatures {
  const random = createRandom(seed, label);
  const values = Float32Array.from({ length: numFrames * 10 }, (_, i) => {
    const frame = Math.floor(i / 10);
    const place = (label === 0 ? frame : numFrames - 1 - frame) / 3;
    return -30 + 15 * Math.exp(-((place - (i % 10)) ** 2) / 4) + 4 * random.normal();
  });
  return { label, features: { values, numFrames, numBands: 10 } };
}

function clips(count: number, seed: number): LabelledFeatures[] {
  return Array.from({ length: count }, (_, i) => clip(i % 2, seed + i));
}

export type TinyOptions = {
  readonly seed: number;
  readonly numSteps: number;
  readonly resumeFrom?: TrainingState | null;
};

/** A training that takes a second: two labels that differ only in the order of their frames. */
export function tinyTraining(
  { seed, numSteps, resumeFrom = null }: TinyOptions,
  onEpoch: (state: TrainingState) => void = () => {},
): ClassifierTraining {
  const train = clips(64, 100);
  return {
    architecture: parseArchitecture({
      encoder: { type: 'tc-resnet', stemFilters: 4, blockFilters: [6, 8], kernel: 5 },
      decoder: {},
    }),
    frontEnd,
    numLabels: 2,
    start: null,
    statisticsFrom: train.map(({ features }) => features),
    augment: { ...noAugmentation, shiftSec: 0.02, gainDb: 3, specAugment: { masks: 1, bands: 2, frames: 3 } },
    noises: [],
    batches: (augmenter, shape) => createEpochBatches(train, augmenter, { seed, batchSize: 16, ...shape }),
    validation: clips(40, 900),
    trainer: {
      seed,
      loss: { name: 'cross-entropy', labelSmoothing: 0.05, classWeights: null },
      optimizer: { name: 'adamw', momentum: 0, weightDecay: 0.01 },
      gradientClip: 5,
      averageDecay: 0.9,
      isEncoderFrozen: false,
    },
    schedule: {
      numSteps: 40,
      stepsPerEpoch: 4,
      warmUpSteps: 5,
      learningRate: 0.01,
      shape: { name: 'cosine', finalShare: 0.01 },
    },
    earlyStopping: null,
    nowMs: () => 0,
    onEpoch: (state) => {
      onEpoch(state);
      if (state.trainer.step >= numSteps) throw new Error('stopped');
    },
    resumeFrom,
  };
}
