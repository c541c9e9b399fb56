import { exposeWorker } from './expose-worker.ts';
import { createFeaturesHandlers } from './features-handlers.ts';
import type { FeaturesApi } from './protocol.ts';

exposeWorker<FeaturesApi>(createFeaturesHandlers(() => performance.now()));
