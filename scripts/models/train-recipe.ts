import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as tfl from '@tensorflow/tfjs-layers';
import type { Normalisation } from '../../src/core/features/features.ts';
import type { FrontEnd } from '../../src/core/features/front-end.ts';
import { type Architecture, parseArchitecture } from '../../src/core/models/architecture.ts';
import { buildNetwork, layerNames } from '../../src/core/models/build-network.ts';
import { type Augmenter, createAugmenter } from '../../src/core/training/augment.ts';
import type { ModelFile } from '../../src/core/models/model-file.ts';
import { copyWeights } from '../../src/core/training/copy-weights.ts';
import { bandStatistics } from '../../src/core/training/band-statistics.ts';
import { initialiseWeights } from '../../src/core/training/network-weights.ts';
import { createRandom } from '../../src/core/training/random.ts';
import {
  type Epoch,
  runTraining,
  type TrainingState,
  type ValidationResult,
} from '../../src/core/training/run-training.ts';
import { createSampler } from '../../src/core/training/sampler.ts';
import { createTrainer, type Trainer } from '../../src/core/training/trainer.ts';
import { decodeTrainingState, encodeTrainingState } from '../../src/core/training/training-state-file.ts';
import type { Recipe } from './recipe.ts';
import type { Sources } from './sources.ts';

export const architecture: Architecture = parseArchitecture({ encoder: { type: 'tc-resnet' }, decoder: {} });

const batchSize = 64;
const stepsPerEpoch = 250;

export type TrainedNetwork = {
  readonly model: tfl.LayersModel;
  readonly normalisation: Normalisation;
  readonly epochs: readonly Epoch[];
  /** Scores of the validation clips, with the best weights. */
  readonly validationScores: Float32Array;
};

export type TrainRecipeOptions = {
  readonly name: string;
  readonly recipe: Recipe;
  readonly sources: Sources;
  readonly frontEnd: FrontEnd;
  readonly numSteps: number;
  readonly seed: number;
  readonly stateFolder: string;
  /** A model whose encoder and normalisation to start from. */
  readonly start: ModelFile | null;
  readonly log: (line: string) => void;
};

/** Trains one recipe to its end, or goes on where an earlier run stopped. */
export async function trainRecipe(options: TrainRecipeOptions): Promise<TrainedNetwork> {
  const { recipe, frontEnd, numSteps, seed, log } = options;
  const numFrames = Math.floor((frontEnd.clipSamples ?? 16_000) / frontEnd.hopSamples) + 1;
  const shape = { numFrames, numBands: frontEnd.numBands, numLabels: recipe.labels.length };
  const model = buildNetwork(architecture, shape);
  await initialiseWeights(model, createRandom(seed, 3));
  const { start } = options;
  if (start !== null) await copyWeights(start, model, (layer) => layer !== layerNames.logits);
  const normalisation = start?.metadata.normalisation ?? statisticsOf(recipe, frontEnd);
  const augmenter = createAugmenter(frontEnd, normalisation, options.sources.noises(), recipe.augment);
  const batchOf = createSampler(recipe.pools, augmenter, { seed, batchSize, ...shape });
  const trainer = createTrainer(model, {
    seed,
    dropout: architecture.decoder.dropout,
    labelSmoothing: 0.1,
    weightDecay: 0.02,
    gradientClip: 5,
    averageDecay: 0.998,
  });
  const validation = createValidation(recipe, augmenter, trainer, shape);
  const state = openState(options);
  const progress = createProgress(numSteps, log);
  const finished = await runTraining({
    trainer,
    schedule: { numSteps, warmUpSteps: 300, learningRate: recipe.learningRate },
    stepsPerEpoch,
    batchOf,
    validate: async () => summarise(await validation(), recipe),
    nowMs: () => performance.now(),
    onEpoch: (next) => {
      state.save(next);
      progress(next);
    },
    resumeFrom: state.load(),
  });
  return { model, normalisation, epochs: finished.epochs, validationScores: await validation() };
}

function statisticsOf({ real }: Recipe, { numBands, amin }: FrontEnd): Normalisation {
  const clips = real.map(({ features }) => features);
  return bandStatistics(clips, numBands, 10 * Math.log10(amin));
}

type Shape = { readonly numFrames: number; readonly numBands: number; readonly numLabels: number };

function createValidation(
  recipe: Recipe,
  augmenter: Augmenter,
  trainer: Trainer,
  { numFrames, numBands, numLabels }: Shape,
) {
  const clips = recipe.validation;
  const size = numFrames * numBands;
  const features = new Float32Array(clips.length * size);
  clips.forEach((clip, index) => augmenter.plain(clip.features, features, index * size));
  return async (): Promise<Float32Array> => {
    const scores = new Float32Array(clips.length * numLabels);
    for (let first = 0; first < clips.length; first += batchSize) {
      const last = Math.min(clips.length, first + batchSize);
      const part = await trainer.predict(features.slice(first * size, last * size), last - first);
      scores.set(part, first * numLabels);
    }
    return scores;
  };
}

function summarise(scores: Float32Array, recipe: Recipe): ValidationResult {
  const numLabels = recipe.labels.length;
  let loss = 0;
  let correct = 0;
  recipe.validation.forEach(({ label }, clip) => {
    const row = scores.subarray(clip * numLabels, (clip + 1) * numLabels);
    loss -= Math.log(Math.max(1e-7, row[label] ?? 0));
    if (row.indexOf(Math.max(...row)) === label) correct += 1;
  });
  const numClips = Math.max(1, recipe.validation.length);
  return { loss: loss / numClips, accuracy: correct / numClips };
}

function openState({ name, numSteps, seed, stateFolder, recipe }: TrainRecipeOptions) {
  const key = JSON.stringify({
    name,
    numSteps,
    seed,
    architecture,
    augment: recipe.augment,
    rate: recipe.learningRate,
  });
  mkdirSync(stateFolder, { recursive: true });
  const file = join(stateFolder, `${name}-${numSteps}.state`);
  return {
    load: (): TrainingState | null =>
      existsSync(file) ? decodeTrainingState(readFileSync(file), key) : null,
    save(state: TrainingState): void {
      writeFileSync(`${file}.part`, encodeTrainingState(state, key));
      renameSync(`${file}.part`, file);
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
    const percent = (share: number | null) => `${((share ?? 0) * 100).toFixed(1)} %`;
    log(
      `step ${last.step}/${numSteps}  loss ${last.loss.toFixed(3)}  train ${percent(last.accuracy)}` +
        `  val loss ${(last.valLoss ?? 0).toFixed(3)}  val ${percent(last.valAccuracy)}` +
        `  ${last.seconds.toFixed(0)} s  about ${minutesLeft.toFixed(1)} min left`,
    );
  };
}
