import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { PhonoscopeError } from '../../core/errors.ts';
import type { BatchSetup } from '../../core/training/batches/batch-maker.ts';
import type { PlainBatch } from '../../core/training/batches/plain-clips.ts';
import {
  type BatchSource,
  type OpenBatches,
  openBatchesHere,
  prefetchBatches,
} from '../../core/training/batches/batch-source.ts';
import type { TrainingBatch } from '../../core/training/training-batch.ts';
import type { BatchReply, BatchRequest } from './batch-thread.ts';

/** As many threads as there are cores, less the trainer's own; one at least. */
export function countBatchThreads(): number {
  return Math.max(1, availableParallelism() - 1);
}

/**
 * Says how batches are made: by so many threads ahead of the trainer, or with 0 in the trainer's own thread when it
 * asks. The batches are the same, whichever number it is.
 */
export function batchThreads(numThreads: number): OpenBatches {
  if (numThreads === 0) return openBatchesHere;
  return (setup, numSteps) =>
    prefetchBatches(
      Array.from({ length: numThreads }, () => openThread(setup)),
      numSteps,
    );
}

type Settle = {
  readonly resolve: (batch: TrainingBatch | PlainBatch) => void;
  readonly reject: (error: PhonoscopeError) => void;
};

/** A running thread and what it still owes. */
type Running = { readonly worker: Worker; readonly pending: Map<number, Settle>; isDown: boolean };

/** One thread, started at once, and again at the first call after a crash. */
function openThread(setup: BatchSetup): BatchSource {
  let running = startThread(setup);
  let isClosed = false;
  let nextId = 0;

  function ask(request: { readonly step: number } | { readonly clips: readonly number[] }) {
    return new Promise<TrainingBatch | PlainBatch>((resolve, reject) => {
      if (isClosed) {
        reject(endedError());
        return;
      }
      if (running.isDown) running = startThread(setup);
      const id = nextId++;
      running.pending.set(id, { resolve, reject });
      // Only a thread that owes something keeps the command from ending.
      running.worker.ref();
      running.worker.postMessage({ id, ...request } satisfies BatchRequest, []);
    });
  }

  return {
    async train(step) {
      const batch = await ask({ step });
      if ('targets' in batch) return batch;
      throw new TypeError('The thread gave clips instead of a training batch.');
    },
    plain: (clips) => ask({ clips }),
    close() {
      isClosed = true;
      rejectAll(running, endedError());
      void running.worker.terminate();
    },
  };
}

function startThread(setup: BatchSetup): Running {
  const worker = new Worker(new URL('start-batch-thread.mjs', import.meta.url), {
    workerData: setup,
    // Without those of this process: a test runner's are not for others.
    execArgv: [],
  });
  const running: Running = { worker, pending: new Map(), isDown: false };
  worker.unref();
  worker.on('message', (reply: BatchReply) => {
    const settle = running.pending.get(reply.id);
    running.pending.delete(reply.id);
    if (running.pending.size === 0) worker.unref();
    if ('batch' in reply) settle?.resolve(reply.batch);
    else settle?.reject(new PhonoscopeError('internal', reply.reason, { reason: reply.reason }));
  });
  const crashed = (reason: string) => {
    running.isDown = true;
    const text = `A thread that prepares training clips stopped unexpectedly (${reason}).`;
    rejectAll(running, new PhonoscopeError('worker-crashed', text, { reason }));
  };
  worker.on('error', (error) => crashed(error instanceof Error ? error.message : String(error)));
  worker.on('exit', (code) => crashed(`exit code ${code}`));
  return running;
}

function endedError(): PhonoscopeError {
  return new PhonoscopeError('aborted', 'The training has ended.');
}

function rejectAll({ pending }: Running, error: PhonoscopeError): void {
  const settles = [...pending.values()];
  pending.clear();
  for (const { reject } of settles) reject(error);
}
