import { PhonoscopeError } from '../core/errors.ts';
import { frontEndMismatch } from '../core/features/compare-front-ends.ts';
import { countBands, framesOfClip } from '../core/features/feature-shape.ts';
import type { FrontEnd } from '../core/features/front-end.ts';
import type { EmbeddedClips } from '../core/models/classifier.ts';
import { invalidModel, shortReason } from '../core/models/invalid-model.ts';
import type { ModelMetadata } from '../core/models/metadata.ts';
import { type ModelFile, writeModelZip } from '../core/models/model-file.ts';
import type { BackendInfo } from '../platform/browser/backend-choice.ts';
import type { StartedBackend } from '../platform/browser/tensorflow-backend.ts';
import type { Handlers } from './expose-worker.ts';
import type { LoadedModel, ModelApi, LoadableName, ModelPlace, TensorMemory } from './protocol.ts';

/** The part of a classifier that the handlers use. */
type AnyClassifier = {
  readonly metadata: ModelMetadata;
  predict(values: Float32Array, numClips: number, lengths?: Int32Array | null): Promise<Float32Array>;
  predictAndEmbed(
    values: Float32Array,
    numClips: number,
    lengths?: Int32Array | null,
  ): Promise<EmbeddedClips>;
  dispose(): void;
};

/** What the handlers stand on; the worker passes TensorFlow.js, tests pass their own. */
export type ModelParts = {
  readonly startBackend: (choice: BackendInfo) => Promise<StartedBackend>;
  readonly nextChoice: (failed: BackendInfo) => BackendInfo | null;
  readonly memory: () => TensorMemory;
  /** Fetches a shipped model. */
  readonly fetchModel: (name: string, baseUrl: string) => Promise<ModelFile>;
  /** Reads one of the visitor's own. */
  readonly readModel: (zip: Blob) => Promise<ModelFile>;
  readonly createClassifier: (file: ModelFile, batchSize: number) => Promise<AnyClassifier>;
  /** A clock in milliseconds. */
  readonly now: () => number;
};

type Model = { readonly file: ModelFile; readonly classifier: AnyClassifier };

/** The functions behind the model worker: one backend, and every model that was asked for. */
export function createModelHandlers(parts: ModelParts): Handlers<ModelApi> {
  const engine = new Engine(parts);
  return {
    load: (argument) => engine.load(argument),
    unload: async ({ name }) => {
      engine.unload(name);
      return null;
    },
    inspect: ({ zip, backend }) => engine.inspect(zip, backend),
    describe: async (place) => {
      const { metadata, topology, weights } = await readPlace(parts, place);
      const numBytes = 'zip' in place ? place.zip.size : weights.length + JSON.stringify(topology).length;
      return { metadata, numBytes };
    },
    pack: async ({ place, name }) => {
      const file = await readPlace(parts, place);
      const zip = writeModelZip({ ...file, metadata: { ...file.metadata, name } });
      return new Blob([Uint8Array.from(zip)], { type: 'application/zip' });
    },
    warmUpBatch: async ({ name }) => {
      await engine.run(async ({ batchSize }) => warmUp(engine.modelOf(name).classifier, batchSize));
      return null;
    },
    predict: async (request, { transfer }) => {
      const { values, numClips, lengths } = request;
      const { result, ...run } = await engine.timed(request, (classifier) =>
        classifier.predict(values, numClips, lengths),
      );
      transfer(result.buffer);
      return { scores: result, ...run };
    },
    embed: async (request, { transfer }) => {
      const { values, numClips, lengths } = request;
      const { result, ...run } = await engine.timed(request, (classifier) =>
        classifier.predictAndEmbed(values, numClips, lengths),
      );
      transfer(result.scores.buffer, result.embeddings.buffer);
      return { ...result, dim: numClips === 0 ? 0 : result.embeddings.length / numClips, ...run };
    },
    memory: async () => parts.memory(),
  };
}

function readPlace({ fetchModel, readModel }: ModelParts, place: ModelPlace): Promise<ModelFile> {
  return 'zip' in place ? readModel(place.zip) : fetchModel(place.shipped, place.baseUrl);
}

class Engine {
  readonly #parts: ModelParts;
  readonly #models = new Map<LoadableName, Model>();
  #starting: Promise<StartedBackend> | null = null;
  #backend: StartedBackend | null = null;
  #fallingBack: Promise<void> | null = null;
  /** What ends the work that is under way when the device is lost. */
  readonly #failWork = new Set<(reason: Error) => void>();

  constructor(parts: ModelParts) {
    this.#parts = parts;
  }

  async load({ name, baseUrl, backend, zip }: ModelApi['load']['argument']): Promise<LoadedModel> {
    const { fetchModel, readModel } = this.#parts;
    const opening = zip === null ? fetchModel(name, baseUrl) : readModel(zip);
    const [file] = await Promise.all([opening, this.#start(backend)]);
    if (!this.#models.has(name)) this.#models.set(name, await this.#open(file));
    const { info, batchSize } = this.backendInUse();
    return { name, metadata: this.modelOf(name).classifier.metadata, backend: info, batchSize };
  }

  unload(name: LoadableName): void {
    const model = this.#models.get(name);
    this.#models.delete(name);
    if (model !== undefined) disposeQuietly(model.classifier);
  }

  async inspect(zip: Blob, backend: BackendInfo): Promise<ModelMetadata> {
    const [file] = await Promise.all([this.#parts.readModel(zip), this.#start(backend)]);
    await this.run(({ batchSize }) => this.#tryOut(file, batchSize)).catch((thrown: unknown) => {
      throw thrown instanceof PhonoscopeError
        ? thrown
        : invalidModel(`its network does not run (${shortReason(thrown)})`);
    });
    return file.metadata;
  }

  /** @throws PhonoscopeError `model-invalid` when the scores are no probabilities. */
  async #tryOut(file: ModelFile, batchSize: number): Promise<void> {
    const classifier = await this.#parts.createClassifier(file, batchSize);
    try {
      const scores = await warmUp(classifier, 1);
      const sum = scores.reduce((total, score) => total + score, 0);
      // Written so that scores that are no numbers are refused too.
      const isRight = scores.every((score) => score >= 0) && Math.abs(sum - 1) < 0.01;
      if (!isRight) throw invalidModel('its scores are no probabilities');
    } finally {
      disposeQuietly(classifier);
    }
  }

  #open(file: ModelFile): Promise<Model> {
    return this.run(async ({ batchSize }) => {
      const classifier = await this.#parts.createClassifier(file, batchSize);
      await warmUp(classifier, 1);
      return { file, classifier };
    });
  }

  modelOf(name: LoadableName): Model {
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

  /** Runs a loaded model on features that were made for it. */
  async timed<T>(
    { name, fingerprint, frontEnd }: ModelApi['predict']['argument'],
    work: (classifier: AnyClassifier) => Promise<T>,
  ): Promise<{ result: T; modelMs: number; backend: BackendInfo }> {
    refuseOtherFrontEnd(this.modelOf(name).classifier.metadata, fingerprint, frontEnd);
    const startMs = this.#parts.now();
    const result = await this.run(() => work(this.modelOf(name).classifier));
    return { result, modelMs: this.#parts.now() - startMs, backend: this.backendInUse().info };
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

  async #start(choice: BackendInfo): Promise<void> {
    this.#starting ??= this.#parts.startBackend(choice);
    const starting = this.#starting;
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
    for (const [name, { file }] of this.#models) {
      this.#models.set(name, {
        file,
        classifier: await this.#parts.createClassifier(file, backend.batchSize),
      });
    }
  }
}

/** @throws PhonoscopeError `front-end-mismatch`, which says in which field they differ. */
function refuseOtherFrontEnd(metadata: ModelMetadata, found: string, frontEnd: FrontEnd): void {
  if (found === metadata.fingerprint) return;
  throw frontEndMismatch(`The model "${metadata.name}"`, metadata.frontEnd, frontEnd);
}

/** Runs a network for the first time. Ones, not zeros: they let weights that are too large come out as no numbers. */
function warmUp(classifier: AnyClassifier, numClips: number): Promise<Float32Array> {
  const { frontEnd } = classifier.metadata;
  const numValues = numClips * framesOfClip(frontEnd) * countBands(frontEnd);
  return classifier.predict(new Float32Array(numValues).fill(1), numClips);
}

/** The buffers of a lost device may refuse to be freed; they are gone anyway. */
function disposeQuietly(classifier: AnyClassifier): void {
  try {
    classifier.dispose();
  } catch {
    // Nothing to do.
  }
}
