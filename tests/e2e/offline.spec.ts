import { appendFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { buildDir, serveBuild } from '../../scripts/serve.ts';
import { chipOf, hearSample } from './classify-page.ts';
import { expectAccessible } from './harness/axe.ts';
import { chromiumOptions } from './harness/chromium.ts';
import { serveFolder } from './harness/static-server.ts';
import { expect, test } from './harness/test.ts';
import { trainOnSample } from './sequence-page.ts';
import { addSampleTakes, teachBriefly } from './teach-page.ts';
import { openTrainOnFolder, quickConfig, startTraining, useConfig } from './train-page.ts';

test.use(chromiumOptions());

const becomesReady = (page: Page) =>
  expect(page.getByTestId('offline-status')).toHaveText('Ready to work without a network.');

test('after one visit everything works without the server', async ({ page, guard }, testInfo) => {
  test.slow();
  const { url, server } = await serveBuild(0);
  guard.origins.add(new URL(url).origin);
  await page.goto(url);
  await becomesReady(page);
  await server.close();

  await page.goto(`${url}?backend=wasm`);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await hearSample(page, 'seven');
  await page.getByLabel('Model', { exact: true }).first().selectOption('commands');
  await expect(chipOf(page, 'stop')).toBeVisible();
  await hearSample(page, 'stop');

  await page.getByRole('tab', { name: 'Evaluate' }).click();
  await page.getByRole('button', { name: 'Try the sample folder' }).click();
  await expect(page.getByText('Finished: 60 clips').first()).toBeVisible({ timeout: 60_000 });

  await page.goto(`${url}?backend=wasm#train`);
  await addSampleTakes(page);
  await teachBriefly(page);

  await openTrainOnFolder(page, `${url}?backend=wasm#train`);
  await page.getByRole('button', { name: 'Try with the sample words' }).click();
  await expect(page.getByTestId('start-training')).toBeEnabled();
  await useConfig(page, quickConfig(2).replace(/model:.*/, 'model: { from: wide }'));
  await startTraining(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByTestId('save-model').click({ timeout: 60_000 }),
  ]);
  const file = testInfo.outputPath('model.zip');
  await download.saveAs(file);
  await page.goto(`${url}?backend=wasm#models`);
  await page.getByTestId('model-input').setInputFiles(file);
  await expect(page.getByTestId('model-added')).toBeVisible();

  await trainOnSample(page, url);

  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByText('简体中文').click({ timeout: 20_000 });
  await expect(page.getByRole('tab', { name: '训练' })).toBeVisible();
  await expect(page.getByTestId('offline-status')).toHaveText('断网也能用。');
});

test('a second visit asks the server for nothing but the service worker', async ({ page, guard }) => {
  const { url, server } = await serveBuild(0);
  guard.origins.add(new URL(url).origin);
  await page.goto(url);
  await becomesReady(page);
  const asked: (string | undefined)[] = [];
  server.httpServer.on('request', ({ url: path }: { url?: string }) => asked.push(path));
  await page.reload();
  await hearSample(page, 'seven');
  const transferred = await page.evaluate(() =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(
      (entry) => ('transferSize' in entry ? Number(entry.transferSize) : Number.NaN),
    ),
  );
  expect(transferred.length).toBeGreaterThan(5);
  expect(transferred.every((bytes) => bytes === 0)).toBe(true);
  expect(asked.filter((path) => path !== '/service-worker.js')).toEqual([]);
  await page.goto('about:blank');
  await server.close();
});

test('offers a newer version, but not while a training runs', async ({ page, guard }, testInfo) => {
  const dir = testInfo.outputPath('site');
  cpSync(buildDir, dir, { recursive: true });
  const { url, close } = await serveFolder(dir, '/some/path/');
  guard.origins.add(new URL(url).origin);
  await page.goto(url);
  await becomesReady(page);
  await page.goto('about:blank');
  appendFileSync(join(dir, 'service-worker.js'), '\n// A newer version.');
  await page.goto(url);
  const note = page.getByTestId('page-update');
  await expect(note).toContainText('A newer version of this page is ready.');
  await expectAccessible(page);

  await page.getByRole('tab', { name: 'Train' }).click();
  await page.locator('input[name=train-way][value=folder]').check();
  await page.getByRole('button', { name: 'Try with the sample words' }).click();
  await useConfig(page, quickConfig(400));
  await startTraining(page);
  await expect(note).toContainText('when the work in progress is done');
  await expect(note.getByRole('button')).toHaveCount(0);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await note.getByRole('button', { name: 'Load it' }).click();
  await becomesReady(page);
  await expect(note).toHaveCount(0);
  await expect(page.getByRole('tab', { name: 'Train' })).toHaveAttribute('aria-selected', 'true');
  await page.goto('about:blank');
  await close();
});
