import { X509Certificate } from 'node:crypto';
import { localAddresses, openCertificate } from '../../scripts/local-network.ts';
import { serveBuild } from '../../scripts/serve.ts';
import { hearSample } from './classify-page.ts';
import { chromiumOptions } from './harness/chromium.ts';
import { expect, test } from './harness/test.ts';

test.use({ ...chromiumOptions(), ignoreHTTPSErrors: true });

test('over HTTPS with a certificate made here, the page is secure and works', async ({
  page,
  guard,
}, testInfo) => {
  // Chromium keeps no copy of a page whose certificate nobody vouches for.
  guard.allow(/SSL certificate error/);
  const certificate = await openCertificate(testInfo.outputPath('certificate'), ['127.0.0.1']);
  const { url, server } = await serveBuild(0, { certificate });
  guard.origins.add(new URL(url).origin);
  await page.goto(`${url}?backend=wasm`);
  expect(await page.evaluate(() => [isSecureContext, crossOriginIsolated])).toEqual([true, true]);
  expect(await page.evaluate(() => typeof navigator.mediaDevices.getUserMedia)).toBe('function');
  await hearSample(page, 'seven');
  await page.goto('about:blank');
  await server.close();
});

// oxlint-disable-next-line no-empty-pattern -- Playwright reads what a test needs from this pattern.
test('a certificate is used again for the same addresses, and made anew for others', async ({}, testInfo) => {
  const folder = testInfo.outputPath('certificate');
  const first = await openCertificate(folder, ['127.0.0.1']);
  expect(await openCertificate(folder, ['127.0.0.1'])).toEqual(first);
  const other = await openCertificate(folder, ['127.0.0.1', '192.0.2.7']);
  expect(other.cert).not.toBe(first.cert);
  expect(new X509Certificate(other.cert).checkIP('192.0.2.7')).toBe('192.0.2.7');
  expect(localAddresses()).not.toContain('127.0.0.1');
});
