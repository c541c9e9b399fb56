import { PhonoscopeError } from '../errors.ts';
import { type EarlyStopping, shouldStopEarly } from './optimisation/early-stopping.ts';
import { observePlateau, type PlateauState, startPlateau } from './optimisation/plateau.ts';
import { learningRateAt, type Schedule } from './optimisation/schedule.ts';
import { diverged, type Trainer, type TrainerState } from './trainer.ts';
import type { TrainingBatch } from './training-batch.ts';
import type { TrainingControl } from './training-control.ts';
import type { ValidationResult } from './validation-result.ts';

/** What happened between two validations. */
export type Epoch = {
  /** Steps done at its end. */
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly valLoss: number | null;
  readonly valAccuracy: number | null;
  /** Validation clips of the row's label that were taken for the column's. */
  readonly valConfusion: ValidationResult['confusion'] | null;
  /** Of its last step. */
  readonly learningRate: number;
  /** Pauses left out. */
  readonly seconds: number;
};

/** A training's whole state: that of the trainer, what happened so far, and the best averaged weights. */
export type TrainingState = {
  readonly trainer: TrainerState;
  readonly epochs: readonly Epoch[];
  readonly best: { readonly epoch: number; readonly weights: Float32Array } | null;
  /** Null where the schedule is another. */
  readonly plateau: PlateauState | null;
};

/** A training that has ended, and why. */
export type FinishedTraining = TrainingState & { readonly ended: 'finished' | 'early' | 'stopped' };

/** What happened in one step; `learningRate` is what it was done with. */
export type StepReport = {
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly learningRate: number;
};

export type TrainingRun = {
  readonly trainer: Trainer;
  readonly schedule: Schedule;
  /** The batch of a step, the same for the same step. */
  readonly batchOf: (step: number) => Promise<TrainingBatch>;
  /** Null = no validation: the last weights are the best, and the plateau watches the training loss. */
  readonly validate: (() => Promise<ValidationResult>) | null;
  readonly earlyStopping: EarlyStopping | null;
  readonly nowMs: () => number;
  /** Called after each epoch with what a later run needs to go on. */
  readonly onEpoch: (state: TrainingState) => Promise<void> | void;
  readonly onStep?: (report: StepReport) => void;
  /** Which averaged weights end up in the network; `best` unless given. */
  readonly keep?: 'best' | 'last';
  /** State of an earlier run to go on from. */
  readonly resumeFrom?: TrainingState | null;
  readonly control?: TrainingControl;
};

/**
 * Trains until the schedule ends, the validation loss no longer falls, or someone stops it; validates after every
 * epoch, and leaves the best averaged weights (lowest validation loss) in the network, or the last ones.
 *
 * A stop ends the epoch where it is, so that there is always something to keep.
 *
 * @throws PhonoscopeError `training-diverged`; `aborted` when the control says so.
 */
export async function runTraining(run: TrainingRun): Promise<FinishedTraining> {
  const { trainer, schedule, resumeFrom = null } = run;
  if (resumeFrom !== null) trainer.restore(resumeFrom.trainer);
  const epochs = [...(resumeFrom?.epochs ?? [])];
  let best = resumeFrom?.best ?? null;
  let plateau = resumeFrom?.plateau ?? null;
  if (schedule.shape.name === 'plateau') plateau ??= startPlateau(schedule.learningRate);
  let ended = endOf(run, epochs);
  while (ended === null) {
    const epoch = await runEpoch(run, plateau);
    epochs.push(epoch);
    const state = trainer.state();
    if (isBetter(epoch, best === null ? undefined : epochs[best.epoch - 1])) {
      best = { epoch: epochs.length, weights: state.average };
    }
    if (schedule.shape.name === 'plateau' && plateau !== null) {
      plateau = observePlateau(plateau, epoch.valLoss ?? epoch.loss, schedule.shape);
    }
    await run.onEpoch({ trainer: state, epochs: [...epochs], best, plateau });
    ended = endOf(run, epochs);
  }
  const state = trainer.state();
  trainer.useWeights(run.keep === 'last' ? state.average : (best?.weights ?? state.average));
  return { trainer: state, epochs, best, plateau, ended };
}

function endOf(
  { trainer, schedule, earlyStopping, control }: TrainingRun,
  epochs: readonly Epoch[],
): FinishedTraining['ended'] | null {
  if (trainer.step >= schedule.numSteps) return 'finished';
  const losses = epochs.map(({ valLoss }) => valLoss);
  if (earlyStopping !== null && shouldStopEarly(losses, earlyStopping)) return 'early';
  return control?.wish() === 'stop' && epochs.length > 0 ? 'stopped' : null;
}

async function runEpoch(run: TrainingRun, plateau: PlateauState | null): Promise<Epoch> {
  const { trainer, schedule } = run;
  const { stepsPerEpoch, numSteps } = schedule;
  let start = run.nowMs();
  const nextEpochAt = (Math.floor(trainer.step / stepsPerEpoch) + 1) * stepsPerEpoch;
  const lastStep = Math.min(numSteps, nextEpochAt);
  const plateauScale = plateau === null ? 1 : plateau.learningRate / schedule.learningRate;
  const total = { loss: 0, correct: 0, clips: 0, steps: 0 };
  let learningRate = 0;
  while (trainer.step < lastStep) {
    start += await pausedMs(run);
    if (run.control?.wish() === 'stop' && total.steps > 0) break;
    learningRate = learningRateAt(schedule, trainer.step, plateauScale);
    const { loss, numCorrect, numClips } = await trainer.train(await run.batchOf(trainer.step), learningRate);
    total.loss += loss;
    total.correct += numCorrect;
    total.clips += numClips;
    total.steps += 1;
    run.onStep?.({ step: trainer.step, loss, accuracy: numCorrect / numClips, learningRate });
  }
  const validation = (await run.validate?.()) ?? null;
  if (validation !== null && !Number.isFinite(validation.loss)) throw diverged(trainer.step);
  return {
    step: trainer.step,
    loss: total.loss / Math.max(1, total.steps),
    accuracy: total.correct / Math.max(1, total.clips),
    valLoss: validation?.loss ?? null,
    valAccuracy: validation?.accuracy ?? null,
    valConfusion: validation?.confusion ?? null,
    learningRate,
    seconds: (run.nowMs() - start) / 1000,
  };
}

/**
 * Waits while the training is paused.
 *
 * @returns how long that was.
 */
async function pausedMs({ control, nowMs }: TrainingRun): Promise<number> {
  if (control === undefined) return 0;
  const start = nowMs();
  await control.untilUnpaused();
  if (control.wish() === 'abort') throw new PhonoscopeError('aborted', 'Training was stopped.');
  return nowMs() - start;
}

function isBetter(epoch: Epoch, best: Epoch | undefined): boolean {
  if (best === undefined || epoch.valLoss === null || best.valLoss === null) return true;
  return epoch.valLoss < best.valLoss;
}
