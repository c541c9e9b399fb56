import type { WorkerLike } from './worker-client.ts';

/** What a worker is there for; also its name. */
export type WorkerRole = 'features' | 'model' | 'training' | 'language' | 'evaluation';

/**
 * Starts a worker. One script serves all roles, so that they share what they fetch (TensorFlow.js above all): Vite bundles each
 * worker script apart. It is written out literally, because Vite finds workers by this very form.
 */
export function startWorker(role: WorkerRole): WorkerLike {
  return new Worker(new URL('./role.worker.ts', import.meta.url), { type: 'module', name: role });
}
