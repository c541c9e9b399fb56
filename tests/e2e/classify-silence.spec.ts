import { hearSample, wordOf } from './classify-page.ts';
import { chromiumOptions } from './harness/chromium.ts';
import { makeSilentMicrophoneFile } from './harness/microphone-file.ts';
import { expect, test } from './harness/test.ts';

test.use(chromiumOptions({ microphoneFile: makeSilentMicrophoneFile() }));

test('live mode goes on in digital silence and hears no word in it', async ({ page }) => {
  await page.goto('./');
  await hearSample(page, 'three');
  await page.getByRole('radio', { name: 'Live' }).check();
  await page.getByRole('button', { name: 'Listen live' }).click();
  const rate = page.getByTestId('live-rate');
  await expect
    .poll(async () => Number(await rate.getAttribute('data-predictions')), { timeout: 30_000 })
    .toBeGreaterThan(25);
  await expect(wordOf(page)).toHaveText('Listening …');
  await expect(page.getByTestId('former-words').getByRole('listitem')).toHaveCount(0);
  await expect(page.getByTestId('announcement')).toBeEmpty();
});

test('a silent take ends after five seconds and is called silent', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Record a word' }).click();
  await expect(page.getByText(/This clip is silent/)).toBeVisible();
  await expect(wordOf(page)).toHaveText('silence');
  await expect(page.getByTestId('facts')).toContainText(/[45]\.\d+\s+s/);
});
