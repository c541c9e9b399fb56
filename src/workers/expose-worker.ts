import * as Comlink from 'comlink';
import { PhonoscopeError } from '../core/errors.ts';
import { toPlainError } from './plain-error.ts';
import type { ApiShape, Outcome, WorkerDoor } from './worker-api.ts';

/** What a handler gets beside its argument. */
export type CallContext<Progress> = {
  /** Aborted when the caller no longer wants the result. */
  readonly signal: AbortSignal;
  /** Reports to the caller; reports arrive before the result. */
  readonly progress: (value: Progress) => void;
  /** Moves a buffer of the result to the caller instead of copying it; it is empty here afterwards. */
  readonly transfer: (...buffers: Transferable[]) => void;
};

/** The functions behind an API, one a method. */
export type Handlers<Api extends ApiShape> = {
  readonly [Method in keyof Api]: (
    argument: Api[Method]['argument'],
    context: CallContext<Api[Method]['progress']>,
  ) => Promise<Api[Method]['result']>;
};

type UntypedHandler = (argument: unknown, context: CallContext<unknown>) => Promise<unknown>;
type ProgressProxy = ((value: unknown) => void) & Partial<Comlink.ProxyMethods>;

/**
 * Serves a worker's handlers to the page; the counterpart of `WorkerClient`. It listens at once: calls that come before the
 * handlers are there wait for them, in their order.
 *
 * @param endpoint where the calls come from; the worker's own scope unless given.
 */
export function exposeWorker<Api extends ApiShape>(
  handlers: Handlers<Api> | Promise<Handlers<Api>>,
  endpoint?: Comlink.Endpoint,
): void {
  const running = new Map<number, AbortController>();
  const door: WorkerDoor = {
    call: async (id, method, argument, onProgress) => {
      const controller = new AbortController();
      running.set(id, controller);
      try {
        return await run(handlerOf(await handlers, method), argument, controller.signal, onProgress);
      } catch (thrown) {
        return { isOk: false, error: toPlainError(thrown) };
      } finally {
        running.delete(id);
      }
    },
    abort: (id) => running.get(id)?.abort(),
  };
  const scope = endpoint ?? globalThis;
  scope.addEventListener('messageerror', () => {
    // Thrown here, it reaches the page as an 'error' event of the worker: a crash, not a call that never ends.
    throw new PhonoscopeError('internal', 'A message to the worker could not be read.');
  });
  Comlink.expose(door, endpoint);
}

async function run(
  handler: UntypedHandler,
  argument: unknown,
  signal: AbortSignal,
  onProgress: ProgressProxy | null,
): Promise<Outcome> {
  const buffers: Transferable[] = [];
  const reports: unknown[] = [];
  const context: CallContext<unknown> = {
    signal,
    progress: (value) => reports.push(onProgress?.(value)),
    transfer: (...more) => buffers.push(...more),
  };
  try {
    const value = await handler(argument, context);
    // Reports take another channel than the result: wait until the page has them.
    await Promise.allSettled(reports);
    return Comlink.transfer({ isOk: true, value }, buffers);
  } finally {
    onProgress?.[Comlink.releaseProxy]?.();
  }
}

/** The border: the client's types promise that `method` exists and that the argument fits it. */
function handlerOf<Api extends ApiShape>(handlers: Handlers<Api>, method: string): UntypedHandler {
  if (!Object.hasOwn(handlers, method)) {
    throw new PhonoscopeError('internal', `The worker has no method "${method}".`, { reason: method });
  }
  return handlers[method] as unknown as UntypedHandler;
}
