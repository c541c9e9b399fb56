import { builtInNoises } from '../core/augmentation/built-in-noises.ts';
import { countBands, needsLengths } from '../core/features/feature-shape.ts';
import type { FrontEnd } from '../core/features/front-end.ts';
import { buildNetwork } from '../core/models/build-network.ts';
import { describeNetwork } from '../core/models/describe-network.ts';
import { type ModelFile, writeModelZip } from '../core/models/model-file.ts';
import { saveNetwork } from '../core/models/save-network.ts';
import type { TrainingConfig } from '../core/training/config/training-config.ts';
import { planTraining } from '../core/training/config/training-plan.ts';
import { describeTrainedModel } from '../core/training/describe-trained-model.ts';
import type { OpenBatches } from '../core/training/batches/batch-source.ts';
import { balancedDraw, type LabelledClip } from '../core/training/batches/clip-draw.ts';
import { ClipStore, noClips, storeSounds } from '../core/training/batches/clip-store.ts';
import { batchFrames } from '../core/training/batches/plain-clips.ts';
import { prepareTrainingClip } from '../core/training/batches/training-clip.ts';
import { augmentOptionsOf } from '../core/training/config/augmentation-config.ts';
import type { StepReport, TrainingState } from '../core/training/run-training.ts';
import { partTrainingSet, type TrainingSet } from '../core/training/sets/training-set.ts';
import { trainClassifier } from '../core/training/train-classifier.ts';
import { Trainer } from '../core/training/trainer.ts';
import { oneHotTargets } from '../core/training/training-batch.ts';
import type { TrainingControl } from '../core/training/training-control.ts';
import { openTrainingStart, startNetwork } from '../core/training/training-start.ts';
import { summariseValidation } from '../core/training/validation-result.ts';
import { throwIfAborted } from './plain-error.ts';
import { prefetch } from './prefetch.ts';
import { readClipSource } from './read-clip-source.ts';
import { type GoodClip, readAhead } from './training-clips.ts';
import type { NetworkSummary, TrainingResult } from './training-protocol.ts';

/** Finds a model to start from. */
export type LoadModel = (name: string) => Promise<ModelFile>;

/** Everything but the clips that a training needs to know, and whom it tells. */
export type ModelTraining = {
  readonly config: TrainingConfig;
  readonly title: string;
  readonly loadModel: LoadModel;
  readonly resumeFrom: TrainingState | null;
  readonly control: TrainingControl;
  readonly nowMs: () => number;
  readonly onFeatures: (done: number, total: number) => void;
  readonly onBegin: (numSteps: number, stepsPerEpoch: number) => void;
  readonly onStep: (report: StepReport) => void;
  readonly onEpoch: (state: TrainingState) => Promise<void>;
  /** Who makes the batches. */
  readonly openBatches: OpenBatches;
  /** Gives messages that wait their turn; called before each step. */
  readonly yieldTurn: () => Promise<void>;
  readonly signal: AbortSignal;
};

/** How a configuration parts the clips. */
export function partClips(clips: readonly GoodClip[], { data, seed }: TrainingConfig): TrainingSet<GoodClip> {
  return partTrainingSet(clips, { ...data.validation, seed });
}

/**
 * Trains a model on clips and packs it as a file.
 *
 * @throws PhonoscopeError `training-diverged`, `aborted`.
 */
export async function trainModel(
  clips: readonly GoodClip[],
  training: ModelTraining,
): Promise<Omit<TrainingResult, 'backend'>> {
  const { config } = training;
  const { labels, ...parts } = partClips(clips, config);
  const { architecture, frontEnd, start } = await openTrainingStart(config, training.loadModel);
  const heard = [...parts.train, ...parts.validation];
  const store = new ClipStore();
  const read = await readInto(store, heard, labels, frontEnd, training);
  const train = read.slice(0, parts.train.length);
  const validation = read.slice(parts.train.length);
  const plan = planTraining(config, { labels, clipLabels: train.map(({ label }) => label) });
  const augment = augmentOptionsOf(config.augmentation);
  training.onBegin(plan.schedule.numSteps, plan.schedule.stepsPerEpoch);
  const trained = await trainClassifier({
    ...plan,
    architecture,
    frontEnd,
    numLabels: labels.length,
    start: startNetwork(start, labels),
    batchSize: config.training.batchSize,
    clips: store.stored,
    statisticsFrom: train.map(({ clip }) => clip),
    draw: config.data.balance ? balancedDraw(train) : { kind: 'epochs', clips: train },
    augment,
    // A page cannot look into the folders that a configuration names: it has the noises made by arithmetic.
    noises: augment.noise === null ? noClips : storeSounds(builtInNoises(frontEnd.sampleRate)),
    rooms: noClips,
    yieldTurn: async () => {
      await training.yieldTurn();
      throwIfAborted(training.signal);
    },
    openBatches: yieldingBetween(training.openBatches, training.yieldTurn),
    validation,
    nowMs: training.nowMs,
    resumeFrom: training.resumeFrom,
    control: training.control,
    onStep: training.onStep,
    onEpoch: training.onEpoch,
  });
  const scored = validation.map(({ label }, index) => ({
    label,
    scores: trained.validationScores.subarray(index * labels.length, (index + 1) * labels.length),
  }));
  const facts = { name: training.title, labels, frontEnd, architecture, seed: config.seed, scored };
  const { normalisation, epochs, best, validationScores } = trained;
  const sources = { clips: heard, startedFrom: start?.trainedOn };
  const metadata = describeTrainedModel({ ...facts, ...sources, normalisation });
  const file = await saveNetwork(trained.model, metadata);
  trained.model.dispose();
  start?.model.dispose();
  const { confusion } = summariseValidation(
    validationScores,
    validation.map(({ label }) => label),
    config.training.loss.name,
  );
  return {
    zip: new Blob([Uint8Array.from(writeModelZip(file))], { type: 'application/zip' }),
    epochs,
    best,
    confusion: validation.length === 0 ? null : confusion,
    numRight: confusion.reduce((sum, row, index) => sum + (row[index] ?? 0), 0),
    numValidation: validation.length,
  };
}

/** Lets messages have their turn before each batch. */
function yieldingBetween(open: OpenBatches, yieldTurn: () => Promise<void>): OpenBatches {
  return (setup, numSteps) => {
    const source = open(setup, numSteps);
    return {
      ...source,
      train: async (step) => {
        await yieldTurn();
        return source.train(step);
      },
    };
  };
}

async function readInto(
  store: ClipStore,
  clips: readonly GoodClip[],
  labels: readonly string[],
  frontEnd: FrontEnd,
  { config, onFeatures, yieldTurn, signal }: ModelTraining,
): Promise<LabelledClip[]> {
  const augment = augmentOptionsOf(config.augmentation);
  const found: LabelledClip[] = [];
  const read = async ({ label, file }: GoodClip) => ({ label, audio: await readClipSource(file) });
  for await (const { label, audio } of prefetch(clips, read, readAhead)) {
    if (found.length % 32 === 0) {
      onFeatures(found.length, clips.length);
      await yieldTurn();
      throwIfAborted(signal);
    }
    const prepared = prepareTrainingClip(audio, frontEnd, augment);
    found.push({ label: labels.indexOf(label), clip: store.add(prepared) });
  }
  return found;
}

/**
 * Builds the network of a configuration and does two steps with it: the second tells how long one takes. Nothing of it
 * stays.
 */
export async function describeTraining(
  clips: readonly GoodClip[],
  config: TrainingConfig,
  loadModel: LoadModel,
  nowMs: () => number,
): Promise<NetworkSummary> {
  const { labels, train } = partClips(clips, config);
  const { architecture, frontEnd, start } = await openTrainingStart(config, loadModel);
  start?.model.dispose();
  const plan = planTraining(config, { labels, clipLabels: train.map(({ label }) => labels.indexOf(label)) });
  const { numSteps, stepsPerEpoch } = plan.schedule;
  const shape = {
    numFrames: batchFrames(frontEnd),
    numBands: countBands(frontEnd),
    numLabels: labels.length,
    hasLengths: needsLengths(frontEnd),
  };
  const { numParameters, numMultiplies, bytesOnDisk } = describeNetwork(architecture, shape);
  const model = buildNetwork(architecture, shape);
  try {
    const trainer = await Trainer.create(model, { ...plan.trainer, dropout: architecture.decoder.dropout });
    const { batchSize } = config.training;
    const batch = {
      features: new Float32Array(batchSize * shape.numFrames * shape.numBands),
      lengths: null,
      targets: oneHotTargets(new Int32Array(batchSize), labels.length),
    };
    await trainer.train(batch, 0);
    const startMs = nowMs();
    await trainer.train(batch, 0);
    const secPerStep = (nowMs() - startMs) / 1000;
    return {
      numParameters,
      numMultiplies,
      numBytes: bytesOnDisk,
      stepsPerEpoch,
      numEpochs: numSteps / stepsPerEpoch,
      secPerEpoch: secPerStep * stepsPerEpoch,
    };
  } finally {
    model.dispose();
  }
}
