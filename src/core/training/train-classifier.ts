import type * as tfl from '@tensorflow/tfjs-layers';
import type { Features, Normalisation } from '../features/features.ts';
import { countBands, countFrames } from '../features/feature-shape.ts';
import { type FrontEnd, requireMel } from '../features/front-end.ts';
import type { Architecture } from '../models/architecture.ts';
import { buildNetwork, layerNames, type NetworkShape } from '../models/build-network.ts';
import { type Augmenter, type AugmentOptions, createAugmenter } from './augment.ts';
import { bandStatistics } from './band-statistics.ts';
import { copyWeights } from './copy-weights.ts';
import { initialiseWeights } from './network-weights.ts';
import { createRandom } from './random.ts';
import { type FinishedTraining, runTraining, type TrainingRun } from './run-training.ts';
import { Trainer, type TrainerOptions } from './trainer.ts';
import type { TrainingBatch } from './training-batch.ts';
import { summariseValidation } from './validation-result.ts';

/** A clip as plain features in dB, and the index of its label. */
export type LabelledFeatures = { readonly label: number; readonly features: Features };

/** Everything that decides what a classifier becomes. */
export type ClassifierTraining = Pick<
  TrainingRun,
  'schedule' | 'earlyStopping' | 'nowMs' | 'onEpoch' | 'onStep' | 'resumeFrom' | 'control'
> & {
  readonly architecture: Architecture;
  /** With `clipSamples`, so that all clips have one length. */
  readonly frontEnd: FrontEnd;
  readonly numLabels: number;
  /** A network whose encoder to start from, and its normalisation; it stays the caller's. */
  readonly start: Pick<TrainedClassifier, 'model' | 'normalisation'> | null;
  /** Clips whose mean and standard deviation per band the model keeps. */
  readonly statisticsFrom: readonly Features[];
  readonly augment: AugmentOptions;
  readonly noises: readonly Features[];
  readonly batches: (augmenter: Augmenter, shape: NetworkShape) => (step: number) => Promise<TrainingBatch>;
  /** Clips to choose the best weights by; none = the last weights. */
  readonly validation: readonly LabelledFeatures[];
  readonly trainer: Omit<TrainerOptions, 'dropout'>;
};

export type TrainedClassifier = {
  /** Holds the best weights; the caller disposes of it. */
  readonly model: tfl.LayersModel;
  readonly normalisation: Normalisation | null;
  readonly epochs: FinishedTraining['epochs'];
  readonly ended: FinishedTraining['ended'];
  /** Number of the epoch with the best weights, from 1. */
  readonly best: number;
  /** Scores `[clips, labels]` of the validation clips with the best weights. */
  readonly validationScores: Float32Array;
};

const validationBatchSize = 64;

/**
 * Trains a classifier from labelled features to its end, or goes on where an earlier run stopped.
 *
 * @throws PhonoscopeError `training-diverged`, `aborted`.
 */
export async function trainClassifier(training: ClassifierTraining): Promise<TrainedClassifier> {
  const { frontEnd, start, validation, numLabels, trainer: options } = training;
  const shape = { numFrames: clipFrames(frontEnd), numBands: countBands(frontEnd), numLabels };
  const model = buildNetwork(training.architecture, shape, normMomentum(training.schedule.numSteps));
  await initialiseWeights(model, createRandom(options.seed, 3));
  if (start !== null) await copyWeights(start.model, model, (layer) => layer !== layerNames.logits);
  const normalisation = normalisationOf(training);
  const augmenter = createAugmenter(frontEnd, normalisation, training.noises, training.augment);
  const trainer = await Trainer.create(model, { ...options, dropout: training.architecture.decoder.dropout });
  const labels = validation.map(({ label }) => label);
  const score = createScorer(validation, augmenter, trainer, shape);
  const { epochs, best, ended } = await runTraining({
    ...training,
    trainer,
    batchOf: training.batches(augmenter, shape),
    validate:
      validation.length === 0
        ? null
        : async () => summariseValidation(await score(), labels, options.loss.name),
  });
  const validationScores = await score();
  return { model, normalisation, epochs, ended, best: best?.epoch ?? epochs.length, validationScores };
}

/** In a short training, moving statistics must follow faster: they should remember a tenth of it, at most 100 steps. */
function normMomentum(numSteps: number): number {
  return 1 - Math.max(0.01, Math.min(0.5, 10 / numSteps));
}

/** Frames of one clip of a front end with `clipSamples`. */
function clipFrames(frontEnd: FrontEnd): number {
  if (frontEnd.clipSamples === null) throw new RangeError('Training needs clips of one length.');
  return countFrames(frontEnd.clipSamples, frontEnd);
}

function normalisationOf({ start, statisticsFrom, frontEnd }: ClassifierTraining): Normalisation | null {
  if (frontEnd.normalise === 'none') return null;
  return (
    start?.normalisation ??
    bandStatistics(statisticsFrom, countBands(frontEnd), 10 * Math.log10(requireMel(frontEnd).amin))
  );
}

function createScorer(
  clips: readonly LabelledFeatures[],
  augmenter: Augmenter,
  trainer: Trainer,
  { numFrames, numBands, numLabels }: NetworkShape,
): () => Promise<Float32Array> {
  const size = numFrames * numBands;
  const features = new Float32Array(clips.length * size);
  clips.forEach((clip, index) => augmenter.plain(clip.features, features, index * size));
  return async () => {
    const scores = new Float32Array(clips.length * numLabels);
    for (let first = 0; first < clips.length; first += validationBatchSize) {
      const last = Math.min(clips.length, first + validationBatchSize);
      const part = await trainer.predict(features.slice(first * size, last * size), null);
      scores.set(part, first * numLabels);
    }
    return scores;
  };
}
