import { join } from 'node:path';
import { allConditions, type Condition } from '../core/augmentation/conditions/condition.ts';
import { indexOfHighest } from '../core/evaluation/evaluation.ts';
import { englishCondition } from '../core/evaluation/html/condition-words.ts';
import { conditionAccuracies } from '../core/evaluation/robustness.ts';
import type { HeardCondition } from '../core/evaluation/robustness-schema.ts';
import type { RunRecord, RunTable } from '../core/evaluation/run-record.ts';
import type { FolderOfClips } from '../platform/node/label-folder.ts';
import type { FileRecogniser } from '../platform/node/recognise-files.ts';
import type { CliIo } from './io.ts';
import { createProgress } from './progress.ts';

/**
 * Recognises a folder under every condition of the list.
 *
 * @param table of the folder as it is, by the same model.
 */
export async function measureRobustness(
  folder: FolderOfClips,
  recogniser: FileRecogniser,
  table: RunTable,
  io: CliIo,
): Promise<HeardCondition[]> {
  const rowOf = new Map(table.paths.map((path, row) => [path, row]));
  const robustness: HeardCondition[] = [];
  for (const condition of allConditions) {
    io.stderr(`${englishCondition(condition)}\n`);
    robustness.push(await hearUnder(condition, folder, recogniser, rowOf, io));
  }
  return robustness;
}

async function hearUnder(
  condition: Condition,
  folder: FolderOfClips,
  { recognise }: FileRecogniser,
  rowOf: ReadonlyMap<string, number>,
  io: CliIo,
): Promise<HeardCondition> {
  const onProgress = createProgress(io, folder.clips.length).step;
  const { recognised } = await recognise(filesOf(folder), { onProgress, condition });
  const heard = recognised
    .flatMap(({ path, scores }) => {
      const row = rowOf.get(path);
      return row === undefined ? [] : [{ row, label: indexOfHighest(scores) }];
    })
    .sort((a, b) => a.row - b.row);
  return {
    condition,
    rows: Int32Array.from(heard, ({ row }) => row),
    // A table's labels begin with the model's.
    predicted: Int32Array.from(heard, ({ label }) => label),
  };
}

/** A table with one line a condition. */
export function formatRobustness(record: RunRecord): string {
  const rows = conditionAccuracies(record).map(({ condition, numClips, accuracy, interval: [low, high] }) => [
    englishCondition(condition),
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

/** The files of a folder, as the recogniser takes them. */
export function filesOf({ clips, root }: FolderOfClips): { path: string; file: string }[] {
  return clips.map(({ path, source }) => ({ path, file: join(root, source) }));
}
