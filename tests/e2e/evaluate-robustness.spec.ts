import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { repositoryDir } from '../../scripts/serve.ts';
import { makeClips } from '../../scripts/figures/folders/make-clips.ts';
import { dropPaths } from './harness/drop-paths.ts';
import { expectAccessible } from './harness/axe.ts';
import { expect, test } from './harness/test.ts';

const sampleDir = join(repositoryDir, 'public', 'samples', 'digits');

const view = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });

async function chooseKinds(page: Page, kinds: readonly string[]): Promise<void> {
  for (const kind of ['Noise', 'Shifts', 'Speed', 'Narrow bands', 'Rooms', 'Levels'])
    await page.getByRole('checkbox', { name: kind }).setChecked(kinds.includes(kind));
}

/** Runs the sample folder, and measures some kinds of conditions on it. */
async function measure(page: Page, kinds: readonly string[]): Promise<void> {
  await page.goto('./?backend=wasm#evaluate');
  await page.getByRole('button', { name: 'Try the sample folder' }).click();
  await expect(page.getByText('Finished: 60 clips').first()).toBeVisible({ timeout: 45_000 });
  await view(page, 'Robustness').check();
  await chooseKinds(page, kinds);
  await page.getByRole('button', { name: 'Measure', exact: true }).click();
}

async function saveHtml(page: Page): Promise<string> {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the report as a web page' }).click();
  return readFileSync(await (await saving).path(), 'utf8');
}

test('robustness is measured while something else is looked at, and stays with the run', async ({ page }) => {
  await measure(page, ['Noise', 'Levels']);
  await expect(
    page.getByRole('progressbar', { name: 'Hearing the clips under each condition' }),
  ).toBeVisible();
  await view(page, 'Matrix').check();
  await expect(page.getByRole('grid', { name: 'Confusion matrix' })).toBeVisible();
  await view(page, 'Robustness').check();
  await expect(page.getByRole('button', { name: 'Measure again' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('listitem').filter({ hasText: 'Noise at −5 dB' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Peak at 12 dBFS' })).toBeVisible();
  const shown = await page.getByRole('listitem').filter({ hasText: 'dB' }).allInnerTexts();
  expect(shown).toHaveLength(7);
  await expectAccessible(page);
  const report = await saveHtml(page);
  expect(report).toContain('<h2>Robustness</h2>');
  expect(report).toContain('noise at −5 dB');

  await page.getByRole('button', { name: 'Save this run' }).click();
  await page.getByRole('textbox', { name: 'Name of the run' }).fill('Mine');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Saved', exact: true })).toBeVisible();
  await page.reload();
  await page.getByTestId('saved-run').getByRole('button', { name: 'Mine', exact: true }).click();
  await view(page, 'Robustness').check();
  await expect(page.getByRole('listitem').filter({ hasText: 'Noise at −5 dB' })).toBeVisible();
  expect(await page.getByRole('listitem').filter({ hasText: 'dB' }).allInnerTexts()).toEqual(shown);
  await expect(page.getByRole('button', { name: 'Measure again' })).toBeDisabled();

  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Give the folder to hear the clips' }).click();
  await (await choosing).setFiles(sampleDir);
  await chooseKinds(page, ['Levels']);
  await page.getByRole('button', { name: 'Measure again' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Noise at −5 dB' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Save the changes' })).toBeVisible();
});

test('a measurement that is stopped keeps the conditions that are done; a folder of many clips is drawn from', async ({
  page,
}, testInfo) => {
  const folder = testInfo.outputPath('clips');
  await makeClips(sampleDir, folder, 400);
  await page.goto('./?backend=wasm#evaluate');
  await dropPaths(page.getByRole('banner'), [folder]);
  await expect(page.getByText('Finished: 400 clips').first()).toBeVisible({ timeout: 60_000 });
  await view(page, 'Robustness').check();
  await view(page, 'All 400 clips').check();
  await expect(page.getByText('8,400 clips to hear.')).toBeVisible();
  await view(page, '300 clips, drawn').check();
  await expect(page.getByText('6,300 clips to hear.')).toBeVisible();
  await page.getByRole('button', { name: 'Measure', exact: true }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Noise at 20 dB' })).toBeVisible({
    timeout: 60_000,
  });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Measure again' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Noise at 20 dB' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Peak at 12 dBFS' })).toHaveCount(0);
  await expect(page.getByText('Measured on 300 of 400 clips, drawn by chance.')).toBeVisible();
});
