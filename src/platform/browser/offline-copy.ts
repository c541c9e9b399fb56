/** What the service worker, which keeps a copy of the page, has come to. */
export type OfflineState = {
  /** `ready`: the page opens without a network. `unsupported`: no service workers here, or no secure origin. */
  readonly status: 'preparing' | 'ready' | 'unsupported' | 'failed';
  /** A newer page lies ready; it is shown after a reload. */
  readonly hasUpdate: boolean;
};

/** Of `ServiceWorkerContainer` and the page, what the copy needs; tests pass a fake. */
export type OfflineEnvironment = {
  /** Null where the browser has none or the origin is not secure. */
  readonly container: ServiceWorkerContainer | null;
  readonly reload: () => void;
};

const environmentOfPage = (): OfflineEnvironment => ({
  container: 'serviceWorker' in navigator ? navigator.serviceWorker : null,
  reload: () => location.reload(),
});

/**
 * Has the page's files kept for visits without a network, and says when a newer page has come. A newer page never
 * takes over by itself: a training or a recording would be lost.
 */
export class OfflineCopy {
  #state: OfflineState = { status: 'preparing', hasUpdate: false };
  #registration: ServiceWorkerRegistration | null = null;
  #isReloading = false;
  readonly #environment: OfflineEnvironment;
  readonly #listeners = new Set<() => void>();

  constructor(environment: OfflineEnvironment = environmentOfPage()) {
    this.#environment = environment;
  }

  readonly getSnapshot = (): OfflineState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Registers the worker; what goes wrong is a state, for the page works without. */
  async start(workerUrl: string): Promise<void> {
    const { container } = this.#environment;
    if (container === null) {
      this.#set({ status: 'unsupported' });
      return;
    }
    // Another tab has let a newer page take over: this one goes on, and may be reloaded when it suits.
    const hadController = container.controller !== null;
    container.addEventListener('controllerchange', () => {
      if (this.#isReloading) this.#environment.reload();
      else if (hadController) this.#set({ hasUpdate: true });
    });
    try {
      const registration = await container.register(workerUrl);
      this.#registration = registration;
      this.#follow(registration.installing);
      registration.addEventListener('updatefound', () => this.#follow(registration.installing));
      if (registration.active !== null) this.#set({ status: 'ready' });
      if (registration.waiting !== null && hadController) this.#set({ hasUpdate: true });
    } catch {
      this.#set({ status: 'failed' });
    }
  }

  /** Shows the newer page: lets its worker take over, then reloads. */
  showUpdate(): void {
    const waiting = this.#registration?.waiting ?? null;
    if (waiting === null) {
      this.#environment.reload();
      return;
    }
    this.#isReloading = true;
    waiting.postMessage({ type: 'SKIP_WAITING' }, []);
  }

  #follow(worker: ServiceWorker | null): void {
    worker?.addEventListener('statechange', () => {
      const isUpdate = this.#environment.container?.controller !== null;
      if (worker.state === 'installed' && isUpdate) this.#set({ hasUpdate: true });
      if (worker.state === 'activated') this.#set({ status: 'ready' });
      // The network was lost or the storage is full while files were fetched.
      if (worker.state === 'redundant' && this.#state.status === 'preparing') this.#set({ status: 'failed' });
    });
  }

  #set(change: Partial<OfflineState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
