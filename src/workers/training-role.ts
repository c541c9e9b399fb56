import { parseModelFiles } from '../core/models/model-file.ts';
import { withTrainingLock } from '../platform/browser/training-lock.ts';
import { browserTrainingStore } from '../platform/browser/training-store.ts';
import { nextChoice, startTensorFlow, tensorMemory } from '../platform/browser/tensorflow-backend.ts';
import { batchWorkers } from './batch-workers.ts';
import type { Handlers } from './expose-worker.ts';
import { countFeatureWorkers } from './feature-pool.ts';
import { fetchModel } from './fetch-model.ts';
import type { WorkerRole } from './start-worker.ts';
import { createTrainingHandlers } from './training-handlers.ts';
import type { TrainingApi } from './training-protocol.ts';
import { yieldTurn } from './yield-turn.ts';

/** More would only share the same cores. */
const mostWorkers = countFeatureWorkers(navigator.hardwareConcurrency);

/** What the training worker does. */
export const trainingHandlers: Handlers<TrainingApi> = createTrainingHandlers({
  startBackend: startTensorFlow,
  nextChoice,
  loadModel: async (name, baseUrl) => parseModelFiles(await fetchModel(name, baseUrl)),
  openBatches: (numWorkers) =>
    batchWorkers(
      // The script of this worker, because Vite refuses a worker that names itself.
      () => new Worker(self.location.href, { type: 'module', name: 'features' satisfies WorkerRole }),
      Math.min(mostWorkers, numWorkers ?? mostWorkers),
    ),
  store: browserTrainingStore,
  lock: withTrainingLock,
  memory: tensorMemory,
  yieldTurn,
  now: () => performance.now(),
});
