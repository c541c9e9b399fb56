import { PhonoscopeError } from '../errors.ts';
import { cosineLearningRate, type Schedule } from './schedule.ts';
import type { Trainer, TrainerState } from './trainer.ts';
import type { TrainingBatch } from './training-batch.ts';

/** Loss and accuracy on the validation clips, with the averaged weights. */
export type ValidationResult = { readonly loss: number; readonly accuracy: number };

/** What happened between two validations. */
export type Epoch = {
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly valLoss: number | null;
  readonly valAccuracy: number | null;
  readonly learningRate: number;
  readonly seconds: number;
};

/** A training's whole state: that of the trainer, what happened so far, and the best averaged weights. */
export type TrainingState = {
  readonly trainer: TrainerState;
  readonly epochs: readonly Epoch[];
  readonly best: { readonly epoch: number; readonly weights: Float32Array } | null;
};

export type TrainingRun = {
  readonly trainer: Trainer;
  readonly schedule: Schedule;
  readonly stepsPerEpoch: number;
  /** The batch of a step, the same for the same step. */
  readonly batchOf: (step: number) => Promise<TrainingBatch>;
  /** Null = no validation: the last weights are the best. */
  readonly validate: (() => Promise<ValidationResult>) | null;
  readonly nowMs: () => number;
  /** Called after each epoch with what a later run needs to go on. */
  readonly onEpoch: (state: TrainingState) => Promise<void> | void;
  readonly onStep?: (step: number, loss: number) => void;
  /** State of an earlier run to go on from. */
  readonly resumeFrom?: TrainingState | null;
  readonly isAborted?: () => boolean;
};

/**
 * Trains to the end of the schedule, validating after every epoch, and leaves the best averaged weights (lowest
 * validation loss) in the network.
 *
 * @throws PhonoscopeError `training-diverged`; `aborted` when `isAborted` says so.
 */
export async function runTraining(run: TrainingRun): Promise<TrainingState> {
  const { trainer, schedule, resumeFrom = null } = run;
  if (resumeFrom !== null) trainer.restore(resumeFrom.trainer);
  const epochs = [...(resumeFrom?.epochs ?? [])];
  let best = resumeFrom?.best ?? null;
  while (trainer.step < schedule.numSteps) {
    const epoch = await runEpoch(run);
    epochs.push(epoch);
    const state = trainer.state();
    if (isBetter(epoch, best === null ? undefined : epochs[best.epoch - 1])) {
      best = { epoch: epochs.length, weights: state.average };
    }
    await run.onEpoch({ trainer: state, epochs: [...epochs], best });
  }
  const state = trainer.state();
  trainer.useWeights(best?.weights ?? state.average);
  return { trainer: state, epochs, best };
}

async function runEpoch(run: TrainingRun): Promise<Epoch> {
  const { trainer, schedule } = run;
  const start = run.nowMs();
  const lastStep = Math.min(schedule.numSteps, trainer.step + run.stepsPerEpoch);
  const total = { loss: 0, correct: 0, clips: 0, steps: 0 };
  let learningRate = 0;
  while (trainer.step < lastStep) {
    if (run.isAborted?.() === true) throw new PhonoscopeError('aborted', 'Training was stopped.');
    learningRate = cosineLearningRate(schedule, trainer.step);
    const batch = await run.batchOf(trainer.step);
    const { loss, numCorrect, numClips } = await trainer.train(batch, learningRate);
    total.loss += loss;
    total.correct += numCorrect;
    total.clips += numClips;
    total.steps += 1;
    run.onStep?.(trainer.step, loss);
  }
  const validation = await run.validate?.();
  return {
    step: trainer.step,
    loss: total.loss / Math.max(1, total.steps),
    accuracy: total.correct / Math.max(1, total.clips),
    valLoss: validation?.loss ?? null,
    valAccuracy: validation?.accuracy ?? null,
    learningRate,
    seconds: (run.nowMs() - start) / 1000,
  };
}

function isBetter(epoch: Epoch, best: Epoch | undefined): boolean {
  if (best === undefined || epoch.valLoss === null || best.valLoss === null) return true;
  return epoch.valLoss < best.valLoss;
}
