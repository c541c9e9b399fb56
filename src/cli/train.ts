import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { builtInNoises } from '../core/augmentation/built-in-noises.ts';
import { refuseManyLabels } from '../core/dataset/label-limit.ts';
import { PhonoscopeError } from '../core/errors.ts';
import type { FrontEnd } from '../core/features/front-end.ts';
import { indexOfHighest } from '../core/evaluation/evaluation.ts';
import { createClassifier } from '../core/models/classifier.ts';
import { type ModelFile, writeModelZip } from '../core/models/model-file.ts';
import { saveNetwork } from '../core/models/save-network.ts';
import { balancedDraw } from '../core/training/batches/clip-draw.ts';
import { ClipStore, noClips, storeSounds, type StoredClips } from '../core/training/batches/clip-store.ts';
import { createPlainClips } from '../core/training/batches/plain-clips.ts';
import {
  partTrainingSet,
  refuseHopelessSet,
  type SetClip,
  type TrainingSet,
} from '../core/training/sets/training-set.ts';
import { describeTrainedModel } from '../core/training/describe-trained-model.ts';
import type { TrainingState } from '../core/training/run-training.ts';
import { trainClassifier, type TrainedClassifier } from '../core/training/train-classifier.ts';
import { augmentOptionsOf } from '../core/training/config/augmentation-config.ts';
import { formatTrainingConfig } from '../core/training/config/format-training-config.ts';
import { parseTrainingConfig, type TrainingConfig } from '../core/training/config/training-config.ts';
import { planTraining } from '../core/training/config/training-plan.ts';
import { openTrainingStart, startNetwork, type TrainingStart } from '../core/training/training-start.ts';
import { decodeTrainingState, encodeTrainingState } from '../core/training/training-state-file.ts';
import { startBackend } from '../platform/node/backend.ts';
import { loadModel } from '../platform/node/model-store.ts';
import { batchThreads, countBatchThreads } from '../platform/node/batch-threads.ts';
import { type FileClip, readSounds, readTrainingClips } from '../platform/node/training-clips.ts';
import type { CliIo } from './io.ts';
import { describeTrainingSet, formatEpoch, reportTraining } from './train-report.ts';
import { noteManifest } from './label-options.ts';
import { listUnreadable } from './progress.ts';
import { saveResult } from './save-result.ts';
import { parseOptions, UsageError } from './usage.ts';

const help = `npm run -s cli -- train --config F.yaml [--root_dir DIR] [--out M.zip] [--resume] [--json]

Trains a model on DIR/train (or DIR itself), chooses its best weights on a held-out part of that, and measures it
on DIR/test where there is one. Labels are those of "evaluate": metadata.csv, folders or file names.

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
  const test = await measureTest(file, data);
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

type Data = TrainingSet<FileClip> & {
  readonly name: string;
  readonly test: readonly SetClip[];
  /** The sound of all clips. */
  readonly stored: StoredClips;
};

async function readData(root: string, frontEnd: FrontEnd, config: TrainingConfig, io: CliIo): Promise<Data> {
  const store = new ClipStore();
  const target = { store, frontEnd, augment: augmentOptionsOf(config.augmentation) };
  const read = async (split: string | null) => {
    const found = await readTrainingClips(root, split, target);
    if (found === null) return null;
    listUnreadable(io, found.unreadable);
    noteManifest(io, found.folder);
    for (const names of found.folder.merged) {
      io.stderr(`taken as one label: ${names.map((name) => JSON.stringify(name)).join(', ')}\n`);
    }
    return found;
  };
  const trainSplit = await read('train');
  const all = trainSplit ?? (await read(null));
  const clips = all?.clips ?? [];
  refuseHopelessSet(clips);
  refuseManyLabels(clips);
  const set = partTrainingSet(clips, { ...config.data.validation, seed: config.seed });
  const test = trainSplit === null ? null : await read('test');
  const data = { name: basename(root), ...set, test: test?.clips ?? [], stored: store.stored };
  for (const note of describeTrainingSet(data, data.test)) io.stderr(`${note}\n`);
  return data;
}

type TrainOptions = { readonly stateFile: string; readonly isResumed: boolean; readonly io: CliIo };

async function train(
  data: Data,
  { architecture, frontEnd, start }: TrainingStart,
  config: TrainingConfig,
  options: TrainOptions,
): Promise<TrainedClassifier> {
  const { training, augmentation } = config;
  const labelled = (clips: readonly SetClip[]) =>
    clips.map(({ label, clip }) => ({ label: data.labels.indexOf(label), clip }));
  const clips = labelled(data.train);
  const plan = planTraining(config, { labels: data.labels, clipLabels: clips.map(({ label }) => label) });
  const { numSteps, stepsPerEpoch } = plan.schedule;
  const key = JSON.stringify({
    // Any number of workers makes the same batches.
    config: formatTrainingConfig({ ...config, data: { ...config.data, workers: null } }),
    labels: data.labels,
    clips: data.train.map(({ path }) => path),
  });
  return trainClassifier({
    ...plan,
    architecture,
    frontEnd,
    numLabels: data.labels.length,
    batchSize: training.batchSize,
    start: startNetwork(start, data.labels),
    clips: data.stored,
    statisticsFrom: clips.map(({ clip }) => clip),
    draw: config.data.balance ? balancedDraw(clips) : { kind: 'epochs', clips },
    augment: augmentOptionsOf(augmentation),
    ...(await readSurroundings(config, frontEnd, options.io)),
    validation: labelled(data.validation),
    openBatches: batchThreads(config.data.workers ?? countBatchThreads()),
    nowMs: options.io.nowMs,
    resumeFrom: options.isResumed ? await readState(options.stateFile, key) : null,
    onEpoch: async (state) => {
      await saveState(options.stateFile, encodeTrainingState(state, key));
      options.io.stderr(`${formatEpoch(state.epochs, Math.ceil(numSteps / stepsPerEpoch))}\n`);
    },
  });
}

/** The noises and rooms that the configuration names; built-in noises where it names none. */
async function readSurroundings({ augmentation }: TrainingConfig, frontEnd: FrontEnd, { cwd }: CliIo) {
  const { noise, room } = augmentation;
  const read = (dir: string) => readSounds(resolve(cwd, dir), frontEnd);
  const builtIn = () => storeSounds(builtInNoises(frontEnd.sampleRate));
  return {
    noises: noise === undefined ? noClips : noise.dir === undefined ? builtIn() : await read(noise.dir),
    rooms: room?.dir === undefined ? noClips : await read(room.dir),
  };
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
    clips: [...data.train, ...data.validation],
    startedFrom: begin.start?.trainedOn,
    scored: data.validation.map(({ label }, index) => ({
      label: data.labels.indexOf(label),
      scores: trained.validationScores.subarray(index * numLabels, (index + 1) * numLabels),
    })),
  });
}

const testBatchSize = 32;

/** Accuracy of the model as it is saved; clips whose label it lacks count as mistakes. */
async function measureTest(file: ModelFile, { stored, test }: Data): Promise<number | null> {
  if (test.length === 0) return null;
  const { frontEnd, normalisation, labels } = file.metadata;
  const plain = createPlainClips(frontEnd, normalisation, stored);
  const classifier = await createClassifier(file, { batchSize: testBatchSize });
  let numCorrect = 0;
  for (let first = 0; first < test.length; first += testBatchSize) {
    const clips = test.slice(first, first + testBatchSize);
    const { features, lengths } = plain(clips.map(({ clip }) => clip));
    const scores = await classifier.predict(features, clips.length, lengths);
    clips.forEach(({ label }, index) => {
      const row = scores.subarray(index * labels.length, (index + 1) * labels.length);
      if (labels[indexOfHighest(row)] === label) numCorrect += 1;
    });
  }
  classifier.dispose();
  return numCorrect / test.length;
}
