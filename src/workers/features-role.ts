import type { Handlers } from './expose-worker.ts';
import { createFeaturesHandlers } from './features-handlers.ts';
import type { FeaturesApi } from './protocol.ts';

/** What a features worker does. */
export const featuresHandlers: Handlers<FeaturesApi> = createFeaturesHandlers(() => performance.now());
