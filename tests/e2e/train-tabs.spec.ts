import type { Page } from '@playwright/test';
import { chromiumOptions } from './harness/chromium.ts';
import { expect, test } from './harness/test.ts';
import { openSampleWords, quickConfig, startTraining, useConfig } from './train-page.ts';

test.use(chromiumOptions());

/** Epochs that are done, as the page says. */
async function epochsDone(page: Page): Promise<number> {
  return Number(/epoch (\d+) of/.exec(await page.getByTestId('training-status').innerText())?.[1]);
}

test('while one tab trains, another neither starts a training nor touches the kept one', async ({
  page,
  context,
}) => {
  await openSampleWords(page);
  const second = await context.newPage();
  await openSampleWords(second);
  await useConfig(page, quickConfig(2000));
  await startTraining(page, 2);

  // The second tab was open before: it learns of the other training when it wants to start one.
  await second.getByTestId('start-training').click();
  await expect(second.getByTestId('training-elsewhere')).toContainText('A training runs in another tab');
  await expect(second.getByTestId('start-training')).toBeDisabled();

  await second.reload();
  await expect(second.getByTestId('training-elsewhere')).toBeVisible();
  await expect(second.getByRole('heading', { name: 'A training was broken off' })).toBeHidden();
  const discard = second.evaluate(() => window.phonoscope.trainer.discard());
  await expect(discard).rejects.toThrow('A training runs in another tab');

  const before = await epochsDone(page);
  await expect.poll(() => epochsDone(page)).toBeGreaterThan(before);
  await page.close();
  await expect(second.getByRole('heading', { name: 'A training was broken off' })).toBeVisible();
  await expect(second.getByTestId('training-elsewhere')).toBeHidden();
  await second.getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => epochsDone(second)).toBeGreaterThan(before);
});
