import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrontEnd } from '../../src/core/features/front-end.ts';
import type { Architecture } from '../../src/core/models/architecture.ts';
import type { TrainingState } from '../../src/core/training/run-training.ts';
import { batchThreads, countBatchThreads } from '../../src/platform/node/batch-threads.ts';
import { countStored, noClips } from '../../src/core/training/batches/clip-store.ts';
import {
  type StartNetwork,
  type TrainedClassifier,
  trainClassifier,
} from '../../src/core/training/train-classifier.ts';
import { decodeTrainingState, encodeTrainingState } from '../../src/core/training/training-state-file.ts';
import type { Recipe } from './recipe.ts';
import { saveFile } from './save-file.ts';
import type { Sources } from './sources.ts';

const batchSize = 64;
const stepsPerEpoch = 250;

export type TrainRecipeOptions = {
  readonly name: string;
  readonly recipe: Recipe;
  readonly sources: Sources;
  readonly frontEnd: FrontEnd;
  readonly architecture: Architecture;
  readonly numSteps: number;
  readonly seed: number;
  readonly stateFolder: string;
  /** A network whose encoder and normalisation to start from. */
  readonly start: StartNetwork | null;
  readonly log: (line: string) => void;
};

/** Trains one recipe to its end, or goes on where an earlier run stopped. */
export async function trainRecipe(options: TrainRecipeOptions): Promise<TrainedClassifier> {
  const { recipe, numSteps, seed, sources } = options;
  const state = openState(options);
  const progress = createProgress(numSteps, options.log);
  return trainClassifier({
    architecture: options.architecture,
    frontEnd: options.frontEnd,
    numLabels: recipe.labels.length,
    start: options.start,
    batchSize,
    clips: sources.stored(),
    statisticsFrom: recipe.real.map(({ clip }) => clip),
    draw: { kind: 'pools', pools: recipe.pools },
    augment: recipe.augment,
    noises: sources.noises(),
    rooms: noClips,
    openBatches: batchThreads(countBatchThreads()),
    validation: recipe.validation,
    trainer: {
      seed,
      loss: { name: 'cross-entropy', labelSmoothing: 0.1, classWeights: null },
      optimizer: { name: 'adamw', momentum: 0, weightDecay: 0.02 },
      gradientClip: 5,
      averageDecay: 0.998,
      isEncoderFrozen: false,
    },
    schedule: {
      numSteps,
      stepsPerEpoch,
      warmUpSteps: Math.min(300, Math.floor(numSteps / 4)),
      learningRate: recipe.learningRate,
      shape: { name: 'cosine', finalShare: 0.01 },
    },
    earlyStopping: null,
    // A model whose validation speakers are trained on as well must come out of the same rule as one that has some.
    keep: 'last',
    nowMs: () => performance.now(),
    onEpoch: (next) => {
      state.save(next);
      progress(next);
    },
    resumeFrom: state.load(),
  });
}

function openState(options: TrainRecipeOptions) {
  const { name, numSteps, seed, stateFolder, recipe, sources, architecture, frontEnd } = options;
  const { augment, learningRate, labels, pools } = recipe;
  const numClips = countStored(sources.stored());
  const weights = pools.map(({ label, weight, clips }) => [label, weight, clips?.length]);
  const key = JSON.stringify({
    name,
    numSteps,
    seed,
    architecture,
    frontEnd,
    augment,
    learningRate,
    labels,
    weights,
    numClips,
  });
  mkdirSync(stateFolder, { recursive: true });
  const file = join(stateFolder, `${name}-${numSteps}.state`);
  return {
    load: (): TrainingState | null =>
      existsSync(file) ? decodeTrainingState(readFileSync(file), key) : null,
    save(state: TrainingState): void {
      saveFile(file, encodeTrainingState(state, key));
    },
  };
}

function createProgress(numSteps: number, log: (line: string) => void) {
  return ({ epochs }: TrainingState): void => {
    const last = epochs.at(-1);
    if (last === undefined) return;
    const recent = epochs.slice(-5);
    const secPerEpoch = recent.reduce((sum, { seconds }) => sum + seconds, 0) / recent.length;
    const minutesLeft = ((numSteps - last.step) / stepsPerEpoch) * (secPerEpoch / 60);
    const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
    const validation =
      last.valLoss === null || last.valAccuracy === null
        ? ''
        : `  val loss ${last.valLoss.toFixed(3)}  val ${percent(last.valAccuracy)}`;
    log(
      `step ${last.step}/${numSteps}  loss ${last.loss.toFixed(3)}  train ${percent(last.accuracy)}${validation}` +
        `  ${last.seconds.toFixed(0)} s  about ${minutesLeft.toFixed(1)} min left`,
    );
  };
}
