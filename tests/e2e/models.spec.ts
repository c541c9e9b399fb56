import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { unzipSync, strFromU8 } from 'fflate';
import { expectNoSidewaysScroll } from './classify-page.ts';
import { expectAccessible } from './harness/axe.ts';
import { chromiumOptions } from './harness/chromium.ts';
import { takeScreenshots } from './harness/screenshots.ts';
import { expect, test } from './harness/test.ts';

test.use(chromiumOptions());

const itemOf = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });
const press = (page: Page, title: string, button: string) =>
  itemOf(page, title).getByRole('button', { name: button, exact: true }).click();

async function saveModel(page: Page, title: string, path: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, title, 'Save as file')]);
  await download.saveAs(path);
  return download.suggestedFilename();
}

test('models are copied, renamed, deleted, put back, saved and opened again', async ({ page }, testInfo) => {
  await page.goto('./#models');
  await expect(itemOf(page, 'Digits')).toContainText('in use');
  await expect(itemOf(page, 'Digits')).toContainText(/\d\d\.\d\s%/);
  await expect(page.getByText('None yet.')).toBeVisible();
  await expectAccessible(page);

  await press(page, 'Commands', 'Duplicate');
  await expect(itemOf(page, 'Commands (copy)')).toContainText('here since');
  await press(page, 'Commands (copy)', 'Rename');
  await page.getByRole('textbox', { name: 'New name' }).fill('<b>Küche</b> مطبخ');
  await page.keyboard.press('Enter');
  const title = '<b>Küche</b> مطبخ';
  await expect(itemOf(page, title)).toBeVisible();
  await itemOf(page, title).getByText('Card: what it was made from').click();
  await expect(itemOf(page, title).getByRole('table')).toContainText('Speech Commands words');
  await expectAccessible(page);

  const file = testInfo.outputPath('model.zip');
  expect(await saveModel(page, title, file)).toMatch(/Küche.*\.zip$/);
  const files = unzipSync(readFileSync(file));
  expect(JSON.parse(strFromU8(files['phonoscope.json'] ?? new Uint8Array()))).toMatchObject({ name: title });

  await press(page, title, 'Use it');
  await expect(itemOf(page, title)).toContainText('in use');
  await press(page, title, 'Delete');
  await expect(itemOf(page, title)).toHaveCount(0);
  await expect(itemOf(page, 'Digits')).toContainText('in use');
  await page.getByRole('button', { name: 'Put it back' }).click();
  await expect(itemOf(page, title)).toBeVisible();

  await press(page, title, 'Use it whenever the page opens');
  await expect(page.getByText('listens when the page opens')).toHaveCount(1);
  await page.reload();
  await expect(itemOf(page, title)).toContainText('listens when the page opens');
  await expect(itemOf(page, title)).toContainText('in use');
  await page.getByTestId('model-input').setInputFiles(file);
  await expect(page.getByTestId('model-added')).toContainText(`${title} 2`);
  await expect(itemOf(page, `${title} 2`)).toBeVisible();
});

test('a shipped model is saved as one file', async ({ page }, testInfo) => {
  await page.goto('./#models');
  const file = testInfo.outputPath('wide.zip');
  expect(await saveModel(page, 'Wide vocabulary', file)).toBe('wide.zip');
  expect(unzipSync(readFileSync(file))['weights.bin']?.length).toBeGreaterThan(100_000);
  await expect(
    itemOf(page, 'Wide vocabulary').getByRole('button', { name: 'Use it', exact: true }),
  ).toHaveCount(0);
});

test('looks right', async ({ browser, server }) => {
  test.slow();
  await takeScreenshots(
    browser,
    server.url,
    'models',
    async (page) => {
      await page.goto('./#models');
      const copies = page.getByRole('button', { name: /^(?:Duplicate|复制一份)$/ });
      await copies.last().click();
      await expect(copies).toHaveCount(4);
      await page.locator('#panel-models summary').last().click();
      await expect(page.locator('#panel-models').getByText(/MB/)).toBeVisible();
    },
    async (page) => {
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    },
  );
});
