import { parseModelFiles } from '../core/models/model-file.ts';
import { withTrainingLock } from '../platform/browser/training-lock.ts';
import { browserTrainingStore } from '../platform/browser/training-store.ts';
import { nextChoice, startTensorFlow, tensorMemory } from '../platform/browser/tensorflow-backend.ts';
import { batchWorkers } from './batch-workers.ts';
import { countFeatureWorkers } from './feature-pool.ts';
import { exposeWorker } from './expose-worker.ts';
import { fetchModel } from './fetch-model.ts';
import { createTrainingHandlers } from './training-handlers.ts';
import type { TrainingApi } from './training-protocol.ts';
import { yieldTurn } from './yield-turn.ts';

/** More would only share the same cores. */
const mostWorkers = countFeatureWorkers(navigator.hardwareConcurrency);

exposeWorker<TrainingApi>(
  createTrainingHandlers({
    startBackend: startTensorFlow,
    nextChoice,
    loadModel: async (name, baseUrl) => parseModelFiles(await fetchModel(name, baseUrl)),
    openBatches: (numWorkers) =>
      batchWorkers(
        () => new Worker(new URL('./features.worker.ts', import.meta.url), { type: 'module' }),
        Math.min(mostWorkers, numWorkers ?? mostWorkers),
      ),
    store: browserTrainingStore,
    lock: withTrainingLock,
    memory: tensorMemory,
    yieldTurn,
    now: () => performance.now(),
  }),
);
