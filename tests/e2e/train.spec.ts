import { openTrainOnFolder } from './train-page.ts';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryDir } from '../../scripts/serve.ts';
import { dropPaths } from './harness/drop-paths.ts';
import { expectAccessible } from './harness/axe.ts';
import { chromiumOptions } from './harness/chromium.ts';
import { expect, test } from './harness/test.ts';

test.use(chromiumOptions());

const sampleDir = join(repositoryDir, 'public', 'samples', 'digits');

/** A training of the sample words in a few seconds. */
const quick = `data:
  validation: { share: 0.3, by: clip }
model: { encoder: tc-resnet, stemFilters: 8, blockFilters: [8, 12, 16] }
training:
  epochs: 12
  batchSize: 16
  optimizer: { name: adamw, learningRate: 0.01 }
augmentation: { shiftSec: 0.05 }
seed: 3
`;

test('trains on the sample words, tries the model, saves it, opens it again with the same scores, and is warned of testing it on its training', async ({
  page,
}, testInfo) => {
  await openTrainOnFolder(page);
  await page.getByRole('button', { name: 'Try with the sample words' }).click();
  await expect(page.getByText('60 clips · 10 labels')).toBeVisible();
  await expectAccessible(page);
  await page.getByText('Variations of the clips').click();
  await page.getByTestId('preview-variation').click();
  await expect(page.locator('figcaption').getByText(/” as recorded/)).toBeVisible();
  await page.getByRole('button', { name: /^Play: .* varied/ }).click();
  await expect(page.getByRole('button', { name: /^Stop: .* varied/ })).toBeVisible();
  await page.getByText('As text (YAML)').click();
  await page.getByRole('textbox', { name: /The command line trains/ }).fill(quick);
  await expect(page.getByTestId('network-facts')).toContainText('kB');
  await page.getByTestId('start-training').click();
  await expect(page.getByText('is ready')).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByTestId('save-model').click(),
  ]);
  expect(download.suggestedFilename()).toBe('Sample-words.zip');
  const file = testInfo.outputPath('model.zip');
  await download.saveAs(file);

  const scoresOf = async () =>
    page.evaluate(async () => {
      const { recogniser } = window.phonoscope;
      const clip = await (await fetch('samples/digits/seven/flite-slt.wav')).blob();
      const { scores, modelName } = await recogniser.classify(clip);
      return { scores: [...scores], modelName };
    });
  await page.getByRole('button', { name: 'Try it in Classify' }).click();
  await expect(page.getByRole('tab', { name: 'Classify' })).toHaveAttribute('aria-selected', 'true');
  const before = await scoresOf();
  expect(before.modelName).toBe('own:1');

  await page.reload();
  await expect(page.getByLabel('Model', { exact: true }).first()).toContainText('Sample words');
  await page.getByRole('tab', { name: 'Models' }).click();
  await page.getByTestId('model-input').setInputFiles(file);
  await expect(page.getByTestId('model-added')).toContainText('Sample words 2');
  const after = await scoresOf();
  expect(after.modelName).toBe('own:2');
  expect(after.scores).toEqual(before.scores);
  expect(readFileSync(file).length).toBeGreaterThan(1000);

  await page.getByRole('tab', { name: 'Evaluate' }).click();
  await page.getByRole('button', { name: 'Try the sample folder' }).click();
  await expect(page.getByTestId('shared-with-training')).toContainText('60 of these 60 clips');
  await expectAccessible(page);
});

test('labels to learn come from metadata.csv, which says what does not fit', async ({ page }, testInfo) => {
  const folder = testInfo.outputPath('survey');
  mkdirSync(folder, { recursive: true });
  const rows = ['file_name,label', 'gone.wav,yes'];
  for (const [word, label] of [
    ['one', 'first'],
    ['two', 'second'],
  ] as const) {
    for (const file of readdirSync(join(sampleDir, word))) {
      cpSync(join(sampleDir, word, file), join(folder, `${word}-${file}`));
      rows.push(`${word}-${file},${label}`);
    }
  }
  cpSync(join(folder, 'one-flite-slt.wav'), join(folder, 'extra.wav'));
  writeFileSync(join(folder, 'metadata.csv'), rows.join('\n'));
  await openTrainOnFolder(page);
  await dropPaths(page.getByRole('banner'), [folder]);
  await expect(page.getByText('12 clips · 2 labels')).toContainText('labels from metadata.csv');
  await expect(page.getByTestId('start-training')).toBeEnabled();
  await expect(page.getByText('second', { exact: true })).toBeVisible();
  await expect(page.locator('#train-skipped')).toContainText('extra.wav');
  await page.getByText('1 row that names no sound file of the folder').click();
  await expect(page.getByText('Line 2: gone.wav')).toBeVisible();
  await expectAccessible(page);
});
