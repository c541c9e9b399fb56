import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PhonoscopeError } from '../../../src/core/errors.ts';
import type { Handlers } from '../../../src/workers/expose-worker.ts';
import { WorkerClient } from '../../../src/workers/worker-client.ts';
import { FakeWorker } from './fake-worker.ts';

type TestApi = {
  double: { argument: number; result: number; progress: never };
  count: { argument: number; result: string; progress: number };
  fill: { argument: Float32Array; result: Float32Array; progress: never };
  hang: { argument: null; result: null; progress: never };
  refuse: { argument: string; result: null; progress: never };
};

/** How often the loop in `hang` looked at its signal after the abort, and what it saw. */
let sawAbort: boolean;

const handlers: Handlers<TestApi> = {
  double: async (value) => value * 2,
  count: async (upTo, { progress }) => {
    for (let i = 1; i <= upTo; i++) progress(i);
    return 'counted';
  },
  fill: async (values, { transfer }) => {
    transfer(values.buffer);
    return values.fill(7);
  },
  hang: async (_argument, { signal }) => {
    while (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, 1));
    sawAbort = true;
    return null;
  },
  refuse: async (path) => {
    if (path === '') throw new TypeError('no path');
    throw new PhonoscopeError('file-unreadable', 'It cannot be read.', { path, size: 3 });
  },
};

let workers: FakeWorker<TestApi>[];
let client: WorkerClient<TestApi>;
let numCrashes: number;

beforeEach(() => {
  sawAbort = false;
  workers = [];
  numCrashes = 0;
  client = new WorkerClient<TestApi>(
    () => {
      const worker = new FakeWorker(handlers);
      workers.push(worker);
      return worker;
    },
    () => {
      numCrashes += 1;
    },
  );
});
afterEach(() => client.dispose());

describe('calls', () => {
  it('starts the worker at the first call and keeps it', async () => {
    expect(workers).toHaveLength(0);
    expect(await client.call('double', 21)).toBe(42);
    expect(await client.call('double', 4)).toBe(8);
    expect(workers).toHaveLength(1);
  });

  it('reports progress in order and before the result', async () => {
    const reports: number[] = [];
    expect(await client.call('count', 5, { onProgress: (value) => reports.push(value) })).toBe('counted');
    expect(reports).toEqual([1, 2, 3, 4, 5]);
  });

  it('moves buffers both ways', async () => {
    const values = new Float32Array(8);
    const result = await client.call('fill', values, { transfer: [values.buffer] });
    expect(values.byteLength).toBe(0);
    expect(Array.from(result)).toEqual(Array.from({ length: 8 }, () => 7));
  });

  it('carries the code and details of an error', async () => {
    const refused = client.call('refuse', 'a/b.wav');
    await expect(refused).rejects.toBeInstanceOf(PhonoscopeError);
    await expect(refused).rejects.toMatchObject({
      code: 'file-unreadable',
      message: 'It cannot be read.',
      details: { path: 'a/b.wav', size: 3 },
    });
    await expect(client.call('refuse', '')).rejects.toMatchObject({
      code: 'internal',
      details: { reason: 'no path' },
    });
  });
});

function lateHandlers() {
  let arrive = (_handlers: Handlers<TestApi>): void => undefined;
  const late = new Promise<Handlers<TestApi>>((resolve) => {
    arrive = resolve;
  });
  return { late, arrive };
}

/** Long enough for messages to reach the worker. */
const afterMessages = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('handlers that are still on their way', () => {
  it('get the calls that came before them, in order', async () => {
    const asked: number[] = [];
    const { late, arrive } = lateHandlers();
    const waiting = new WorkerClient<TestApi>(() => new FakeWorker(late));
    const calls = [1, 2, 3].map((value) => waiting.call('double', value));
    await afterMessages();
    arrive({
      ...handlers,
      double: async (value) => {
        asked.push(value);
        return value * 2;
      },
    });
    expect(await Promise.all(calls)).toEqual([2, 4, 6]);
    expect(asked).toEqual([1, 2, 3]);
    waiting.dispose();
  });

  it('see that a call was aborted meanwhile', async () => {
    const { late, arrive } = lateHandlers();
    const waiting = new WorkerClient<TestApi>(() => new FakeWorker(late));
    const controller = new AbortController();
    const hanging = waiting.call('hang', null, { signal: controller.signal });
    controller.abort();
    await expect(hanging).rejects.toMatchObject({ code: 'aborted' });
    await afterMessages();
    arrive(handlers);
    await expect.poll(() => sawAbort).toBe(true);
    waiting.dispose();
  });
});

describe('abort', () => {
  it('rejects at once and stops the loop in the worker', async () => {
    const controller = new AbortController();
    const hanging = client.call('hang', null, { signal: controller.signal });
    await client.call('double', 1);
    controller.abort();
    await expect(hanging).rejects.toMatchObject({ code: 'aborted' });
    await expect.poll(() => sawAbort).toBe(true);
    expect(await client.call('double', 2)).toBe(4);
  });

  it('does not even start with an aborted signal', async () => {
    await expect(client.call('double', 1, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
    expect(workers).toHaveLength(0);
  });
});

describe('crash', () => {
  it.each(['error', 'messageerror'] as const)(
    'rejects every pending call on %s and restarts',
    async (type) => {
      const pending = [client.call('hang', null), client.call('hang', null)];
      await client.call('double', 1);
      workers[0]?.crash(type, 'boom');
      for (const call of pending) {
        await expect(call).rejects.toMatchObject({ code: 'worker-crashed', details: { reason: 'boom' } });
      }
      expect(workers[0]?.isTerminated).toBe(true);
      expect(numCrashes).toBe(1);
      expect(workers).toHaveLength(2);
      expect(await client.call('double', 3)).toBe(6);
    },
  );

  it('does not restart after a second crash in a row, until revived', async () => {
    client.start();
    workers[0]?.crash('error');
    const hanging = client.call('hang', null);
    workers[1]?.crash('error');
    await expect(hanging).rejects.toMatchObject({ code: 'worker-crashed' });
    await expect(client.call('double', 1)).rejects.toMatchObject({ code: 'worker-crashed' });
    expect(client.isDown).toBe(true);
    expect(workers).toHaveLength(2);
    client.revive();
    expect(await client.call('double', 1)).toBe(2);
    expect(workers).toHaveLength(3);
  });

  it('forgets a crash after a successful call', async () => {
    for (let i = 0; i < 4; i++) {
      expect(await client.call('double', i)).toBe(2 * i);
      workers.at(-1)?.crash('error');
    }
    expect(workers).toHaveLength(5);
  });

  it('ignores a late event of the worker that it replaced', async () => {
    client.start();
    workers[0]?.crash('error');
    workers[0]?.crash('error');
    expect(numCrashes).toBe(1);
    expect(await client.call('double', 5)).toBe(10);
  });
});

it('rejects pending calls with "aborted" when disposed', async () => {
  const hanging = client.call('hang', null);
  client.dispose();
  await expect(hanging).rejects.toMatchObject({ code: 'aborted' });
  expect(workers[0]?.isTerminated).toBe(true);
  await expect(client.call('double', 1)).rejects.toMatchObject({ code: 'aborted' });
});
