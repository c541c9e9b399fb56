import type { BackendInfo } from '../platform/browser/backend-choice.ts';
import { abortable } from './plain-error.ts';
import type { ModelMetadata } from '../core/models/metadata.ts';
import type {
  LoadedModel,
  ModelApi,
  ModelDescription,
  LoadableName,
  ModelPlace,
  TensorMemory,
} from './protocol.ts';
import { type CallOptions, WorkerClient, type WorkerLike } from './worker-client.ts';

/** One model worker on one backend, with the models it has loaded. A switch of backend makes a new session. */
export class ModelSession {
  readonly #client: WorkerClient<ModelApi>;
  readonly #baseUrl: string;
  readonly #choice: BackendInfo;
  readonly #onBackend: (backend: BackendInfo) => void;
  readonly #zipOf: (name: LoadableName) => Blob | null;
  readonly #models = new Map<LoadableName, Promise<LoadedModel>>();
  readonly #unwanted = new Set<LoadableName>();
  #numUsers = 0;
  #isRetired = false;

  /**
   * @param baseUrl the page's address; models lie below it.
   * @param onBackend is told what really runs, after each load and prediction.
   * @param zipOf the file of one of the visitor's own models; null for a shipped one.
   */
  constructor(
    createWorker: () => WorkerLike,
    baseUrl: string,
    choice: BackendInfo,
    onBackend: (backend: BackendInfo) => void,
    zipOf: (name: LoadableName) => Blob | null,
  ) {
    this.#client = new WorkerClient<ModelApi>(createWorker, () => this.#models.clear());
    this.#baseUrl = baseUrl;
    this.#choice = choice;
    this.#onBackend = onBackend;
    this.#zipOf = zipOf;
  }

  get isRetired(): boolean {
    return this.#isRetired;
  }

  revive(): void {
    this.#client.revive();
  }

  /**
   * Loads a model, or waits for a load under way; at once if it is there. A failed load is tried anew by the next call.
   *
   * @throws PhonoscopeError `model-unreachable`, `model-invalid`, `backend-unavailable`, `worker-crashed`.
   */
  async load<Name extends LoadableName>(name: Name, signal?: AbortSignal): Promise<LoadedModel<Name>> {
    const known = this.#models.get(name) ?? this.#startLoad(name);
    return { ...(await abortable(known, signal)), name };
  }

  async warmUpBatch(name: LoadableName): Promise<void> {
    await this.#client.call('warmUpBatch', { name });
  }

  /** Predicts a whole array of clips. `values` is moved away. Loads the model again if the worker has crashed. */
  predict(
    argument: ModelApi['predict']['argument'],
    signal?: AbortSignal,
  ): Promise<ModelApi['predict']['result']> {
    return this.#run('predict', argument, signal);
  }

  /**
   * As `predict`, with what goes into the last layer besides the scores.
   *
   * @throws PhonoscopeError `model-invalid` where the network does not end with a dense layer.
   */
  embed(argument: ModelApi['embed']['argument'], signal?: AbortSignal): Promise<ModelApi['embed']['result']> {
    return this.#run('embed', argument, signal);
  }

  /**
   * Reads a model file to its end and runs it once, without keeping it.
   *
   * @throws PhonoscopeError `model-invalid`, `front-end-*`, `worker-crashed`.
   */
  inspect(zip: Blob, signal?: AbortSignal): Promise<ModelMetadata> {
    return this.#client.call('inspect', { zip, backend: this.#choice }, { signal });
  }

  /** @throws PhonoscopeError `model-unreachable`, `model-invalid`, `worker-crashed`. */
  describe(place: ModelPlace, signal?: AbortSignal): Promise<ModelDescription> {
    return this.#client.call('describe', place, { signal });
  }

  /** @throws PhonoscopeError `model-unreachable`, `model-invalid`, `worker-crashed`. */
  pack(place: ModelPlace, name: string): Promise<Blob> {
    return this.#client.call('pack', { place, name });
  }

  memory(): Promise<TensorMemory> {
    return this.#client.call('memory', null);
  }

  /** Keeps the worker until `release`, even where the session is retired meanwhile. */
  acquire(): void {
    this.#numUsers += 1;
  }

  release(): void {
    this.#numUsers -= 1;
    if (this.#numUsers > 0) return;
    if (this.#isRetired) this.#client.dispose();
    else this.#unloadUnwanted();
  }

  /** Forgets a model that is gone, once nobody uses the session. */
  unload(name: LoadableName): void {
    this.#unwanted.add(name);
    if (this.#numUsers === 0) this.#unloadUnwanted();
  }

  /** Ends the session once nobody uses it any more. */
  retire(): void {
    this.#isRetired = true;
    if (this.#numUsers === 0) this.#client.dispose();
  }

  /** Ends the session at once. */
  dispose(): void {
    this.#isRetired = true;
    this.#client.dispose();
  }

  #unloadUnwanted(): void {
    for (const name of this.#unwanted) {
      // A worker that has crashed has forgotten it by itself.
      if (this.#models.delete(name)) this.#client.call('unload', { name }).catch(() => undefined);
    }
    this.#unwanted.clear();
  }

  #startLoad(name: LoadableName): Promise<LoadedModel> {
    const loading = this.#load(name);
    this.#models.set(name, loading);
    loading.catch(() => {
      if (this.#models.get(name) === loading) this.#models.delete(name);
    });
    return loading;
  }

  async #load(name: LoadableName): Promise<LoadedModel> {
    const zip = this.#zipOf(name);
    const argument = { name, baseUrl: this.#baseUrl, backend: this.#choice, zip };
    const loaded = await this.#client.call('load', argument);
    this.#tellBackend(loaded.backend);
    return loaded;
  }

  async #run<Method extends 'predict' | 'embed'>(
    method: Method,
    argument: ModelApi[Method]['argument'],
    signal: AbortSignal | undefined,
  ): Promise<ModelApi[Method]['result']> {
    await this.load(argument.name, signal);
    const options: CallOptions<never> = { signal, transfer: [argument.values.buffer] };
    const result = await this.#client.call(method, argument, options);
    this.#tellBackend(result.backend);
    return result;
  }

  #tellBackend(backend: BackendInfo): void {
    if (!this.#isRetired) this.#onBackend(backend);
  }
}
