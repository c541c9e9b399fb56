import type * as tfl from '@tensorflow/tfjs-layers';
import { countBands, needsLengths } from '../features/feature-shape.ts';
import type { Normalisation } from '../features/features.ts';
import type { Architecture } from '../models/architecture.ts';
import { buildNetwork, layerNames } from '../models/build-network.ts';
import type { BatchSetup } from './batches/batch-maker.ts';
import { type BatchSource, type OpenBatches, openBatchesHere } from './batches/batch-source.ts';
import type { LabelledClip } from './batches/clip-draw.ts';
import { datasetStatistics } from './batches/dataset-statistics.ts';
import { batchFrames } from './batches/plain-clips.ts';
import { copyWeights } from './copy-weights.ts';
import { initialiseWeights } from './network-weights.ts';
import { createRandom } from './random.ts';
import { type FinishedTraining, runTraining, type TrainingRun } from './run-training.ts';
import { Trainer, type TrainerOptions } from './trainer.ts';
import { summariseValidation } from './validation-result.ts';

/** Everything that decides what a classifier becomes. */
export type ClassifierTraining = Pick<
  TrainingRun,
  'schedule' | 'earlyStopping' | 'nowMs' | 'onEpoch' | 'onStep' | 'resumeFrom' | 'control' | 'keep'
> &
  Omit<BatchSetup, 'normalisation' | 'seed'> & {
    readonly architecture: Architecture;
    /** A network whose encoder to start from, and its normalisation; it stays the caller's. */
    readonly start: StartNetwork | null;
    /** Numbers of the clips whose mean and standard deviation per band the model keeps. */
    readonly statisticsFrom: readonly number[];
    /** Clips to choose the best weights by; none = the last weights. */
    readonly validation: readonly LabelledClip[];
    readonly trainer: Omit<TrainerOptions, 'dropout'>;
    /** Who makes the batches; this thread unless given. */
    readonly openBatches?: OpenBatches;
    /** Lets others have their turn while the statistics are computed; what it throws ends the training. */
    readonly yieldTurn?: () => Promise<void>;
  };

/** A network to start from. */
export type StartNetwork = Pick<TrainedClassifier, 'model' | 'normalisation'> & {
  /** Its last layer comes along too: it tells the same labels apart, in the same order. */
  readonly keepsHead: boolean;
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
 * Trains a classifier from labelled clips to its end, or goes on where an earlier run stopped.
 *
 * @throws PhonoscopeError `training-diverged`, `aborted`; `worker-crashed` when a worker crashes twice over one batch.
 */
export async function trainClassifier(training: ClassifierTraining): Promise<TrainedClassifier> {
  const { frontEnd, start, validation, numLabels, trainer: options } = training;
  const { numSteps } = training.schedule;
  const shape = {
    numFrames: batchFrames(frontEnd),
    numBands: countBands(frontEnd),
    numLabels,
    hasLengths: needsLengths(frontEnd),
  };
  const model = buildNetwork(training.architecture, shape);
  await initialiseWeights(model, createRandom(options.seed, 3));
  if (start !== null) {
    await copyWeights(start.model, model, (layer) => start.keepsHead || layer !== layerNames.logits);
  }
  const normalisation = await normalisationOf(training);
  const trainer = await Trainer.create(model, { ...options, dropout: training.architecture.decoder.dropout });
  const source = (training.openBatches ?? openBatchesHere)(setupOf(training, normalisation), numSteps);
  try {
    const labels = validation.map(({ label }) => label);
    const score = () => scoreClips(validation, source, trainer, numLabels);
    const { epochs, best, ended } = await runTraining({
      ...training,
      trainer,
      batchOf: source.train,
      validate:
        validation.length === 0
          ? null
          : async () => summariseValidation(await score(), labels, options.loss.name),
    });
    const validationScores = await score();
    return { model, normalisation, epochs, ended, best: best?.epoch ?? epochs.length, validationScores };
  } finally {
    source.close();
  }
}

/** What the batches depend on and nothing else: it is posted to workers. */
function setupOf(training: ClassifierTraining, normalisation: Normalisation | null): BatchSetup {
  const { frontEnd, numLabels, batchSize, augment, draw, clips, noises, rooms } = training;
  const { seed } = training.trainer;
  return { frontEnd, normalisation, numLabels, seed, batchSize, augment, draw, clips, noises, rooms };
}

async function normalisationOf({
  start,
  clips,
  statisticsFrom,
  frontEnd,
  yieldTurn,
}: ClassifierTraining): Promise<Normalisation | null> {
  if (frontEnd.normalise !== 'dataset') return null;
  return start?.normalisation ?? datasetStatistics(clips, statisticsFrom, frontEnd, yieldTurn);
}

/** Scores `[clips, labels]` with the averaged weights; the next batch is made while one is scored. */
async function scoreClips(
  clips: readonly LabelledClip[],
  source: BatchSource,
  trainer: Trainer,
  numLabels: number,
): Promise<Float32Array> {
  const scores = new Float32Array(clips.length * numLabels);
  const batchFrom = (first: number) =>
    source.plain(clips.slice(first, first + validationBatchSize).map(({ clip }) => clip));
  let next = batchFrom(0);
  for (let first = 0; first < clips.length; first += validationBatchSize) {
    const { features, lengths } = await next;
    next = batchFrom(first + validationBatchSize);
    scores.set(await trainer.predict(features, lengths), first * numLabels);
  }
  await next;
  return scores;
}
