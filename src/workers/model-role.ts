import { createClassifier } from '../core/models/classifier.ts';
import { parseModelFiles } from '../core/models/model-file.ts';
import { nextChoice, startTensorFlow, tensorMemory } from '../platform/browser/tensorflow-backend.ts';
import type { Handlers } from './expose-worker.ts';
import { fetchModel } from './fetch-model.ts';
import { createModelHandlers } from './model-handlers.ts';
import type { ModelApi } from './protocol.ts';
import { readModelBlob } from './read-model-blob.ts';

/** What the model worker does. */
export const modelHandlers: Handlers<ModelApi> = createModelHandlers({
  startBackend: startTensorFlow,
  nextChoice,
  memory: tensorMemory,
  fetchModel: async (name, baseUrl) => parseModelFiles(await fetchModel(name, baseUrl)),
  readModel: readModelBlob,
  createClassifier: (file, batchSize) => createClassifier(file, { batchSize }),
  now: () => performance.now(),
});
