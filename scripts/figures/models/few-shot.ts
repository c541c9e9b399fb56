import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { createRandom, shuffledIndices } from '../../../src/core/training/random.ts';
import { dataFolder, madeModelFolder, seed } from '../../models/made-models.ts';
import { type LabelledFile, labelledFiles } from '../../models/sources.ts';
import type { ModelFigure, Report } from './report.ts';

const takes = 5;
const numDraws = 10;
/** For choices: of the training clips that no draw takes. */
const choiceTakes = 15;
/** Each with the configuration beside this file that is named after it. */
const ways = [
  { way: 'frozen', freeze: 'encoder', bar: 0.96 },
  { way: 'fine-tuned', freeze: 'none', bar: 0.98 },
  { way: 'scratch', freeze: null, bar: undefined },
] as const;
type Way = (typeof ways)[number];

const resultSchema = v.object({ test: v.number() });

/** Wake words from five takes each, through the command line, from `wide` and from scratch; on `test`. */
export const fewShotFigure: ModelFigure = (report) => measureBoth(report, 'test');

/** The same on training clips that no draw takes: for choosing the configurations beside this file. */
export const fewShotChoice: ModelFigure = (report) => measureBoth(report, 'choice');

async function measureBoth(report: Report, on: 'test' | 'choice'): Promise<void> {
  for (const each of ways) {
    const { way, bar } = each;
    const shares: number[] = [];
    let numClips = 0;
    for (let draw = 0; draw < numDraws; draw++) {
      const folder = mkdtempSync(join(tmpdir(), 'phonoscope-few-shot-'));
      try {
        numClips = layOut(folder, draw, on);
        shares.push(train(folder, each, draw));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    const percent = shares.map((share) => (share * 100).toFixed(1)).join(' ');
    report.say(`${way}, ${numDraws} draws: ${percent}`);
    const data = `6 wake words from ${takes} takes each, ${way}, mean of ${numDraws} draws`;
    // All draws share the test clips: the interval is that of one draw.
    report.share(
      { model: way === 'scratch' ? 'none' : 'wide', data, split: on },
      { numRight: Math.round(mean * numClips), numClips },
      on === 'test' ? bar : undefined,
    );
  }
}

/**
 * Copies a draw into `train` and what it is measured on into `test`.
 *
 * @returns the number of clips it is measured on.
 */
function layOut(folder: string, draw: number, on: 'test' | 'choice'): number {
  const all = labelledFiles(join(dataFolder(), 'wakewords', 'train'));
  const test = on === 'test' ? labelledFiles(join(dataFolder(), 'wakewords', 'test')) : [];
  for (const [index, word] of [...new Set(all.map(({ label }) => label))].entries()) {
    const clips = all.filter(({ label }) => label === word);
    const shuffled = shuffledIndices(clips.length, createRandom(seed, 91, draw, index)).flatMap(
      (place) => clips[place] ?? [],
    );
    copyAll(shuffled.slice(0, takes), join(folder, 'train'));
    if (on === 'choice') test.push(...shuffled.slice(takes, takes + choiceTakes));
  }
  copyAll(test, join(folder, 'test'));
  return test.length;
}

function copyAll(files: readonly LabelledFile[], folder: string): void {
  for (const { label, file } of files) {
    mkdirSync(join(folder, label), { recursive: true });
    copyFileSync(file, join(folder, label, basename(file)));
  }
}

/** Runs the command line as a person would; gives the share of right test clips. */
function train(folder: string, { way, freeze }: Way, draw: number): number {
  const template = readFileSync(new URL(`few-shot-${way}.yaml`, import.meta.url), 'utf8');
  const config = join(folder, 'config.yaml');
  const start = freeze === null ? '' : `model: { from: ${madeModelFolder('wide')}, freeze: ${freeze} }\n`;
  writeFileSync(config, `${template}\n${start}seed: ${seed + draw}\n`);
  const args = ['src/cli/main.ts', 'train', '--config', config, '--root_dir', folder, '--json'];
  const done = spawnSync('node', ['--import', 'tsx', ...args, '--out', join(folder, 'model.zip')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (done.status !== 0) throw new Error(`train ended with ${done.status}: ${done.stderr}`);
  return v.parse(resultSchema, JSON.parse(done.stdout)).test;
}
