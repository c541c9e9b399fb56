import { describe, expect, it } from 'vitest';
import { OfflineCopy } from '../../../src/platform/browser/offline-copy.ts';

class FakeWorker extends EventTarget {
  state = 'installing';
  readonly messages: unknown[] = [];
  postMessage(message: unknown): void {
    this.messages.push(message);
  }
  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

class FakeRegistration extends EventTarget {
  installing: FakeWorker | null = null;
  waiting: FakeWorker | null = null;
  active: FakeWorker | null = null;
}

class FakeContainer extends EventTarget {
  controller: FakeWorker | null = null;
  readonly registration = new FakeRegistration();
  isBroken = false;
  register(): Promise<FakeRegistration> {
    return this.isBroken ? Promise.reject(new Error('no room')) : Promise.resolve(this.registration);
  }
}

function open(container: FakeContainer | null) {
  let numReloads = 0;
  const copy = new OfflineCopy({
    container: container as unknown as ServiceWorkerContainer | null,
    reload: () => void numReloads++,
  });
  return { copy, start: () => copy.start('service-worker.js'), numReloads: () => numReloads };
}

/** A page that an older worker already serves. */
function servedContainer(): FakeContainer {
  const container = new FakeContainer();
  container.controller = new FakeWorker();
  container.registration.active = container.controller;
  return container;
}

describe('the copy for visits without a network', () => {
  it('is not supported without service workers', async () => {
    const { copy, start } = open(null);
    await start();
    expect(copy.getSnapshot()).toEqual({ status: 'unsupported', hasUpdate: false });
  });

  it('is ready when its first worker is active, which is no update', async () => {
    const container = new FakeContainer();
    const worker = new FakeWorker();
    container.registration.installing = worker;
    const { copy, start } = open(container);
    await start();
    expect(copy.getSnapshot().status).toBe('preparing');
    worker.become('installed');
    worker.become('activated');
    expect(copy.getSnapshot()).toEqual({ status: 'ready', hasUpdate: false });
  });

  it('says so when files could not be fetched or registered', async () => {
    const container = new FakeContainer();
    const worker = new FakeWorker();
    container.registration.installing = worker;
    const first = open(container);
    await first.start();
    worker.become('redundant');
    expect(first.copy.getSnapshot().status).toBe('failed');

    container.isBroken = true;
    const second = open(container);
    await second.start();
    expect(second.copy.getSnapshot().status).toBe('failed');
  });

  it('offers a newer version and reloads only when asked, after the new worker has taken over', async () => {
    const container = servedContainer();
    const { copy, start, numReloads } = open(container);
    await start();
    const newer = new FakeWorker();
    container.registration.installing = newer;
    container.registration.dispatchEvent(new Event('updatefound'));
    container.registration.waiting = newer;
    newer.become('installed');
    expect(copy.getSnapshot()).toEqual({ status: 'ready', hasUpdate: true });
    copy.showUpdate();
    expect(newer.messages).toEqual([{ type: 'SKIP_WAITING' }]);
    expect(numReloads()).toBe(0);
    container.dispatchEvent(new Event('controllerchange'));
    expect(numReloads()).toBe(1);
  });

  it('goes on where another tab let the newer version take over, and may be reloaded later', async () => {
    const container = servedContainer();
    const { copy, start, numReloads } = open(container);
    await start();
    container.dispatchEvent(new Event('controllerchange'));
    expect(numReloads()).toBe(0);
    expect(copy.getSnapshot().hasUpdate).toBe(true);
    copy.showUpdate();
    expect(numReloads()).toBe(1);
  });
});
