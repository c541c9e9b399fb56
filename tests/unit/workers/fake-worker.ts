import { type Handlers, exposeWorker } from '../../../src/workers/expose-worker.ts';
import type { ApiShape } from '../../../src/workers/worker-api.ts';
import type { WorkerLike } from '../../../src/workers/worker-client.ts';

/** A worker without a thread: a message channel with the handlers at its far end. */
export class FakeWorker<Api extends ApiShape> extends EventTarget implements WorkerLike {
  readonly #near: MessagePort;
  readonly #far: MessagePort;
  isTerminated = false;

  constructor(handlers: Handlers<Api> | Promise<Handlers<Api>>) {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#near = port1;
    this.#far = port2;
    port1.addEventListener('message', (event) => {
      this.dispatchEvent(new MessageEvent('message', { data: event.data }));
    });
    port1.start();
    exposeWorker(handlers, port2);
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    if (!this.isTerminated) this.#near.postMessage(message, transfer);
  }

  terminate(): void {
    this.isTerminated = true;
    this.#near.close();
    this.#far.close();
  }

  /** What the browser does when a script throws outside a call, or a message cannot be read. */
  crash(type: 'error' | 'messageerror', message = ''): void {
    this.dispatchEvent(Object.assign(new Event(type, { cancelable: true }), { message }));
  }
}
