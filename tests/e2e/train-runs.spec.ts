import { expect, test } from './harness/test.ts';
import { chromiumOptions } from './harness/chromium.ts';
import { openSampleWords, openTrainOnFolder, quickConfig, startTraining, useConfig } from './train-page.ts';

test.use(chromiumOptions());

test('stops on request and keeps the best weights; the model can be thrown away and brought back', async ({
  page,
}) => {
  await openSampleWords(page);
  await useConfig(page, quickConfig(500));
  await startTraining(page, 3);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByTestId('training-status')).toContainText('Paused');
  await page.getByRole('tab', { name: 'Classify' }).click();
  await page.getByRole('tab', { name: 'Train' }).click();
  // The step that was under way may still have been told of.
  await expect(page.getByTestId('training-status')).toContainText(/Paused · epoch \d+ of 500/);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: 'Stop and keep the best' }).click();
  await expect(page.getByText('“Sample words” is ready')).toBeVisible();
  await expect(page.getByTestId('training-status')).toContainText(/Finished after \d+ epochs/);

  const models = page.getByLabel('Model', { exact: true }).first();
  await expect(models.locator('option')).toHaveCount(3);
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(models.locator('option')).toHaveCount(2);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(models.locator('option')).toHaveCount(3);
  await page.getByRole('button', { name: 'Measure in Evaluate' }).click();
  await page.getByRole('button', { name: 'Try the sample folder' }).click();
  await expect(page.getByText('model Sample words')).toBeVisible();
  await expect(page.getByText('Finished: 60 clips').first()).toBeVisible();
});

test('goes on after the page was closed in mid-run', async ({ page }) => {
  await openSampleWords(page);
  await useConfig(page, quickConfig(300));
  await startTraining(page, 5);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'A training was broken off' })).toBeVisible();
  const text = await page.getByText(/epochs were done when the page was closed/).innerText();
  const numDone = Number(/: (\d+) of 300 epochs/.exec(text)?.[1]);
  expect(numDone).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByTestId('validation-accuracy')).toContainText('%');
  const status = page.getByTestId('training-status');
  const epochUnderWay = async () => Number(/(\d+) of 300/.exec(await status.innerText())?.[1]);
  await expect.poll(epochUnderWay).toBeGreaterThan(numDone + 1);
  await page.getByRole('button', { name: 'Stop and keep the best' }).click();
  await expect(page.getByText('is ready')).toBeVisible();
  const done = await status.innerText();
  expect(Number(/after (\d+) epochs/.exec(done)?.[1])).toBeGreaterThan(numDone);
  await page.reload();
  await openTrainOnFolder(page);
  await expect(page.getByRole('button', { name: 'Try with the sample words' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'A training was broken off' })).toBeHidden();
});

test('a broken-off training can be discarded, and a cancelled one leaves nothing', async ({ page }) => {
  await openSampleWords(page);
  await useConfig(page, quickConfig(300));
  await startTraining(page, 3);
  await page.reload();
  const note = page.getByRole('heading', { name: 'A training was broken off' });
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(note).toBeHidden();
  await page.reload();
  await openSampleWords(page);
  await expect(note).toBeHidden();
  await useConfig(page, quickConfig(300));
  await startTraining(page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByTestId('training-status')).toContainText('nothing was kept');
  await expect(page.getByLabel('Model', { exact: true }).first().locator('option')).toHaveCount(2);
  await page.getByRole('button', { name: 'Back to the settings' }).click();
  await expect(page.getByTestId('start-training')).toBeEnabled();
});

test('goes on where the browser has no room, and says so', async ({ page, server }) => {
  await openSampleWords(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(server.url).origin, quotaSize: 1 });
  await useConfig(page, quickConfig(6));
  await startTraining(page);
  await expect(page.getByText(/has no room to keep the training/)).toBeVisible();
  await expect(page.getByText('is ready')).toBeVisible();
  await expect(page.getByText(/It can be used until the page closes/)).toBeVisible();
  await page.getByRole('button', { name: 'Try it in Classify' }).click();
  await expect(page.getByLabel('Model', { exact: true }).first()).toHaveValue('own:1');
});

test('a loss that is no number ends the training with advice', async ({ page }) => {
  await openSampleWords(page);
  await useConfig(
    page,
    quickConfig(20)
      .replace('adamw, learningRate: 0.01', 'sgd, learningRate: 100000')
      .replace('batchSize: 16', 'batchSize: 16\n  gradientClip: null\n  schedule: { warmUpSteps: 0 }'),
  );
  await page.getByTestId('start-training').click();
  await expect(page.getByRole('alert')).toContainText('Try a lower learning rate', { timeout: 60_000 });
  await expect(page.getByTestId('training-status')).toContainText('Broken off');
});
