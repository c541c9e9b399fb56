import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { buildDir, repositoryDir } from '../../scripts/serve.ts';
import { expectAccessible } from './harness/axe.ts';
import { serveFolder } from './harness/static-server.ts';
import { expect, test } from './harness/test.ts';

const budgetBytes = 200_000;

async function expectPage(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/Phonoscope/);
  await expect(page.getByRole('tab', { name: 'Classify' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tab', { name: 'Evaluate' })).toBeVisible();
}

test('opens with its policy and isolation headers', async ({ page }) => {
  const response = await page.goto('./');
  await expectPage(page);
  const headers = response?.headers() ?? {};
  expect(headers['content-security-policy']).toContain(
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval';",
  );
  expect(headers['content-security-policy']).not.toMatch(
    /unsafe-inline|unsafe-eval'.*unsafe-eval'|https?:|nonce/,
  );
  expect(headers['cross-origin-opener-policy']).toBe('same-origin');
  expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

test('sends the headers with workers too', async ({ page }) => {
  const policies: (string | undefined)[] = [];
  page.on('response', (response) => {
    if (response.url().includes('worker')) policies.push(response.headers()['content-security-policy']);
  });
  await page.goto('./');
  await page.getByRole('tab', { name: 'Evaluate' }).click();
  await expect.poll(() => policies.length).toBeGreaterThan(0);
  expect(policies.every((policy) => policy?.startsWith("default-src 'self'") === true)).toBe(true);
});

for (const language of ['en-US', 'zh-CN']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(() => {
      test.use({ locale: language, colorScheme });
      test(`has no barriers that axe finds (${language}, ${colorScheme})`, async ({ page }) => {
        await page.goto('./');
        for (const tab of await page.getByRole('tab').all()) {
          await tab.click();
          await expect(page.getByRole('tabpanel')).toBeVisible();
          await expectAccessible(page);
        }
      });
    });
  }
}

test('works from a sub-path of a server that sends no headers', async ({ page, guard }) => {
  const { url, close } = await serveFolder(buildDir, '/some/path/');
  guard.origins.add(new URL(url).origin);
  await page.goto(url);
  await expectPage(page);
  await page.getByRole('tab', { name: 'Evaluate' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Evaluate' })).toBeVisible();
  await page.goto('about:blank');
  await close();
});

test('forbids other origins by its meta tag alone', async ({ page, guard }) => {
  guard.allow(/other\.example|Content Security Policy/);
  const { url, close } = await serveFolder(buildDir, '/');
  guard.origins.add(new URL(url).origin);
  await page.goto(url);
  const answer = await page.evaluate(() =>
    fetch('http://other.example/').then(
      () => 'reached',
      (error: Error) => error.name,
    ),
  );
  expect(answer).toBe('TypeError');
  expect(guard.problems.join('\n')).toContain('Content Security Policy');
  await page.goto('about:blank');
  await close();
});

test('loads at most 200 kB of JavaScript before the first interaction', async ({ page }) => {
  const scripts: Promise<number>[] = [];
  page.on('response', (response) => {
    if (!/\.m?js$/.test(new URL(response.url()).pathname)) return;
    scripts.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto('./', { waitUntil: 'networkidle' });
  await expectPage(page);
  const sizes = await Promise.all(scripts);
  expect(sizes.length).toBeGreaterThan(0);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(budgetBytes);
});

test('npm start takes the next port where its own is taken', async ({ page, guard }) => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const address = taken.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const args = ['--import', 'tsx', join('scripts', 'start.ts'), '--port', String(port)];
  const server = spawn(process.execPath, args, { cwd: repositoryDir });
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout.on('data', (text: Buffer) => resolve(/http:\S+/.exec(text.toString())?.[0] ?? ''));
    server.on('exit', (code) => reject(new Error(`npm start ended with ${code}`)));
  });
  expect(new URL(url).hostname).toBe('127.0.0.1');
  expect(Number(new URL(url).port)).toBeGreaterThan(port);
  guard.origins.add(new URL(url).origin);
  await page.goto(url);
  await expectPage(page);
  server.removeAllListeners('exit');
  server.kill();
  taken.close();
});
