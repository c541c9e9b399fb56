import {
  type BackendInfo,
  type BackendPreference,
  chooseBackend,
} from '../platform/browser/backend-choice.ts';
import { decodeByBrowser } from '../platform/browser/browser-decoder.ts';
import { countFeatureWorkers } from './feature-pool.ts';
import type { DecodeOther } from './open-source.ts';
import { browserModelStore, type ModelStore } from '../platform/browser/model-store.ts';
import { startWorker } from './start-worker.ts';
import type { WorkerLike } from './worker-client.ts';

/** What the recogniser stands on; tests pass their own. */
export type RecogniserParts = {
  readonly createFeaturesWorker: () => WorkerLike;
  readonly createModelWorker: () => WorkerLike;
  /** Features workers that a folder may use. */
  readonly numFeatureWorkers: number;
  readonly chooseBackend: (preference: BackendPreference) => Promise<BackendInfo>;
  /** Decodes what the workers cannot read. */
  readonly decodeOther: DecodeOther;
  /** Where the visitor's own models are kept. */
  readonly modelStore: ModelStore;
  /** The page's address; models lie below it. */
  readonly baseUrl: string;
  /** A clock in milliseconds. */
  readonly now: () => number;
};

/** The real workers. */
export function browserParts(): RecogniserParts {
  return {
    createFeaturesWorker: () => startWorker('features'),
    createModelWorker: () => startWorker('model'),
    numFeatureWorkers: countFeatureWorkers('navigator' in globalThis ? navigator.hardwareConcurrency : 1),
    chooseBackend,
    decodeOther: decodeByBrowser,
    modelStore: browserModelStore,
    baseUrl: 'location' in globalThis ? location.href : '',
    now: () => performance.now(),
  };
}
