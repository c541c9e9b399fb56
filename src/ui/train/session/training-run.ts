import type { BackendInfo } from '../../../platform/browser/backend-choice.ts';
import type { OwnModel, PlainError } from '../../../workers/protocol.ts';
import type {
  Confusion,
  EpochRecord,
  TrainingProgress,
  TrainingResult,
} from '../../../workers/training-protocol.ts';

/** More points than this are thinned out: a chart has few more columns, and drawing takes time. */
const maxPoints = 120;

/** The running training loss at a step. */
type StepPoint = { readonly step: number; readonly loss: number };

/** One training as far as it has come. Immutable. */
export type TrainingRun = {
  readonly id: number;
  readonly title: string;
  readonly status: 'preparing' | 'running' | 'paused' | 'stopping' | 'done' | 'cancelled' | 'failed';
  readonly error: PlainError | null;
  readonly labels: readonly string[];
  readonly numValidation: number;
  /** Clips whose features are ready, before the first step. */
  readonly prepared: { readonly done: number; readonly total: number } | null;
  readonly backend: BackendInfo | null;
  readonly numSteps: number;
  readonly stepsPerEpoch: number;
  readonly step: number;
  readonly learningRate: number | null;
  readonly points: readonly StepPoint[];
  readonly epochs: readonly EpochRecord[];
  readonly best: number | null;
  readonly confusion: Confusion | null;
  /** A GPU was lost: where it goes on, and from which epoch. */
  readonly fellBack: { readonly backend: BackendInfo; readonly epoch: number } | null;
  /** Why it could not go on after a reload. */
  readonly notKept: PlainError | null;
  readonly outcome: TrainingOutcome | null;
};

/** What came out, and the model as the page has taken it in. */
export type TrainingOutcome = {
  readonly result: TrainingResult;
  readonly model: OwnModel;
  /** Why the model is gone when the page closes. */
  readonly storageError: PlainError | null;
  readonly isDiscarded: boolean;
};

export function prepareRun(
  id: number,
  title: string,
  labels: readonly string[],
  numValidation: number,
): TrainingRun {
  return {
    id,
    title,
    status: 'preparing',
    error: null,
    labels,
    numValidation,
    prepared: null,
    backend: null,
    numSteps: 0,
    stepsPerEpoch: 1,
    step: 0,
    learningRate: null,
    points: [],
    epochs: [],
    best: null,
    confusion: null,
    fellBack: null,
    notKept: null,
    outcome: null,
  };
}

/** True until the training has ended in one way or another. */
export function isBusy({ status }: TrainingRun): boolean {
  return status !== 'done' && status !== 'cancelled' && status !== 'failed';
}

/** Takes in one report. */
export function advanceRun(run: TrainingRun, progress: TrainingProgress): TrainingRun {
  switch (progress.kind) {
    case 'features':
      return { ...run, prepared: { done: progress.done, total: progress.total } };
    case 'begin': {
      const { backend, numSteps, stepsPerEpoch, epochs } = progress;
      const step = epochs.at(-1)?.step ?? 0;
      const status = run.status === 'preparing' ? 'running' : run.status;
      return { ...run, status, prepared: null, backend, numSteps, stepsPerEpoch, epochs, step };
    }
    case 'step': {
      const { step, loss, learningRate } = progress;
      return { ...run, step, learningRate, points: addPoint(run.points, { step, loss }) };
    }
    case 'epoch': {
      const { record, number, best } = progress;
      const { step, learningRate, valConfusion } = record;
      // After a lost GPU, epochs of the first attempt are done once more.
      const epochs = [...run.epochs.slice(0, number - 1), record];
      return { ...run, epochs, best, step, learningRate, confusion: valConfusion ?? run.confusion };
    }
    case 'paused':
      return run.status === 'stopping' ? run : { ...run, status: progress.isPaused ? 'paused' : 'running' };
    case 'fell-back': {
      const { backend, epoch } = progress;
      const points = run.points.filter(({ step }) => step <= epoch * run.stepsPerEpoch);
      return { ...run, fellBack: { backend, epoch }, points };
    }
    default:
      return { ...run, notKept: progress.error };
  }
}

/** Seconds to the end at the present speed; null while nobody can tell. */
export function secLeft({ epochs, stepsPerEpoch, numSteps, step }: TrainingRun): number | null {
  const last = epochs.at(-1);
  if (last === undefined) return null;
  const stepsDone = last.step - (epochs.at(-2)?.step ?? Math.max(0, last.step - stepsPerEpoch));
  return ((numSteps - step) * last.seconds) / Math.max(1, stepsDone);
}

/** Adds a point; where there are too many, every second one goes. */
function addPoint(points: readonly StepPoint[], point: StepPoint): readonly StepPoint[] {
  const all = [...points, point];
  return all.length > maxPoints ? all.filter((_, index) => index % 2 === 1) : all;
}

/** At most `maxPoints` epochs, the last one among them. */
export function thinEpochs<T>(
  epochs: readonly T[],
): readonly { readonly epoch: number; readonly record: T }[] {
  const every = Math.ceil(epochs.length / maxPoints);
  return epochs
    .map((record, index) => ({ epoch: index + 1, record }))
    .filter(({ epoch }) => epoch % every === 0 || epoch === epochs.length || epoch === 1);
}
