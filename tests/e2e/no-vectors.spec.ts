import { serveBuild } from '../../scripts/serve.ts';
import { hearSample } from './classify-page.ts';
import { chromiumOptions } from './harness/chromium.ts';
import { expect, test } from './harness/test.ts';

// Without SSE4.1 there are no vectors in WebAssembly, as in Safari before 16.4.
test.use(chromiumOptions({ args: ['--js-flags=--no-enable-sse4-1'] }));
test.skip(process.arch !== 'x64', 'only x64 can be made to have no vectors');

test('a browser without vectors has WASM with a network, and plain JavaScript without', async ({
  page,
  guard,
}) => {
  guard.allow(/ERR_CONNECTION_REFUSED|wasm/);
  const { url, server } = await serveBuild(0);
  guard.origins.add(new URL(url).origin);
  const backend = () => page.evaluate(() => window.phonoscope.recogniser.getSnapshot().backend);
  await page.goto(`${url}?backend=wasm`);
  await expect(page.getByTestId('offline-status')).toHaveText('Ready to work without a network.');
  await hearSample(page, 'seven');
  expect(await backend()).toMatchObject({ name: 'wasm', reason: 'chosen' });
  await server.close();

  await page.goto(`${url}?backend=wasm`);
  await hearSample(page, 'seven');
  expect(await backend()).toMatchObject({ name: 'cpu', reason: 'wasm-failed' });
});
