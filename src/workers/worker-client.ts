import * as Comlink from 'comlink';
import { PhonoscopeError, toPhonoscopeError } from '../core/errors.ts';
import { abortedError, fromPlainError } from './plain-error.ts';
import type { ApiShape, Outcome, WorkerDoor } from './worker-api.ts';

/** The part of `Worker` that the client needs; tests put a message port behind it. */
export type WorkerLike = Comlink.Endpoint & { terminate(): void };

/** How a call may be followed and stopped. */
export type CallOptions<Progress> = {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (value: Progress) => void;
  /** Buffers of the argument to move instead of copy; they are empty here afterwards. */
  readonly transfer?: readonly Transferable[];
};

type Running = { readonly worker: WorkerLike; readonly door: Comlink.Remote<WorkerDoor> };

/**
 * The page's end of a worker: typed calls over Comlink with abort, progress, transfer and typed errors.
 *
 * The worker starts at the first call. When it crashes, every pending call rejects with `worker-crashed` and it is
 * started once more; a second crash without a successful call between leaves it off until `revive`.
 */
export class WorkerClient<Api extends ApiShape> {
  readonly #createWorker: () => WorkerLike;
  readonly #onCrash: () => void;
  readonly #pending = new Map<number, (error: PhonoscopeError) => void>();
  #running: Running | null = null;
  #nextId = 1;
  #crashesInARow = 0;
  #isDisposed = false;

  /** @param onCrash is called after each crash: what the worker knew is lost. */
  constructor(createWorker: () => WorkerLike, onCrash: () => void = () => undefined) {
    this.#createWorker = createWorker;
    this.#onCrash = onCrash;
  }

  /** Whether the worker is off after two crashes in a row. */
  get isDown(): boolean {
    return this.#crashesInARow > 1;
  }

  /** Starts the worker ahead of the first call, so that its script is there by then. */
  start(): void {
    if (!this.isDown && !this.#isDisposed) this.#running ??= this.#startWorker();
  }

  /** Allows a worker that crashed twice in a row to start again. */
  revive(): void {
    if (this.isDown) this.#crashesInARow = 0;
  }

  /**
   * Calls a method of the worker.
   *
   * @throws PhonoscopeError what the worker threw; `aborted` at once when the signal is; `worker-crashed`.
   */
  call<Method extends keyof Api & string>(
    method: Method,
    argument: Api[Method]['argument'],
    { signal, onProgress, transfer = [] }: CallOptions<Api[Method]['progress']> = {},
  ): Promise<Api[Method]['result']> {
    if (signal?.aborted === true || this.#isDisposed) return Promise.reject(abortedError());
    if (this.isDown) return Promise.reject(crashedError('the worker is off'));
    this.#running ??= this.#startWorker();
    const { door } = this.#running;
    const id = this.#nextId++;
    const report = onProgress && this.#reporter(id, onProgress);
    const outcome = door.call(id, method, withTransfer(argument, transfer), report ?? null);
    return this.#settle(id, outcome, signal, () => void ignoreFailure(door.abort(id)));
  }

  /** Stops the worker for good; pending calls reject with `aborted`. */
  dispose(): void {
    this.#isDisposed = true;
    this.#running?.worker.terminate();
    this.#running = null;
    this.#rejectPending(abortedError());
  }

  /** The call's result; or, before it, what comes from `#pending`: an abort or a crash. */
  async #settle(
    id: number,
    outcome: Promise<Outcome>,
    signal: AbortSignal | undefined,
    tellWorker: () => void,
  ): Promise<unknown> {
    let abort = (): void => undefined;
    const interrupted = new Promise<never>((_resolve, reject) => {
      this.#pending.set(id, reject);
      abort = () => {
        reject(abortedError());
        tellWorker();
      };
    });
    signal?.addEventListener('abort', abort);
    try {
      const ended = await Promise.race([outcome, interrupted]);
      this.#crashesInARow = 0;
      if (ended.isOk) return ended.value;
      throw fromPlainError(ended.error);
    } catch (thrown) {
      throw toPhonoscopeError(thrown);
    } finally {
      this.#pending.delete(id);
      signal?.removeEventListener('abort', abort);
    }
  }

  #reporter<Progress>(id: number, onProgress: (value: Progress) => void): (value: Progress) => void {
    return Comlink.proxy((value: Progress) => {
      if (this.#pending.has(id)) onProgress(value);
    });
  }

  #startWorker(): Running {
    const worker = this.#createWorker();
    const crashed = (event: Event): void => {
      // Handled here: without this the browser also reports it as an error of the page.
      event.preventDefault();
      if (this.#running?.worker === worker) this.#handleCrash(reasonOf(event));
    };
    worker.addEventListener('error', crashed);
    worker.addEventListener('messageerror', crashed);
    return { worker, door: Comlink.wrap<WorkerDoor>(worker) };
  }

  #handleCrash(reason: string): void {
    this.#running?.worker.terminate();
    this.#running = null;
    this.#crashesInARow += 1;
    this.#onCrash();
    this.#rejectPending(crashedError(reason));
    this.start();
  }

  #rejectPending(error: PhonoscopeError): void {
    for (const reject of this.#pending.values()) reject(error);
  }
}

function withTransfer(argument: unknown, buffers: readonly Transferable[]): unknown {
  return typeof argument === 'object' && argument !== null
    ? Comlink.transfer(argument, [...buffers])
    : argument;
}

function crashedError(reason: string): PhonoscopeError {
  return new PhonoscopeError('worker-crashed', `A background task stopped unexpectedly (${reason}).`, {
    reason,
  });
}

function reasonOf(event: Event): string {
  const message = 'message' in event && typeof event.message === 'string' ? event.message : '';
  return message === '' ? event.type : message;
}

function ignoreFailure(promise: Promise<unknown>): Promise<unknown> {
  return promise.catch(() => undefined);
}
