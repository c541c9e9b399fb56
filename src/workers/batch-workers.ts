import { PhonoscopeError } from '../core/errors.ts';
import type { BatchSetup } from '../core/training/batches/batch-maker.ts';
import {
  type BatchSource,
  type OpenBatches,
  openBatchesHere,
  prefetchBatches,
} from '../core/training/batches/batch-source.ts';
import { measureStored } from '../core/training/batches/clip-store.ts';
import type { FeaturesApi } from './protocol.ts';
import { WorkerClient, type WorkerLike } from './worker-client.ts';

/** Where memory cannot be shared, each worker holds all clips: together no more than this. */
const maxCopiedBytes = 1_000_000_000;

/**
 * Lets features workers of a training's own make its batches ahead, as many as there is memory for; without any, the
 * batches are made in the trainer's own thread. The workers start with the training and end with it.
 */
export function batchWorkers(createWorker: () => WorkerLike, numWorkers: number): OpenBatches {
  return (setup, numSteps) => {
    const { numBytes, isShared } = measureStored(setup.clips);
    const numCopies = isShared ? numWorkers : Math.floor(maxCopiedBytes / Math.max(1, numBytes));
    const count = Math.min(numWorkers, numCopies);
    if (count === 0) return openBatchesHere(setup, numSteps);
    const workers = Array.from({ length: count }, () => openWorker(createWorker, setup));
    return prefetchBatches(workers, numSteps);
  };
}

/** One worker with the setup sent to it; sent once more after a crash. */
function openWorker(createWorker: () => WorkerLike, setup: BatchSetup): BatchSource {
  let isPrepared = false;
  const client = new WorkerClient<FeaturesApi>(createWorker, () => {
    isPrepared = false;
  });
  const call = async <Batch>(ask: () => Promise<Batch | null>): Promise<Batch> => {
    if (!isPrepared) {
      // Calls are worked on in order: those that follow need not wait for this one.
      isPrepared = true;
      await client.call('prepareBatches', { setup });
    }
    const batch = await ask();
    if (batch !== null) return batch;
    isPrepared = false;
    const reason = 'it was started anew';
    throw new PhonoscopeError('worker-crashed', `A background task stopped unexpectedly (${reason}).`, {
      reason,
    });
  };
  return {
    train: (step) => call(() => client.call('trainBatch', { step })),
    plain: (clips) => call(() => client.call('plainBatch', { clips })),
    close: () => client.dispose(),
  };
}
