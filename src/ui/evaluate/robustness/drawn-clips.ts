import { type Condition, conditionGroups } from '../../../core/augmentation/conditions/condition.ts';
import { indexOfHighest } from '../../../core/evaluation/evaluation.ts';
import type { HeardCondition } from '../../../core/evaluation/robustness-schema.ts';
import type { RunTable } from '../../../core/evaluation/run-record.ts';
import { createRandom, shuffledIndices } from '../../../core/training/random.ts';
import type { EvaluateResult, LabelledClip } from '../../../workers/protocol.ts';

export type ConditionKind = Condition['kind'];

/** Enough to tell five points of accuracy apart, and done within a minute. */
export const numDrawn = 300;
const seed = 1;

/** Draws clips where there are more than `limit`: always the same ones, in their order. */
export function drawClips(clips: readonly LabelledClip[], limit: number): readonly LabelledClip[] {
  if (clips.length <= limit) return clips;
  const drawn = shuffledIndices(clips.length, createRandom(seed)).slice(0, limit);
  return drawn.sort((a, b) => a - b).flatMap((i) => clips[i] ?? []);
}

/** The conditions of the chosen kinds. */
export function conditionsOf(kinds: ReadonlySet<ConditionKind>): Condition[] {
  const chosen = conditionGroups.filter(({ kind }) => kinds.has(kind));
  return chosen.flatMap(({ points }) => points.flatMap(({ condition }) => condition ?? []));
}

/** Lays what was heard out by the rows of the run's table. */
export function heardCondition(
  condition: Condition,
  clips: readonly LabelledClip[],
  { heard, metadata }: Pick<EvaluateResult, 'heard' | 'metadata'>,
  { labels, paths }: RunTable,
): HeardCondition {
  const numScores = metadata.labels.length;
  const labelOf = metadata.labels.map((label) => labels.indexOf(label));
  const saidOf = new Map(
    Array.from(heard.clips, (clip, place) => {
      const scores = heard.scores.subarray(place * numScores, (place + 1) * numScores);
      return [clips[clip]?.path ?? '', labelOf[indexOfHighest(scores)] ?? -1];
    }),
  );
  const rows = Int32Array.from(paths.keys()).filter((row) => saidOf.has(paths[row] ?? ''));
  return { condition, rows, predicted: rows.map((row) => saidOf.get(paths[row] ?? '') ?? -1) };
}
