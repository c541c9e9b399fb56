import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import * as v from 'valibot';
import { wilsonInterval } from '../../src/core/evaluation/wilson-interval.ts';
import { readModelZip } from '../../src/core/models/model-file.ts';
import { formatTrainingConfig } from '../../src/core/training/config/format-training-config.ts';
import { parseTrainingConfig } from '../../src/core/training/config/training-config.ts';

/** What is trained: a configuration beside this file, the data set, the clips of its test, and the bar. */
const runs = [
  { name: 'ds-cnn', data: 'fsdd', numTestClips: 300, bar: 0.97 },
  { name: 'bc-resnet', data: 'fsdd', numTestClips: 300, bar: 0.97 },
  { name: 'wakewords', data: 'wakewords', numTestClips: 90, bar: 0 },
] as const;

/** Trainings that must give the same weights: workers that make batches, each time. */
const workersOfRepeats = [1, 3, 1];
const stepsOfRepeats = 15;

const resultSchema = v.object({
  epochs: v.pipe(
    v.array(v.object({ seconds: v.number(), valAccuracy: v.nullable(v.number()) })),
    v.minLength(1),
  ),
  best: v.number(),
  test: v.number(),
});

/**
 * `npm run figures -- training [NAME]`: the command line trains on real recordings (`PHONOSCOPE_DATA`), each configuration
 * once to its end, and three times for a few steps with 1, 3 and 1 workers that make batches. Prints a table.
 *
 * @returns false when a test accuracy is below its bar or equal seeds gave unequal weights.
 */
export function trainingFigures(): boolean {
  const wanted = runs.filter(({ name }) => process.argv[3] === undefined || process.argv[3] === name);
  if (wanted.length === 0) throw new Error(`There are ${runs.map(({ name }) => name).join(', ')}.`);
  const dataFolder = process.env['PHONOSCOPE_DATA'];
  if (dataFolder === undefined) throw new Error('PHONOSCOPE_DATA must name the unpacked recordings.');
  const folder = mkdtempSync(join(tmpdir(), 'phonoscope-figures-'));
  try {
    return wanted.map((run) => measure(run, dataFolder, folder)).every(Boolean);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(run: (typeof runs)[number], dataFolder: string, folder: string): boolean {
  const root = join(dataFolder, run.data);
  const file = new URL(`training/${run.name}.yaml`, import.meta.url);
  const config = parseTrainingConfig(readFileSync(file, 'utf8'));
  const { result } = train(formatTrainingConfig(config), root, folder);
  const { training, data } = config;
  const hashes = workersOfRepeats.map((workers) => {
    const short = { ...training, epochs: null, steps: stepsOfRepeats };
    return train(
      formatTrainingConfig({ ...config, training: short, data: { ...data, workers } }),
      root,
      folder,
    ).hash;
  });
  const isSame = new Set(hashes).size === 1;
  const numCorrect = Math.round(result.test * run.numTestClips);
  const interval = wilsonInterval(numCorrect, run.numTestClips).map((end) => (end * 100).toFixed(1));
  const seconds = result.epochs.map((epoch) => epoch.seconds).sort((a, b) => a - b);
  console.log(
    [
      `${run.name} on ${run.data}:`,
      `${(seconds[Math.floor(seconds.length / 2)] ?? 0).toFixed(1)} s an epoch (median of ${seconds.length}),`,
      `validation ${((result.epochs[result.best - 1]?.valAccuracy ?? 0) * 100).toFixed(1)} % in epoch ${result.best},`,
      `test ${(result.test * 100).toFixed(2)} % of ${run.numTestClips} clips (95 %: ${interval.join(' to ')}),`,
      `weights with 1, 3 and 1 workers ${isSame ? `equal (${hashes[0]?.slice(0, 12)})` : 'differ'}`,
    ].join(' '),
  );
  return isSame && result.test >= run.bar;
}

/** Runs the command line in a process of its own. */
function train(yaml: string, root: string, folder: string) {
  const [config, out] = [join(folder, 'config.yaml'), join(folder, 'model.zip')];
  writeFileSync(config, yaml);
  const args = ['src/cli/main.ts', 'train', '--config', config, '--root_dir', root, '--out', out, '--json'];
  const done = spawnSync('node', ['--import', 'tsx', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (done.status !== 0) throw new Error(`train ended with ${done.status}.`);
  const { weights } = readModelZip(readFileSync(out));
  return {
    result: v.parse(resultSchema, JSON.parse(done.stdout)),
    hash: createHash('sha256').update(weights).digest('hex'),
  };
}
