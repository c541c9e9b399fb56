import {
  countLabelsInSteps,
  findVariantsInSteps,
  type LabelCount,
  suggestMappingInSteps,
} from '../../../core/dataset/label-mapping.ts';
import type { LabelledData, LabelSource } from '../../../core/dataset/labelled-data.ts';
import type { LabelMapping } from '../../../core/evaluation/run-record.ts';
import { eachInSteps, type Steps } from '../../../core/steps.ts';
import { labelFolderInSteps } from '../../shared/folder/folder-plan.ts';
import type { EvaluatedData } from '../session/evaluation-session.ts';

/** What the dialog shows of the labels that a source gives. */
export type DraftLabels = {
  /** null where something is missing; then there are no labels. */
  readonly source: LabelSource | null;
  readonly labelled: LabelledData | null;
  /** By code point. */
  readonly counts: readonly LabelCount[];
  readonly suggested: LabelMapping;
  /** Labels that differ only in how they are written. */
  readonly variants: readonly (readonly LabelCount[])[];
  /** The same as `counts`, those that differ from the model's first. */
  readonly rows: readonly LabelCount[];
};

export const noDraftLabels: DraftLabels = {
  source: null,
  labelled: null,
  counts: [],
  suggested: [],
  variants: [],
  rows: [],
};

/**
 * Finds the labels of the folder, in steps: with a hundred thousand files it takes a second, and a column that holds no
 * labels has as many values.
 *
 * @throws PhonoscopeError what `labelFolderInSteps` throws.
 */
export function* draftLabelsInSteps(
  { folder, plan }: EvaluatedData,
  source: LabelSource | null,
  modelLabels: readonly string[],
): Steps<DraftLabels> {
  if (source === null) return noDraftLabels;
  const labelled = yield* labelFolderInSteps(folder, plan.isWhole ? null : plan.split, source);
  const counts = yield* countLabelsInSteps(labelled.clips);
  const labels = counts.map(({ label }) => label);
  const suggested = yield* suggestMappingInSteps(labels, modelLabels);
  const variants = yield* findVariantsInSteps(counts);
  const rows = yield* sortLabels(counts, suggested, modelLabels);
  return { source, labelled, counts, suggested, variants, rows };
}

/** First the labels that nothing is suggested for, then those with a suggestion, then those that the model has. */
function* sortLabels(
  counts: readonly LabelCount[],
  suggested: LabelMapping,
  modelLabels: readonly string[],
): Steps<LabelCount[]> {
  const known = new Set(modelLabels);
  const similar = new Set(suggested.map(({ from }) => from));
  const groups = { known: [], similar: [], others: [] } satisfies Record<string, LabelCount[]>;
  const groupOf = (label: string): LabelCount[] =>
    known.has(label) ? groups.known : similar.has(label) ? groups.similar : groups.others;
  yield* eachInSteps(counts, (count) => groupOf(count.label).push(count));
  const byClips = (a: LabelCount, b: LabelCount) => b.numClips - a.numClips;
  return [...groups.others.sort(byClips), ...groups.similar.sort(byClips), ...groups.known];
}
