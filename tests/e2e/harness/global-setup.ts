import { buildIfStale } from '../../../scripts/serve.ts';

/** Every end-to-end test runs on the production build of the sources as they are. */
async function globalSetup(): Promise<void> {
  await buildIfStale();
}

export default globalSetup;
