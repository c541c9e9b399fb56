import { parseModelFiles } from '../core/models/model-file.ts';
import { browserTrainingStore } from '../platform/browser/training-store.ts';
import { nextChoice, startTensorFlow, tensorMemory } from '../platform/browser/tensorflow-backend.ts';
import { exposeWorker } from './expose-worker.ts';
import { fetchModel } from './fetch-model.ts';
import { createTrainingHandlers } from './training-handlers.ts';
import type { TrainingApi } from './training-protocol.ts';
import { yieldTurn } from './yield-turn.ts';

exposeWorker<TrainingApi>(
  createTrainingHandlers({
    startBackend: startTensorFlow,
    nextChoice,
    loadModel: async (name, baseUrl) => parseModelFiles(await fetchModel(name, baseUrl)),
    store: browserTrainingStore,
    memory: tensorMemory,
    yieldTurn,
    now: () => performance.now(),
  }),
);
