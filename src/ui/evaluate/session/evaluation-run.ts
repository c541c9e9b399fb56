import { noLabelReason } from '../../../core/dataset/label-clips.ts';
import { labelOrder } from '../../../core/evaluation/confusion-matrix.ts';
import { type Evaluation, type Prediction, summarise } from '../../../core/evaluation/evaluation.ts';
import type { BackendInfo } from '../../../platform/browser/backend-choice.ts';
import type { EvaluateProgress, ModelName, PlainError } from '../../../workers/protocol.ts';
import type { FolderPlan } from '../../shared/folder/folder-plan.ts';
import type { SkippedFile } from '../../shared/folder/unreadable-files.tsx';
import { addToCounts, type Counts, emptyCounts, rowTotal } from '../../shared/matrix/live-matrix.ts';

export type LabelCount = { readonly label: string; readonly numClips: number };

/** One evaluation of one split with one model, as far as it has come. Immutable. */
export type EvaluationRun = {
  readonly id: number;
  readonly dataName: string;
  readonly split: string;
  /** True where the folder has no splits, though the command line calls that `test` as well. */
  readonly isWhole: boolean;
  readonly modelName: ModelName;
  /** The model's own name, for exports. */
  readonly modelTitle: string;
  readonly backend: BackendInfo | null;
  readonly modelLabels: readonly string[];
  readonly status: 'preparing' | 'running' | 'done' | 'cancelled' | 'failed';
  readonly error: PlainError | null;
  /** The model's labels, then those only the data has. */
  readonly labels: readonly string[];
  readonly counts: Counts;
  /** The labels of the folder that the model lacks. */
  readonly plannedLacking: readonly LabelCount[];
  readonly predictions: readonly Prediction[];
  readonly numCorrect: number;
  readonly unreadable: readonly SkippedFile[];
  readonly numDone: number;
  readonly numTotal: number;
  readonly clipsPerSec: number;
  readonly secLeft: number | null;
  /** The sums, once the run has ended with at least one clip. */
  readonly evaluation: Evaluation | null;
};

/** What the model was that a run used. */
export type RunModel = {
  readonly name: ModelName;
  readonly title: string;
  readonly labels: readonly string[];
  readonly backend: BackendInfo | null;
};

/** A run before its first clip; `preparing` until the model is there. */
export function prepareRun(id: number, dataName: string, plan: FolderPlan, model: ModelName): EvaluationRun {
  return {
    id,
    dataName,
    split: plan.split,
    isWhole: plan.isWhole,
    modelName: model,
    modelTitle: model,
    backend: null,
    modelLabels: [],
    status: 'preparing',
    error: null,
    labels: [],
    counts: [],
    plannedLacking: [],
    predictions: [],
    numCorrect: 0,
    unreadable: unlabelledFiles(plan),
    numDone: 0,
    numTotal: plan.clips.length,
    clipsPerSec: 0,
    secLeft: null,
    evaluation: null,
  };
}

/** True until the run has ended in one way or another. */
export function isBusy({ status }: EvaluationRun): boolean {
  return status === 'preparing' || status === 'running';
}

/** The files that no rule gives a label; they are listed with those that cannot be read. */
export function unlabelledFiles(plan: FolderPlan): SkippedFile[] {
  return plan.unlabelled.map((path) => ({ path, reason: noLabelReason, error: null }));
}

/** The model has been loaded: the matrix gets its size. */
export function beginRun(run: EvaluationRun, plan: FolderPlan, model: RunModel): EvaluationRun {
  const labels = labelOrder(model.labels, new Set(plan.clips.map((clip) => clip.label)));
  return {
    ...run,
    status: 'running',
    modelName: model.name,
    modelTitle: model.title,
    modelLabels: model.labels,
    backend: model.backend,
    labels,
    counts: emptyCounts(labels.length),
    plannedLacking: countLacking(plan, model.labels),
  };
}

/** Adds what has been finished since the last time. */
export function advanceRun(
  run: EvaluationRun,
  progress: EvaluateProgress,
  indexByLabel: ReadonlyMap<string, number>,
): EvaluationRun {
  return {
    ...run,
    numDone: progress.done,
    numTotal: progress.total,
    clipsPerSec: progress.clipsPerSec,
    secLeft: progress.secLeft,
    counts: addToCounts(run.counts, indexByLabel, progress.finished),
    predictions: [...run.predictions, ...progress.finished],
    numCorrect: run.numCorrect + progress.finished.filter((clip) => clip.label === clip.predicted).length,
    unreadable: [...run.unreadable, ...progress.unreadable],
  };
}

/** Ends a run and sums up what it did; a cancelled or failed run keeps its clips. */
export function endRun(
  run: EvaluationRun,
  status: 'done' | 'cancelled' | 'failed',
  seconds: number,
  error: PlainError | null = null,
): EvaluationRun {
  if (run.predictions.length === 0) return { ...run, status, error, secLeft: null };
  const evaluation = summarise({
    model: run.modelTitle,
    backend: run.backend?.name ?? '',
    split: run.split,
    modelLabels: run.modelLabels,
    predictions: run.predictions,
    unreadable: run.unreadable.map(({ path, reason }) => ({ path, reason })),
    seconds,
  });
  return {
    ...run,
    status,
    error,
    secLeft: null,
    numCorrect: evaluation.labels.reduce((sum, _, i) => sum + (evaluation.confusion[i]?.[i] ?? 0), 0),
    labels: evaluation.labels,
    counts: evaluation.confusion,
    clipsPerSec: evaluation.clipsPerSec,
    evaluation,
  };
}

/**
 * Labels of the data that the model cannot answer, with their clips: each of those is a mistake. Known from the start;
 * in the end without the clips that could not be read.
 */
export function labelsTheModelLacks(run: EvaluationRun): readonly LabelCount[] {
  if (isBusy(run)) return run.plannedLacking;
  return run.plannedLacking
    .map(({ label }) => ({ label, numClips: rowTotal(run.counts[run.labels.indexOf(label)] ?? []) }))
    .filter(({ numClips }) => numClips > 0);
}

function countLacking(plan: FolderPlan, modelLabels: readonly string[]): LabelCount[] {
  const known = new Set(modelLabels);
  const counts = new Map<string, number>();
  for (const { label } of plan.clips) {
    if (!known.has(label)) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...counts].map(([label, numClips]) => ({ label, numClips }));
}
