import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectNoSidewaysScroll } from './classify-page.ts';
import { expectAccessible } from './harness/axe.ts';
import { expect, test } from './harness/test.ts';
import { speak, useSpokenMicrophone } from './teach-page.ts';

const sentenceOf = (page: Page) => page.getByTestId('sentence');
const wordsOf = (page: Page) =>
  page.getByRole('list', { name: /^Words in the order of time/ }).getByRole('button');

async function hearSample(page: Page, words: string): Promise<void> {
  await page.goto('./#sequence');
  await page.getByRole('button', { name: words, exact: true }).click();
  await expect(sentenceOf(page)).toHaveText(words);
}

test('a sample is heard, and its words can be gone through by keys', async ({ page }) => {
  await hearSample(page, 'seven three five');
  await expect(wordsOf(page)).toHaveCount(3);
  await expectAccessible(page);
  await wordsOf(page).first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(wordsOf(page).nth(1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(wordsOf(page).nth(2)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
  await page.locator('body').press('Escape');
  const best = page.getByRole('button', { name: 'Word by word: seven three five', exact: true });
  await best.click();
  await expect(best).toHaveAttribute('aria-expanded', 'true');
});

test('words show while they are spoken, and when the take is over', async ({ page }) => {
  await useSpokenMicrophone(page);
  await page.goto('./?backend=wasm#sequence');
  await speak(page, [readFileSync('public/samples/string-1.wav')], 30);
  await page.getByRole('button', { name: 'Record words' }).click();
  await expect(sentenceOf(page)).toHaveText('seven three five …', { timeout: 60_000 });
  await expect(sentenceOf(page)).toHaveText('seven three five');
  await expect(page.getByRole('heading', { name: 'Recording 1' })).toBeVisible();
});

test('words between pauses are heard one by one', async ({ page }) => {
  await page.goto('./?backend=wasm#sequence');
  await page.getByRole('radio', { name: 'At pauses' }).check();
  await page.getByRole('button', { name: 'seven three five', exact: true }).click();
  await expect(sentenceOf(page)).toHaveText('seven three five');
  await expect(wordsOf(page)).toHaveCount(3);
});

test('a grammar changes the words, and says what is wrong with it', async ({ page }) => {
  await hearSample(page, 'seven three five');
  await page.getByRole('radio', { name: 'Grammar' }).check();
  await page.getByRole('combobox', { name: 'Example' }).selectOption('calculator');
  await expect(page.getByText(/The model has no label for these words: .*equals/)).toBeVisible();
  const text = page.getByRole('textbox', { name: 'Grammar (JSGF)' });
  await text.fill('#JSGF V1.0;\ngrammar g;\npublic <a> = one | <b>;\n');
  await expect(page.getByText(/Line 3, column \d+: there is no rule <b>/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('slider', { name: 'How surely people follow it' }).fill('1');
  await text.fill('#JSGF V1.0;\ngrammar g;\npublic <a> = seven three nine;\n');
  await expect(sentenceOf(page)).toHaveText('seven three nine');
  const compared = page.getByRole('region', { name: 'With and without the language model' });
  await expect(compared.locator('mark')).toHaveText(['five', 'nine', 'five']);
});

test('weights are searched without the model, and go back to what they were', async ({ page }) => {
  await hearSample(page, 'seven three five');
  const penalty = page.getByRole('slider', { name: 'Word insertion penalty' });
  const before = await penalty.inputValue();
  await penalty.fill('10');
  await expect(page.getByText(/words found in/)).toBeVisible();
  await page.getByRole('button', { name: 'Defaults' }).click();
  await expect(penalty).toHaveValue(before);
  await expect(sentenceOf(page)).toHaveText('seven three five');
});

test('a folder is measured, searched for weights and exported', async ({ page }, testInfo) => {
  await page.goto('./#sequence');
  const dir = testInfo.outputPath('strings');
  mkdirSync(dir, { recursive: true });
  copyFileSync('public/samples/string-1.wav', join(dir, 'a.wav'));
  copyFileSync('public/samples/string-2.wav', join(dir, 'b.wav'));
  writeFileSync(join(dir, '<img src=x>.wav'), 'no sound');
  writeFileSync(
    join(dir, 'references.txt'),
    'a.wav\tseven three five\nb.wav\tfour zero eleven two nine\n<img src=x>.wav\tone\n',
  );
  await page.getByRole('region', { name: 'Measure a folder' }).getByTestId('folder-input').setInputFiles(dir);
  const folder = page.getByRole('region', { name: 'Measure a folder' });
  await expect(folder.getByText(/errors in 8 words/)).toBeVisible();
  await expect(folder.getByText(/The model lacks eleven/)).toBeVisible();
  await expect(folder.getByRole('rowheader', { name: '<img src=x>.wav' })).toBeVisible();
  await folder.getByRole('button', { name: 'Try pairs of weights' }).click();
  await expect(folder.getByRole('button', { name: /^Language model .*best/ })).not.toHaveCount(0);
  await folder
    .getByRole('button', { name: /^Language model .*best/ })
    .first()
    .click();
  await expectAccessible(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    folder.getByRole('button', { name: 'Save as CSV' }).click(),
  ]);
  const path = testInfo.outputPath('words.csv');
  await download.saveAs(path);
  expect(readFileSync(path, 'utf8')).toContain('b.wav,four zero eleven two nine,');
});

test('nothing sticks out on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await hearSample(page, 'seven three five');
  await expectNoSidewaysScroll(page);
  await page.getByRole('radio', { name: 'Grammar' }).check();
  await expectNoSidewaysScroll(page);
});
