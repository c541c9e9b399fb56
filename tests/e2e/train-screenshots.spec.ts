import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './harness/axe.ts';
import { chromiumOptions } from './harness/chromium.ts';
import { takeScreenshots } from './harness/screenshots.ts';
import { expect, test } from './harness/test.ts';
import { badWavs, goodWavs, writeFiles } from './harness/wav-variants.ts';
import { openSampleWords, openTrainOnFolder, quickConfig, startTraining, useConfig } from './train-page.ts';

test.use(chromiumOptions());

const screens: Readonly<Record<string, (page: Page, dir: string) => Promise<void>>> = {
  empty: async (page) => {
    await openTrainOnFolder(page);
    await expect(page.getByTestId('folder-input')).toBeAttached();
  },
  data: async (page) => {
    await openSampleWords(page);
    for (const summary of await page.locator('#panel-train summary').all()) await summary.click();
    await expect(page.getByTestId('network-facts')).toContainText('kB');
    await page.getByTestId('preview-variation').click();
    await expect(page.locator('#panel-train canvas')).toHaveCount(2);
  },
  busy: async (page) => {
    await openSampleWords(page);
    await useConfig(page, quickConfig(400));
    await startTraining(page, 20);
    await page.locator('#panel-train button').first().click();
    await expect(page.getByTestId('training-status')).toContainText(/Paused|已暂停/);
  },
  done: async (page) => {
    await openSampleWords(page);
    await useConfig(page, quickConfig(60));
    await startTraining(page);
    await expect(page.getByTestId('save-model')).toBeVisible({ timeout: 60_000 });
  },
  error: async (page, dir) => {
    await openTrainOnFolder(page);
    await page.getByTestId('model-input').setInputFiles({
      name: 'broken.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from('no zip'),
    });
    await page.getByTestId('folder-input').setInputFiles(dir);
    await expect(page.getByRole('alert')).toBeVisible();
    await useConfig(page, 'training:\n  epochs: 10\n  batch: 3\n');
  },
};

for (const [screen, prepare] of Object.entries(screens)) {
  test(`looks right: ${screen}`, async ({ browser, server }, testInfo) => {
    test.slow();
    const dir = testInfo.outputPath('my-words');
    mkdirSync(join(dir, 'yes'), { recursive: true });
    writeFiles(join(dir, 'yes'), { ...goodWavs(), ...badWavs() });
    await takeScreenshots(
      browser,
      server.url,
      `train-${screen}`,
      (page) => prepare(page, dir),
      async (page) => {
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0);
        await expectAccessible(page);
      },
    );
  });
}
