import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { compareByCodePoint } from '../core/dataset/code-point-order.ts';
import { PhonoscopeError } from '../core/errors.ts';
import type { FrontEnd } from '../core/features/front-end.ts';
import { indexOfHighest } from '../core/evaluation/evaluation.ts';
import { createClassifier } from '../core/models/classifier.ts';
import { type ModelFile, writeModelZip } from '../core/models/model-file.ts';
import { saveNetwork } from '../core/models/save-network.ts';
import { createAugmenter, noAugmentation } from '../core/training/augment.ts';
import { createEpochBatches } from '../core/training/epoch-batches.ts';
import { holdOut } from '../core/training/hold-out.ts';
import { describeTrainedModel } from '../core/training/describe-trained-model.ts';
import type { TrainingState } from '../core/training/run-training.ts';
import { trainClassifier, type TrainedClassifier } from '../core/training/train-classifier.ts';
import { formatTrainingConfig } from '../core/training/config/format-training-config.ts';
import { parseTrainingConfig, type TrainingConfig } from '../core/training/config/training-config.ts';
import { planTraining } from '../core/training/config/training-plan.ts';
import { requireTrainable } from '../core/training/trainable-front-end.ts';
import { openTrainingStart, type TrainingStart } from '../core/training/training-start.ts';
import { decodeTrainingState, encodeTrainingState } from '../core/training/training-state-file.ts';
import { startBackend } from '../platform/node/backend.ts';
import { loadModel } from '../platform/node/model-store.ts';
import {
  type PlainClip,
  type PlainClips,
  readNoises,
  readTrainingClips,
} from '../platform/node/training-clips.ts';
import type { CliIo } from './io.ts';
import { formatEpoch, reportTraining } from './train-report.ts';
import { listUnreadable } from './progress.ts';
import { saveResult } from './save-result.ts';
import { parseOptions, UsageError } from './usage.ts';

const help = `npm run -s cli -- train --config F.yaml [--root_dir DIR] [--out M.zip] [--resume] [--json]

Trains a model on DIR/train (or DIR itself), chooses its best weights on a held-out part of that, and measures it
on DIR/test where there is one.

  --config F      the training as YAML: data, frontEnd, model, training, augmentation, seed
  --root_dir DIR  the data (default: data.rootDir of the configuration)
  --out M.zip     where the model goes (default: model.zip)
  --resume        go on with a training that was stopped (its state is M.zip.state)
  --json          {epochs: [{loss, accuracy, valLoss, valAccuracy, learningRate, seconds}], best, test}
`;

/** Runs `train`. 2 when the configuration is wrong, 1 when there is nothing to train on. */
export async function trainCommand(args: string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    config: { type: 'string' },
    root_dir: { type: 'string' },
    out: { type: 'string', default: 'model.zip' },
    resume: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) {
    io.stdout(help);
    return 0;
  }
  if (positionals.length > 0) throw new UsageError(`train takes no "${positionals[0]}".`);
  if (values.config === undefined) throw new UsageError('train needs --config F.yaml.');
  const config = await readConfig(resolve(io.cwd, values.config));
  const root = values.root_dir ?? config.data.rootDir;
  if (root === undefined)
    throw new UsageError('train needs --root_dir DIR, or data.rootDir in the configuration.');
  const out = resolve(io.cwd, values.out);
  const backend = await startBackend();
  if (config.backend === 'webgpu') io.stderr(`WebGPU is for the page: training here runs on ${backend}.\n`);
  const begin = await openStart(config, io);
  const data = await readData(resolve(io.cwd, root), begin.frontEnd, config, io);
  io.stderr(
    `${data.train.length} clips to train on, ${data.validation.length} to choose by, backend ${backend}\n`,
  );
  const trained = await train(data, begin, config, {
    stateFile: `${out}.state`,
    isResumed: values.resume,
    io,
  });
  const file = await saveNetwork(trained.model, describe(trained, data, begin, config));
  trained.model.dispose();
  begin.start?.model.dispose();
  await saveResult(out, writeModelZip(file));
  await rm(`${out}.state`, { force: true });
  const test = await measureTest(file, data.test);
  reportTraining(trained, test, values.json, io);
  return 0;
}

async function readConfig(path: string): Promise<TrainingConfig> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`${path}: the configuration cannot be read.`);
  });
  try {
    return parseTrainingConfig(text);
  } catch (thrown) {
    const isMistake = thrown instanceof PhonoscopeError && thrown.code === 'config-invalid';
    throw isMistake ? new UsageError(`${path}: ${thrown.message}`) : thrown;
  }
}

async function openStart(config: TrainingConfig, io: CliIo): Promise<TrainingStart> {
  try {
    return await openTrainingStart(config, (name) => {
      const file = resolve(io.cwd, name);
      return loadModel(/[/\\.]/.test(name) && existsSync(file) ? file : name);
    });
  } catch (thrown) {
    const isUnknown = thrown instanceof PhonoscopeError && thrown.code === 'model-unknown';
    throw isUnknown ? new UsageError(`model.from: ${thrown.message}`) : thrown;
  }
}

type Data = {
  readonly name: string;
  readonly labels: readonly string[];
  readonly train: readonly PlainClip[];
  readonly validation: readonly PlainClip[];
  readonly test: readonly PlainClip[];
};

async function readData(root: string, frontEnd: FrontEnd, config: TrainingConfig, io: CliIo): Promise<Data> {
  requireTrainable(frontEnd);
  const read = async (split: string | null): Promise<PlainClips | null> => {
    const found = await readTrainingClips(root, split, frontEnd);
    listUnreadable(io, found?.unreadable ?? []);
    return found;
  };
  const trainSplit = await read('train');
  const all = trainSplit ?? (await read(null));
  if (all === null || all.clips.length === 0) {
    throw new PhonoscopeError('folder-no-audio', 'The folder holds no clips to train on.', {});
  }
  const labels = [...new Set(all.clips.map(({ label }) => label))].sort(compareByCodePoint);
  if (labels.length < 2)
    throw new PhonoscopeError('config-invalid', 'Training needs at least two labels.', {});
  const test = trainSplit === null ? null : await read('test');
  return {
    name: basename(root),
    labels,
    ...holdOut(all.clips, { ...config.data.validation, seed: config.seed }),
    test: test?.clips ?? [],
  };
}

type TrainOptions = { readonly stateFile: string; readonly isResumed: boolean; readonly io: CliIo };

async function train(
  data: Data,
  { architecture, frontEnd, start }: TrainingStart,
  config: TrainingConfig,
  options: TrainOptions,
): Promise<TrainedClassifier> {
  const { augmentation, seed } = config;
  const { batchSize } = config.training;
  const labelled = (clips: readonly PlainClip[]) =>
    clips.map(({ label, features }) => ({ label: data.labels.indexOf(label), features }));
  const clips = labelled(data.train);
  const plan = planTraining(config, { labels: data.labels, clipLabels: clips.map(({ label }) => label) });
  const { numSteps, stepsPerEpoch } = plan.schedule;
  const { noise = null, room = null, specAugment = null, ...amounts } = augmentation;
  const key = JSON.stringify({
    config: formatTrainingConfig(config),
    labels: data.labels,
    clips: data.train.map(({ path }) => path),
  });
  return trainClassifier({
    ...plan,
    architecture,
    frontEnd,
    numLabels: data.labels.length,
    start,
    statisticsFrom: data.train.map(({ features }) => features),
    augment: { ...amounts, noise, room, specAugment, lowPass: null },
    noises: noise === null ? [] : await readNoises(resolve(options.io.cwd, noise.dir), frontEnd),
    batches: (augmenter, shape) => createEpochBatches(clips, augmenter, { seed, batchSize, ...shape }),
    validation: labelled(data.validation),
    nowMs: options.io.nowMs,
    resumeFrom: options.isResumed ? await readState(options.stateFile, key) : null,
    onEpoch: async (state) => {
      await saveState(options.stateFile, encodeTrainingState(state, key));
      options.io.stderr(`${formatEpoch(state.epochs, Math.ceil(numSteps / stepsPerEpoch))}\n`);
    },
  });
}

async function readState(file: string, key: string): Promise<TrainingState> {
  const bytes = await readFile(file).catch(() => {
    throw new UsageError(`There is no stopped training to go on with: ${file} is missing.`);
  });
  const state = decodeTrainingState(bytes, key);
  if (state === null)
    throw new UsageError(`${file} is of a training with another configuration or other clips.`);
  return state;
}

async function saveState(file: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${file}.part`, bytes);
  await rename(`${file}.part`, file);
}

function describe(trained: TrainedClassifier, data: Data, begin: TrainingStart, config: TrainingConfig) {
  const numLabels = data.labels.length;
  return describeTrainedModel({
    name: data.name,
    labels: data.labels,
    frontEnd: begin.frontEnd,
    normalisation: trained.normalisation,
    architecture: begin.architecture,
    seed: config.seed,
    scored: data.validation.map(({ label }, index) => ({
      label: data.labels.indexOf(label),
      scores: trained.validationScores.subarray(index * numLabels, (index + 1) * numLabels),
    })),
  });
}

/** Accuracy of the model as it is saved; clips whose label it lacks count as mistakes. */
async function measureTest(file: ModelFile, clips: readonly PlainClip[]): Promise<number | null> {
  if (clips.length === 0) return null;
  const { frontEnd, normalisation, labels } = file.metadata;
  const { plain } = createAugmenter(frontEnd, normalisation, [], noAugmentation);
  const size = clips[0]?.features.values.length ?? 0;
  const features = new Float32Array(clips.length * size);
  clips.forEach((clip, index) => plain(clip.features, features, index * size));
  const classifier = await createClassifier(file, { batchSize: 32 });
  const scores = await classifier.predict(features, clips.length);
  classifier.dispose();
  const numCorrect = clips.filter(({ label }, index) => {
    const row = scores.subarray(index * labels.length, (index + 1) * labels.length);
    return labels[indexOfHighest(row)] === label;
  }).length;
  return numCorrect / clips.length;
}
