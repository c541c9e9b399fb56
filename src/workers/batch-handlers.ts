import { type BatchMaker, type BatchSetup, createBatchMaker } from '../core/training/batches/batch-maker.ts';
import type { PlainBatch } from '../core/training/batches/plain-clips.ts';
import type { TrainingBatch } from '../core/training/training-batch.ts';
import type { CallContext, Handlers } from './expose-worker.ts';
import type { BatchApi } from './protocol.ts';

/** The functions behind the making of batches: one training at a time. */
export function createBatchHandlers(): Handlers<BatchApi> {
  let maker: BatchMaker | null = null;
  return {
    prepareBatches: async ({ setup }: { readonly setup: BatchSetup }) => {
      maker = createBatchMaker(setup);
      return null;
    },
    trainBatch: async ({ step }, context) => send(maker?.train(step) ?? null, context),
    plainBatch: async ({ clips }, context) => send(maker?.plain(clips) ?? null, context),
  };
}

function send<Batch extends TrainingBatch | PlainBatch>(
  batch: Batch | null,
  { transfer }: CallContext<never>,
): Batch | null {
  if (batch === null) return null;
  const arrays = [batch.features, batch.lengths, 'targets' in batch ? batch.targets : null];
  transfer(...arrays.flatMap((array) => (array === null ? [] : [array.buffer])));
  return batch;
}
