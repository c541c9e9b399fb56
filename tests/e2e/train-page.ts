import type { Page } from '@playwright/test';
import { expect } from './harness/test.ts';

/** A training of the sample words that takes a few seconds. */
export const quickConfig = (epochs: number) => `data:
  validation: { share: 0.3, by: clip }
model: { encoder: tc-resnet, stemFilters: 8, blockFilters: [8, 12, 16] }
training:
  epochs: ${epochs}
  batchSize: 16
  optimizer: { name: adamw, learningRate: 0.01 }
augmentation: { shiftSec: 0.05 }
seed: 3
`;

/** Opens the Train panel where it takes folders; in any language. */
export async function openTrainOnFolder(page: Page, url = './#train'): Promise<void> {
  await page.goto(url);
  await page.locator('input[name=train-way][value=folder]').check();
}

/** Opens the Train panel with the sample words; in any language. */
export async function openSampleWords(page: Page): Promise<void> {
  await openTrainOnFolder(page);
  await page.locator('#panel-train button').nth(1).click();
  await expect(page.getByTestId('start-training')).toBeEnabled();
}

/** Puts a configuration in place of the default one; in any language. */
export async function useConfig(page: Page, config: string): Promise<void> {
  const details = page.locator('#panel-train details').last();
  if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
  await page.locator('#panel-train textarea').fill(config);
}

/** Starts, and waits until some epochs are done; in any language. */
export async function startTraining(page: Page, numEpochs = 1): Promise<void> {
  await page.getByTestId('start-training').click();
  await expect(page.getByTestId('validation-accuracy')).toContainText('%', { timeout: 60_000 });
  for (let epoch = 1; epoch < numEpochs; epoch++) {
    const step = await page.getByTestId('training-status').innerText();
    await expect(page.getByTestId('training-status')).not.toHaveText(step);
  }
}
