import { noAugmentation } from '../../../src/core/augmentation/augment-options.ts';
import { parseFrontEnd } from '../../../src/core/features/front-end.ts';
import { parseArchitecture } from '../../../src/core/models/architecture.ts';
import type { LabelledClip } from '../../../src/core/training/batches/clip-draw.ts';
import { ClipStore, noClips } from '../../../src/core/training/batches/clip-store.ts';
import { createRandom } from '../../../src/core/training/random.ts';
import type { TrainingState } from '../../../src/core/training/run-training.ts';
import type { ClassifierTraining } from '../../../src/core/training/train-classifier.ts';

const frontEnd = parseFrontEnd({ clipSamples: 4800, numBands: 10, normalise: 'dataset', amin: 1e-6 });

/** A tone that rises or falls over time, in noise. */
function glide(label: number, seed: number): Float32Array {
  const random = createRandom(seed, label);
  const [from, to] = label === 0 ? [400, 3000] : [3000, 400];
  const pitch = random.uniform(0.8, 1.2);
  let phase = 0;
  return Float32Array.from({ length: 4800 }, (_, i) => {
    phase += (2 * Math.PI * pitch * (from + ((to - from) * i) / 4800)) / 16_000;
    return 0.1 * Math.sin(phase) + 0.03 * random.normal();
  });
}

function addClips(store: ClipStore, count: number, seed: number): LabelledClip[] {
  return Array.from({ length: count }, (_, i) => ({
    label: i % 2,
    clip: store.add({ samples: glide(i % 2, seed + i), startSample: 0 }),
  }));
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
  const store = new ClipStore();
  const train = addClips(store, 64, 100);
  const validation = addClips(store, 40, 900);
  return {
    architecture: parseArchitecture({
      encoder: { type: 'tc-resnet', stemFilters: 4, blockFilters: [6, 8], kernel: 5 },
      decoder: {},
    }),
    frontEnd,
    numLabels: 2,
    start: null,
    batchSize: 16,
    clips: store.stored,
    statisticsFrom: train.map(({ clip }) => clip),
    draw: { kind: 'epochs', clips: train },
    augment: { ...noAugmentation, shiftSec: 0.02, gainDb: 3, specAugment: { masks: 1, bands: 2, frames: 3 } },
    noises: noClips,
    rooms: noClips,
    validation,
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
