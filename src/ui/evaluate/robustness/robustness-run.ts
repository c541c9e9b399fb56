import { type Condition, conditionGroups } from '../../../core/augmentation/conditions/condition.ts';
import { indexOfHighest } from '../../../core/evaluation/evaluation.ts';
import { wilsonInterval } from '../../../core/evaluation/wilson-interval.ts';
import { createRandom, shuffledIndices } from '../../../core/training/random.ts';
import type { EvaluateResult, LabelledClip } from '../../../workers/protocol.ts';

/** How often a model is right under a condition; null: as the recordings are. */
export type ConditionAccuracy = {
  readonly condition: Condition | null;
  readonly numClips: number;
  readonly numCorrect: number;
  readonly accuracy: number;
  /** Wilson's, 95 %. */
  readonly interval: readonly [number, number];
};

export type ConditionKind = (typeof conditionGroups)[number]['kind'];

/** What was measured on so many of the run's clips. */
export type Robustness = {
  readonly numClips: number;
  readonly results: readonly ConditionAccuracy[];
};

/** Twenty-one conditions of a thousand clips are as many as twenty-one thousand clips. */
export const maxClips = 300;
const seed = 1;

/** Draws clips where there are too many: always the same ones, in their order. */
export function drawClips(clips: readonly LabelledClip[]): readonly LabelledClip[] {
  if (clips.length <= maxClips) return clips;
  const drawn = shuffledIndices(clips.length, createRandom(seed)).slice(0, maxClips);
  return drawn.sort((a, b) => a - b).flatMap((i) => clips[i] ?? []);
}

/** The conditions of the chosen kinds, and first of all none. */
export function conditionsOf(kinds: ReadonlySet<ConditionKind>): (Condition | null)[] {
  const chosen = conditionGroups.filter(({ kind }) => kinds.has(kind));
  return [null, ...chosen.flatMap(({ points }) => points.flatMap(({ condition }) => condition ?? []))];
}

export function countRight(
  clips: readonly LabelledClip[],
  { heard, metadata }: Pick<EvaluateResult, 'heard' | 'metadata'>,
  condition: Condition | null,
): ConditionAccuracy {
  const numLabels = metadata.labels.length;
  let numCorrect = 0;
  heard.clips.forEach((clip, row) => {
    const scores = heard.scores.subarray(row * numLabels, (row + 1) * numLabels);
    if (metadata.labels[indexOfHighest(scores)] === clips[clip]?.label) numCorrect += 1;
  });
  const numClips = heard.clips.length;
  return {
    condition,
    numClips,
    numCorrect,
    accuracy: numClips === 0 ? 0 : numCorrect / numClips,
    interval: wilsonInterval(numCorrect, numClips),
  };
}
