import { labelOrder } from '../../../core/evaluation/confusion-matrix.ts';
import type { LabelMapping, LeftOutFile, RunRecord, RunTable } from '../../../core/evaluation/run-record.ts';
import { sharesWith } from '../../../core/evaluation/shared-with-training.ts';
import { countConfusion } from '../../../core/evaluation/score-table.ts';
import type { TrainedOn } from '../../../core/models/trained-on.ts';
import { isShippedModel } from '../../../core/models/shipped-models.ts';
import type { BackendInfo } from '../../../platform/browser/backend-choice.ts';
import type { ModelName, PlainError } from '../../../workers/protocol.ts';
import type { FolderPlan } from '../../shared/folder/folder-plan.ts';
import { type SkippedFile, unlabelledFiles } from '../../shared/folder/skipped-file.ts';
import { type Counts, emptyCounts, rowTotal } from '../../shared/matrix/live-matrix.ts';

export type LabelCount = { readonly label: string; readonly numClips: number };

/** One evaluation of one split with one model, as far as it has come. Immutable. */
export type EvaluationRun = {
  readonly id: number;
  /** True for one that was saved, or came as a file. */
  readonly isReopened: boolean;
  /** True for a reopened one until its folder has been given: its sound is not here. */
  readonly isWithoutSound: boolean;
  /** Labels of the data that stand for labels of the model. */
  readonly mapping: LabelMapping;
  readonly dataName: string;
  readonly split: string;
  /** True where the folder has no splits, though the command line calls that `test` as well. */
  readonly isWhole: boolean;
  /** Null where the model is not known here. */
  readonly modelName: ModelName | null;
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
  /** What the model said, as far as it is known; what a person changed is in. */
  readonly table: RunTable;
  readonly numCorrect: number;
  readonly unreadable: readonly SkippedFile[];
  readonly numDone: number;
  readonly numTotal: number;
  readonly clipsPerSec: number;
  readonly secLeft: number | null;
  readonly seconds: number;
  /** All of it, once the run has ended with at least one clip; before what a person changed. */
  readonly record: RunRecord | null;
};

const emptyTable: RunTable = {
  labels: [],
  numScores: 0,
  paths: [],
  actual: new Int32Array(0),
  predicted: new Int32Array(0),
  scores: new Float32Array(0),
  columns: [],
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
    isReopened: false,
    isWithoutSound: false,
    mapping: plan.mapping,
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
    table: emptyTable,
    numCorrect: 0,
    unreadable: unlabelledFiles(plan.labelled),
    numDone: 0,
    numTotal: plan.clips.length,
    clipsPerSec: 0,
    secLeft: null,
    seconds: 0,
    record: null,
  };
}

/** How many clips have been heard. */
export function numClipsOf({ table }: EvaluationRun): number {
  return table.paths.length;
}

/** True until the run has ended in one way or another. */
export function isBusy({ status }: EvaluationRun): boolean {
  return status === 'preparing' || status === 'running';
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
    plannedLacking: countLacking(
      plan.clips.map(({ label }) => label),
      model.labels,
    ),
  };
}

type Ending = {
  readonly status: 'done' | 'cancelled' | 'failed';
  readonly seconds: number;
  readonly error: PlainError | null;
  readonly endedMs: number;
  /** Of the card of the model that was used. */
  readonly trainedOn: TrainedOn | undefined;
};

/** Ends a run with what it heard; a cancelled or failed run keeps its clips. */
export function endRun(
  run: EvaluationRun,
  table: RunTable,
  { status, seconds, error, endedMs, trainedOn }: Ending,
): EvaluationRun {
  const ended = { ...run, status, error, seconds, secLeft: null };
  const numClips = table.paths.length;
  if (numClips === 0) return ended;
  const sharedWithTraining = sharesWith(trainedOn, table);
  const record: RunRecord = {
    version: 1,
    dataName: run.dataName,
    split: run.split,
    ...(run.isWhole && { isWhole: true }),
    model: run.modelTitle,
    backend: run.backend?.name ?? '',
    endedMs,
    seconds,
    table,
    mapping: run.mapping,
    edits: [],
    unreadable: run.unreadable.map(leftOutFile),
    ...(sharedWithTraining !== null && { sharedWithTraining }),
  };
  return { ...withTable(ended, table), clipsPerSec: seconds > 0 ? numClips / seconds : 0, record };
}

/** What a record keeps of a file that was left out. */
export function leftOutFile({ path, reason, error }: SkippedFile): LeftOutFile {
  return error === null
    ? { path, reason }
    : { path, reason, error: { code: error.code, details: error.details } };
}

/** A run that was saved, or came as a file, as it was when it ended; without what a person changed. */
export function runOfRecord(id: number, record: RunRecord): EvaluationRun {
  const { table, seconds, model } = record;
  const numClips = table.paths.length;
  const modelLabels = table.labels.slice(0, table.numScores);
  const run: EvaluationRun = {
    id,
    isReopened: true,
    mapping: record.mapping,
    isWithoutSound: true,
    dataName: record.dataName,
    split: record.split,
    isWhole: record.isWhole ?? false,
    modelName: isShippedModel(model) ? model : null,
    modelTitle: model,
    backend: backendOf(record.backend),
    modelLabels,
    status: 'done',
    error: null,
    labels: table.labels,
    counts: [],
    plannedLacking: modelLabels.length === 0 ? [] : countLacking(labelsOfClips(table), modelLabels),
    table,
    numCorrect: 0,
    unreadable: record.unreadable.map(({ path, reason, error }) => ({
      path,
      reason,
      error: error === undefined ? null : { ...error, message: reason },
    })),
    numDone: numClips + record.unreadable.length,
    numTotal: numClips + record.unreadable.length,
    clipsPerSec: seconds > 0 ? numClips / seconds : 0,
    secLeft: null,
    seconds,
    record,
  };
  return withTable(run, table);
}

/** Why it was chosen nobody knows any longer; null for one that this page has no name for. */
function backendOf(text: string): BackendInfo | null {
  const name = (['webgpu', 'wasm', 'cpu'] as const).find((known) => known === text);
  return name === undefined ? null : { name, reason: 'chosen', adapter: null };
}

function labelsOfClips({ labels, actual }: RunTable): string[] {
  return Array.from(actual, (label) => labels[label] ?? '');
}

/** Puts a table in, with what is counted of it. */
export function withTable(run: EvaluationRun, table: RunTable): EvaluationRun {
  const counts = countConfusion(table);
  const numCorrect = counts.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
  return { ...run, table, labels: table.labels, counts, numCorrect };
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

function countLacking(labels: readonly string[], modelLabels: readonly string[]): LabelCount[] {
  const known = new Set(modelLabels);
  const counts = new Map<string, number>();
  for (const label of labels) {
    if (!known.has(label)) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...counts].map(([label, numClips]) => ({ label, numClips }));
}
