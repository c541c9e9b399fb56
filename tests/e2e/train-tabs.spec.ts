import type { Page } from '@playwright/test';
import { chromiumOptions } from './harness/chromium.ts';
import { inPlainBrowser } from './harness/plain-browser.ts';
import { expect, test } from './harness/test.ts';
import { openSampleWords, openTrainOnFolder, quickConfig, startTraining, useConfig } from './train-page.ts';

test.use(chromiumOptions());

declare global {
  interface Window {
    watched: { epochs: number; frames: number };
  }
}

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

test('goes on while its tab is hidden', async ({ launchOptions, server }) => {
  await inPlainBrowser(launchOptions, async (context) => {
    const page = await context.newPage();
    await openTrainOnFolder(page, `${server.url}#train`);
    await page.locator('#panel-train button').nth(1).click();
    await expect(page.getByTestId('start-training')).toBeEnabled();
    await useConfig(page, quickConfig(2000));
    await watchEpochs(page);
    await startTraining(page);

    const other = await context.newPage();
    await other.bringToFront();
    await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('hidden');
    const { epochs, frames } = await page.evaluate(() => window.watched);
    await expect
      .poll(() => page.evaluate(() => window.watched.epochs), { timeout: 60_000 })
      .toBeGreaterThan(epochs + 20);
    // The page itself stands still: no frame was drawn meanwhile, but for one that was under way.
    expect(await page.evaluate(() => window.watched.frames)).toBeLessThanOrEqual(frames + 1);
    expect(await page.evaluate(() => document.visibilityState)).toBe('hidden');

    await page.bringToFront();
    await expect.poll(() => epochsDone(page)).toBeGreaterThan(epochs + 20);
  });
});

/** Counts the epochs that the worker tells of, and the frames that the page draws. */
async function watchEpochs(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.watched = { epochs: 0, frames: 0 };
    const countFrame = () => {
      window.watched.frames += 1;
      requestAnimationFrame(countFrame);
    };
    requestAnimationFrame(countFrame);
    const { trainer } = window.phonoscope;
    const start = trainer.start.bind(trainer);
    trainer.start = (argument, options) =>
      start(argument, {
        ...options,
        onProgress: (progress) => {
          options?.onProgress?.(progress);
          if (progress.kind === 'epoch') window.watched.epochs = progress.number;
        },
      });
  });
}
