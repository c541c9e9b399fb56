import type { EvaluationApi } from './evaluation-protocol.ts';
import { exposeWorker } from './expose-worker.ts';
import type { LanguageApi } from './language-protocol.ts';
import type { FeaturesApi, ModelApi } from './protocol.ts';
import type { WorkerRole } from './start-worker.ts';
import type { TrainingApi } from './training-protocol.ts';

const roles: Readonly<Record<WorkerRole, () => void>> = {
  features: () =>
    exposeWorker<FeaturesApi>(orCrash(import('./features-role.ts').then((role) => role.featuresHandlers))),
  model: () => exposeWorker<ModelApi>(orCrash(import('./model-role.ts').then((role) => role.modelHandlers))),
  training: () =>
    exposeWorker<TrainingApi>(orCrash(import('./training-role.ts').then((role) => role.trainingHandlers))),
  language: () =>
    exposeWorker<LanguageApi>(orCrash(import('./language-role.ts').then((role) => role.languageHandlers))),
  evaluation: () =>
    exposeWorker<EvaluationApi>(
      orCrash(import('./evaluation-role.ts').then((role) => role.evaluationHandlers)),
    ),
};

/** A role that cannot be fetched ends the worker, as a missing script does: the client then starts it anew. */
async function orCrash<Role>(fetched: Promise<Role>): Promise<Role> {
  try {
    return await fetched;
  } catch (thrown) {
    reportError(thrown);
    return new Promise(() => undefined);
  }
}

// Started in the script's first turn: a message that comes before anyone listens would be lost.
roles[self.name as WorkerRole]();
