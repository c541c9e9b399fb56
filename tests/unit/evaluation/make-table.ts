import { makeScoreTable, type ScoreTable } from '../../../src/core/evaluation/score-table.ts';

/** Makes a table from `[actual, predicted, ...scores]` for each clip. */
export function tableFrom(
  modelLabels: readonly string[],
  clips: readonly (readonly [string, string, ...number[]])[],
): ScoreTable {
  return makeScoreTable(
    clips.map(([label, predicted, ...scores], i) => ({ path: `${i}.wav`, label, predicted, scores })),
    modelLabels,
  );
}

/** Clips of one label each, `numClips` in turn, all recognised with 0.9. */
export function perfectTable(numLabels: number, numClips: number): ScoreTable {
  const labels = Array.from({ length: numLabels }, (_, i) => `label ${i}`);
  const rest = 0.1 / Math.max(1, numLabels - 1);
  return tableFrom(
    labels,
    Array.from({ length: numClips }, (_, clip) => {
      const label = labels[clip % numLabels] ?? '';
      return [label, label, ...labels.map((other) => (other === label ? 0.9 : rest))];
    }),
  );
}
