import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { type BatchSetup, createBatchMaker } from '../../core/training/batches/batch-maker.ts';
import type { PlainBatch } from '../../core/training/batches/plain-clips.ts';
import type { TrainingBatch } from '../../core/training/training-batch.ts';

/** What a thread is asked for: the training batch of a step, or clips as they are. */
export type BatchRequest = { readonly id: number } & (
  | { readonly step: number }
  | { readonly clips: readonly number[] }
);

/** What it answers; `reason` says why there is no batch. */
export type BatchReply =
  | { readonly id: number; readonly batch: TrainingBatch | PlainBatch }
  | { readonly id: number; readonly reason: string };

/** Answers requests for batches until the port closes. */
export function serveBatches(port: MessagePort, setup: BatchSetup): void {
  const maker = createBatchMaker(setup);
  port.on('message', (request: BatchRequest) => {
    const { id } = request;
    try {
      const batch = 'step' in request ? maker.train(request.step) : maker.plain(request.clips);
      port.postMessage({ id, batch } satisfies BatchReply, buffersOf(batch));
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      port.postMessage({ id, reason } satisfies BatchReply);
    }
  });
}

function buffersOf(batch: TrainingBatch | PlainBatch): ArrayBuffer[] {
  const arrays = [batch.features, batch.lengths, 'targets' in batch ? batch.targets : null];
  return arrays.flatMap((array) => (array?.buffer instanceof ArrayBuffer ? [array.buffer] : []));
}

// The border: whoever starts this file as a thread passes a setup.
if (parentPort !== null) serveBatches(parentPort, workerData as BatchSetup);
