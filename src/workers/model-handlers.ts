import { PhonoscopeError } from '../core/errors.ts';
import { frontEndMismatch } from '../core/features/compare-front-ends.ts';
import { countBands, countFrames } from '../core/features/feature-shape.ts';
import type { FrontEnd } from '../core/features/front-end.ts';
import type { ModelMetadata } from '../core/models/metadata.ts';
import type { BackendInfo } from '../platform/browser/backend-choice.ts';
import type { StartedBackend } from '../platform/browser/tensorflow-backend.ts';
import type { Handlers } from './expose-worker.ts';
import type { ModelFiles } from './fetch-model.ts';
import type { LoadedModel, ModelApi, ModelName, TensorMemory } from './protocol.ts';

/** The part of a classifier that the handlers use. */
type AnyClassifier = {
  readonly metadata: ModelMetadata;
  predict(values: Float32Array, numClips: number): Promise<Float32Array>;
  dispose(): void;
};

/** What the handlers stand on; the worker passes TensorFlow.js, tests pass their own. */
export type ModelParts = {
  readonly startBackend: (choice: BackendInfo) => Promise<StartedBackend>;
  readonly nextChoice: (failed: BackendInfo) => BackendInfo | null;
  readonly memory: () => TensorMemory;
  readonly fetchModel: (name: ModelName, baseUrl: string) => Promise<ModelFiles>;
  readonly createClassifier: (files: ModelFiles, batchSize: number) => Promise<AnyClassifier>;
  /** A clock in milliseconds. */
  readonly now: () => number;
};

type Model = { readonly files: ModelFiles; readonly classifier: AnyClassifier };

/** The functions behind the model worker: one backend, and every model that was asked for. */
export function createModelHandlers(parts: ModelParts): Handlers<ModelApi> {
  const engine = new Engine(parts);
  return {
    load: ({ name, baseUrl, backend }) => engine.load(name, baseUrl, backend),
    warmUpBatch: async ({ name }) => {
      await engine.run(async ({ batchSize }) => warmUp(engine.modelOf(name).classifier, batchSize));
      return null;
    },
    predict: async ({ name, values, numClips, fingerprint, frontEnd }, { transfer }) => {
      refuseOtherFrontEnd(engine.modelOf(name).classifier.metadata, fingerprint, frontEnd);
      const startMs = parts.now();
      const scores = await engine.run(() => engine.modelOf(name).classifier.predict(values, numClips));
      transfer(scores.buffer);
      return { scores, modelMs: parts.now() - startMs, backend: engine.backendInUse().info };
    },
    memory: async () => parts.memory(),
  };
}

class Engine {
  readonly #parts: ModelParts;
  readonly #models = new Map<ModelName, Model>();
  #starting: Promise<StartedBackend> | null = null;
  #backend: StartedBackend | null = null;
  #fallingBack: Promise<void> | null = null;
  /** What ends the work that is under way when the device is lost. */
  readonly #failWork = new Set<(reason: Error) => void>();

  constructor(parts: ModelParts) {
    this.#parts = parts;
  }

  async load(name: ModelName, baseUrl: string, choice: BackendInfo): Promise<LoadedModel> {
    this.#starting ??= this.#parts.startBackend(choice);
    const [files] = await Promise.all([this.#parts.fetchModel(name, baseUrl), this.#start(this.#starting)]);
    if (!this.#models.has(name)) {
      const model = await this.run(async ({ batchSize }) => {
        const classifier = await this.#parts.createClassifier(files, batchSize);
        await warmUp(classifier, 1);
        return { files, classifier };
      });
      this.#models.set(name, model);
    }
    const { info, batchSize } = this.backendInUse();
    return { name, metadata: this.modelOf(name).classifier.metadata, backend: info, batchSize };
  }

  modelOf(name: ModelName): Model {
    const model = this.#models.get(name);
    if (model === undefined)
      throw new PhonoscopeError('internal', `The model "${name}" is not loaded.`, { reason: name });
    return model;
  }

  backendInUse(): StartedBackend {
    if (this.#backend === null)
      throw new PhonoscopeError('internal', 'No backend runs yet.', { reason: 'backend' });
    return this.#backend;
  }

  /** Works on the backend; where a GPU fails or is lost, moves every model to the next backend and tries again. */
  async run<T>(work: (backend: StartedBackend) => Promise<T>): Promise<T> {
    const backend = this.backendInUse();
    try {
      return await this.#unlessLost(work(backend));
    } catch (thrown) {
      if (backend.info.name !== 'webgpu' || thrown instanceof PhonoscopeError) throw thrown;
      this.#fallingBack ??= this.#fallBack(backend);
      await this.#fallingBack;
      return work(this.backendInUse());
    }
  }

  /** Reading back from a lost device may never end. */
  async #unlessLost<T>(work: Promise<T>): Promise<T> {
    let fail = (_reason: Error): void => undefined;
    const lost = new Promise<never>((_resolve, reject) => {
      fail = reject;
    });
    this.#failWork.add(fail);
    try {
      return await Promise.race([work, lost]);
    } finally {
      this.#failWork.delete(fail);
    }
  }

  #use(backend: StartedBackend): void {
    this.#backend = backend;
    void this.#watch(backend);
  }

  async #watch({ lost }: StartedBackend): Promise<void> {
    const reason = await lost;
    for (const fail of this.#failWork) fail(new Error(`the graphics device was lost: ${reason}`));
  }

  async #start(starting: Promise<StartedBackend>): Promise<void> {
    try {
      const backend = await starting;
      if (this.#backend === null) this.#use(backend);
    } catch (thrown) {
      this.#starting = null;
      throw thrown;
    }
  }

  async #fallBack({ info }: StartedBackend): Promise<void> {
    const choice = this.#parts.nextChoice(info);
    if (choice === null) return;
    for (const { classifier } of this.#models.values()) disposeQuietly(classifier);
    const backend = await this.#parts.startBackend(choice);
    this.#use(backend);
    for (const [name, { files }] of this.#models) {
      this.#models.set(name, {
        files,
        classifier: await this.#parts.createClassifier(files, backend.batchSize),
      });
    }
  }
}

/** @throws PhonoscopeError `front-end-mismatch`, which says in which field they differ. */
function refuseOtherFrontEnd(metadata: ModelMetadata, found: string, frontEnd: FrontEnd): void {
  if (found === metadata.fingerprint) return;
  throw frontEndMismatch(`The model "${metadata.name}"`, metadata.frontEnd, frontEnd);
}

async function warmUp(classifier: AnyClassifier, numClips: number): Promise<void> {
  const { frontEnd } = classifier.metadata;
  const { clipSamples, sampleRate, maxFrames } = frontEnd;
  const numFrames = maxFrames ?? countFrames(clipSamples ?? sampleRate, frontEnd);
  await classifier.predict(new Float32Array(numClips * numFrames * countBands(frontEnd)), numClips);
}

/** The buffers of a lost device may refuse to be freed; they are gone anyway. */
function disposeQuietly(classifier: AnyClassifier): void {
  try {
    classifier.dispose();
  } catch {
    // Nothing to do.
  }
}
