import { join } from 'node:path';
import { allConditions, type Condition } from '../core/augmentation/conditions/condition.ts';
import { indexOfHighest } from '../core/evaluation/evaluation.ts';
import { wilsonInterval } from '../core/evaluation/wilson-interval.ts';
import type { FolderOfClips } from '../platform/node/label-folder.ts';
import type { FileRecogniser } from '../platform/node/recognise-files.ts';
import type { CliIo } from './io.ts';
import { createProgress } from './progress.ts';

/** How often a model is right under a condition; null = the recordings as they are. */
export type ConditionResult = {
  readonly condition: Condition | null;
  readonly numClips: number;
  /** 0…1. */
  readonly accuracy: number;
  /** Of the accuracy, 95 %, Wilson's. */
  readonly interval: readonly [number, number];
};

type Right = { readonly numRight: number; readonly numClips: number };

/**
 * Recognises a folder under every condition of the list.
 *
 * @param plain how many are right as they are, which was measured before.
 */
export async function measureRobustness(
  folder: FolderOfClips,
  recogniser: FileRecogniser,
  plain: Right,
  io: CliIo,
): Promise<ConditionResult[]> {
  const results = [toResult(null, plain)];
  for (const condition of allConditions) {
    io.stderr(`${describeCondition(condition)}\n`);
    results.push(toResult(condition, await countRight(folder, recogniser, condition, io)));
  }
  return results;
}

async function countRight(
  folder: FolderOfClips,
  { metadata, recognise }: FileRecogniser,
  condition: Condition,
  io: CliIo,
): Promise<Right> {
  const labels = labelsByPath(folder);
  const onProgress = createProgress(io, folder.clips.length).step;
  const { recognised } = await recognise(filesOf(folder), { onProgress, condition });
  const right = recognised.filter(
    ({ path, scores }) => metadata.labels[indexOfHighest(scores)] === labels.get(path),
  );
  return { numRight: right.length, numClips: recognised.length };
}

function toResult(condition: Condition | null, { numRight, numClips }: Right): ConditionResult {
  const accuracy = numClips === 0 ? 0 : numRight / numClips;
  return { condition, numClips, accuracy, interval: wilsonInterval(numRight, numClips) };
}

/** A table with one line a condition. */
export function formatRobustness(results: readonly ConditionResult[]): string {
  const rows = results.map(({ condition, numClips, accuracy, interval: [low, high] }) => [
    condition === null ? 'as they are' : describeCondition(condition),
    String(numClips),
    accuracy.toFixed(4),
    `${low.toFixed(4)} to ${high.toFixed(4)}`,
  ]);
  const table = [['condition', 'clips', 'accuracy', '95 % interval'], ...rows];
  const width = Math.max(...table.map(([name = '']) => name.length));
  return table
    .map(
      ([name = '', clips = '', accuracy = '', interval = '']) =>
        `${name.padEnd(width)}  ${clips.padStart(6)}  ${accuracy.padStart(8)}  ${interval}\n`,
    )
    .join('');
}

function describeCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'noise':
      return `noise at ${condition.snrDb} dB`;
    case 'shift':
      return `${Math.abs(1000 * condition.shiftSec)} ms ${condition.shiftSec < 0 ? 'earlier' : 'later'}`;
    case 'speed':
      return `${condition.factor} times as fast`;
    case 'band':
      return describeBand(condition);
    case 'room':
      return `room, ${condition.decaySec} s to fall by 60 dB`;
    case 'level':
      return `peak at ${condition.peakDbfs} dBFS${condition.peakDbfs > 0 ? ', clipped' : ''}`;
    default:
      return condition satisfies never;
  }
}

function describeBand({ lowHz, highHz }: Extract<Condition, { kind: 'band' }>): string {
  if (highHz === null) return `above ${lowHz ?? 0} Hz`;
  return lowHz === null ? `below ${highHz} Hz` : `${lowHz} to ${highHz} Hz`;
}

/** The files of a folder, as the recogniser takes them. */
export function filesOf({ clips, root }: FolderOfClips): { path: string; file: string }[] {
  return clips.map(({ path, source }) => ({ path, file: join(root, source) }));
}

function labelsByPath({ clips }: FolderOfClips): ReadonlyMap<string, string> {
  return new Map(clips.map(({ path, label }) => [path, label]));
}
