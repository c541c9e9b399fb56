/**
 * `npm run bench -- augmentation`: what it costs to vary a clip of one second, kind by kind, in one thread of Node; and
 * how busy a training is kept by one thread that makes its batches.
 */
import { type AugmentOptions, noAugmentation } from '../../src/core/augmentation/augment-options.ts';
import { createAugmenter } from '../../src/core/augmentation/augmenter.ts';
import { builtInNoises } from '../../src/core/augmentation/built-in-noises.ts';
import { createFeatureExtractor } from '../../src/core/features/extract-features.ts';
import { parseArchitecture } from '../../src/core/models/architecture.ts';
import type { OpenBatches } from '../../src/core/training/batches/batch-source.ts';
import { noClips, storeSounds } from '../../src/core/training/batches/clip-store.ts';
import { parseTrainingConfig } from '../../src/core/training/config/training-config.ts';
import { planTraining } from '../../src/core/training/config/training-plan.ts';
import { createRandom } from '../../src/core/training/random.ts';
import { trainClassifier } from '../../src/core/training/train-classifier.ts';
import { startBackend } from '../../src/platform/node/backend.ts';
import { batchThreads } from '../../src/platform/node/batch-threads.ts';
import { augment as recipe } from '../models/recipe.ts';

const sampleRateHz = 16_000;
const noises = builtInNoises(sampleRateHz);
const clips = Array.from({ length: 128 }, (_, i) =>
  (noises[4] ?? new Float32Array(0)).slice(i * 800, i * 800 + sampleRateHz),
);

const kinds: readonly (readonly [string, Partial<AugmentOptions>])[] = [
  ['shift', { shiftSec: 0.1 }],
  ['speed', { speed: 0.15 }],
  ['vocal tract', { vocalTract: 0.13 }],
  ['noise', { noise: { probability: 1, snrDb: [0, 30] } }],
  ['room', { room: { probability: 1, decaySec: [0.15, 0.8] } }],
  ['low-pass', { lowPass: { probability: 1, hz: [3300, 4000] } }],
  ['as the shipped models', recipe],
];

/** The best of twelve rounds: other programs only ever slow a round down. */
function bestMs(work: (i: number) => void): number {
  const rounds = Array.from({ length: 12 }, () => {
    const start = performance.now();
    for (let i = 0; i < 100; i++) work(i);
    return (performance.now() - start) / 100;
  });
  return Math.min(...rounds);
}

function measureKind(options: Partial<AugmentOptions>): number {
  const { draw, vary } = createAugmenter({
    options: { ...noAugmentation, ...options },
    sampleRateHz,
    targetDbfs: -26,
    noises,
    rooms: [],
  });
  const output = new Float32Array(sampleRateHz);
  return bestMs((i) => {
    const samples = clips[i % clips.length] ?? output;
    vary({ samples, startSample: 0 }, draw(createRandom(1, i)), output);
  });
}

/** Trains the shipped network for a while. @returns seconds a step, and the share in which the trainer waited. */
async function measureTraining(numThreads: number): Promise<{ secPerStep: number; waiting: number }> {
  await startBackend();
  const config = parseTrainingConfig('training: {steps: 48, batchSize: 64}');
  const draw = clips.map((_, clip) => ({ clip, label: clip % 2 }));
  const plan = planTraining(config, { labels: ['a', 'b'], clipLabels: draw.map(({ label }) => label) });
  let waitedMs = 0;
  let startMs = 0;
  let numSteps = 0;
  const openBatches: OpenBatches = (setup, steps) => {
    const source = batchThreads(numThreads)(setup, steps);
    const train = async (step: number) => {
      const askedMs = performance.now();
      const batch = await source.train(step);
      // The first steps wait for threads and kernels to start.
      if (step < 8) startMs = performance.now();
      else waitedMs += performance.now() - askedMs;
      numSteps = step - 7;
      return batch;
    };
    return { ...source, train };
  };
  const trained = await trainClassifier({
    ...plan,
    architecture: parseArchitecture({ encoder: { type: 'tc-resnet' }, decoder: {} }),
    frontEnd: config.frontEnd ?? raise(),
    numLabels: 2,
    batchSize: 64,
    start: null,
    clips: storeSounds(clips),
    statisticsFrom: [0, 1],
    draw: { kind: 'epochs', clips: draw },
    augment: recipe,
    noises: storeSounds(noises),
    rooms: noClips,
    validation: [],
    openBatches,
    nowMs: () => performance.now(),
    onEpoch: () => undefined,
    resumeFrom: null,
  });
  trained.model.dispose();
  const totalMs = performance.now() - startMs;
  return { secPerStep: totalMs / 1000 / numSteps, waiting: waitedMs / totalMs };
}

function raise(): never {
  throw new Error('The configuration names no front end.');
}

/** Prints both tables. */
export async function benchAugmentation(): Promise<void> {
  for (const [name, options] of kinds) console.log(`${name}: ${measureKind(options).toFixed(2)} ms a clip`);
  const { frontEnd } = parseTrainingConfig('frontEnd: {normalise: none}');
  const extract = createFeatureExtractor(frontEnd ?? raise(), null, 'batch');
  console.log(`features: ${bestMs((i) => void extract(clips[i % clips.length]!)).toFixed(2)} ms a clip`);
  for (const numThreads of [0, 1]) {
    const { secPerStep, waiting } = await measureTraining(numThreads);
    const busy = (100 * (1 - waiting)).toFixed(0);
    console.log(
      `${numThreads} threads: ${secPerStep.toFixed(3)} s a step of 64 clips, trainer busy ${busy} %`,
    );
  }
}
