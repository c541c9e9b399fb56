import { PhonoscopeError } from '../../errors.ts';
import type { TrainingBatch } from '../training-batch.ts';
import { type BatchSetup, createBatchMaker } from './batch-maker.ts';
import type { PlainBatch } from './plain-clips.ts';

/** Where a training gets its batches. */
export type BatchSource = {
  /** The training batch of a step. */
  readonly train: (step: number) => Promise<TrainingBatch>;
  /** Clips without any variation, by their numbers in the store. */
  readonly plain: (clips: readonly number[]) => Promise<PlainBatch>;
  /** Stops the work under way: its promises reject with `aborted`. */
  readonly close: () => void;
};

/** Opens a source for one training; the trainer closes it. */
export type OpenBatches = (setup: BatchSetup, numSteps: number) => BatchSource;

/** Makes batches in the thread that calls, when they are asked for. */
export const openBatchesHere: OpenBatches = (setup) => {
  const maker = createBatchMaker(setup);
  return {
    train: async (step) => maker.train(step),
    plain: async (clips) => maker.plain(clips),
    close: () => undefined,
  };
};

/** A worker may be at one batch and have the next one waiting. */
const batchesPerWorker = 2;

/**
 * Lets workers make batches ahead of the trainer: at most two for each worker are in the making or wait. They come in
 * the order in which they are asked for, and are the same for any number of workers. What a crashed worker was at is
 * made once more.
 */
export function prefetchBatches(workers: readonly BatchSource[], numSteps: number): BatchSource {
  const numAhead = batchesPerWorker * workers.length;
  const pending = new Map<number, Promise<TrainingBatch>>();
  const call = createDispatcher(workers);
  const start = (step: number): Promise<TrainingBatch> => {
    const known = pending.get(step);
    if (known !== undefined) return known;
    const batch = call((worker) => worker.train(step));
    // The trainer sees the failure when it comes to this step; it may end before.
    batch.catch(() => undefined);
    pending.set(step, batch);
    return batch;
  };
  return {
    train(step) {
      // A trainer that goes back, or on from another step, does not wait for what was made for it before.
      for (const other of pending.keys()) if (other < step || other > step + numAhead) pending.delete(other);
      const batch = start(step);
      pending.delete(step);
      for (let next = step + 1; next <= step + numAhead && next < numSteps; next++) void start(next);
      return batch;
    },
    plain: (clips) => call((worker) => worker.plain(clips)),
    close() {
      pending.clear();
      for (const worker of workers) worker.close();
    },
  };
}

/** Gives work to the worker that has the least, and once more after a crash. */
function createDispatcher(workers: readonly BatchSource[]) {
  const loads = workers.map((worker) => ({ worker, numCalls: 0 }));
  const callOnce = async <Result>(work: (worker: BatchSource) => Promise<Result>): Promise<Result> => {
    const least = loads.reduce((best, load) => (load.numCalls < best.numCalls ? load : best));
    least.numCalls += 1;
    try {
      return await work(least.worker);
    } finally {
      least.numCalls -= 1;
    }
  };
  return async <Result>(work: (worker: BatchSource) => Promise<Result>): Promise<Result> => {
    try {
      return await callOnce(work);
    } catch (thrown) {
      if (!(thrown instanceof PhonoscopeError && thrown.code === 'worker-crashed')) throw thrown;
      return callOnce(work);
    }
  };
}
