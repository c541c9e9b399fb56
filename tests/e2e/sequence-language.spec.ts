import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectNoSidewaysScroll, textsByLocale } from './classify-page.ts';
import { expectAccessible } from './harness/axe.ts';
import { dropPaths } from './harness/drop-paths.ts';
import { expect, test } from './harness/test.ts';
import { judgedWords, openLanguage, trainOnSample } from './sequence-page.ts';

const scoreOf = (page: Page, name: string) => page.getByTestId(name);
const generated = (page: Page) => page.getByTestId('generated').getByRole('listitem');
const sentenceField = (page: Page) => page.getByRole('textbox', { name: 'A sentence, or some, one a line' });

async function saveModel(page: Page, button: string, path: string): Promise<void> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  await download.saveAs(path);
}

test('an N-gram model is trained, tried, saved and opened again', async ({ page }, testInfo) => {
  await trainOnSample(page);
  await expect(page.getByTestId('language-summary')).toContainText(/3-grams\s*\d+/);
  await sentenceField(page).fill('the old cat sleeps on the zebra');
  await expect(judgedWords(page)).toHaveCount(8);
  await expect(judgedWords(page).nth(2)).toContainText('3-gram');
  await expect(judgedWords(page).nth(6)).toContainText('unknown');
  await expect(scoreOf(page, 'ngram-oov')).toHaveText('1');
  await expectAccessible(page);

  const history = page.getByRole('textbox', { name: 'Words so far' });
  await expect(history).toHaveValue('the old');
  await page.getByRole('list', { name: 'What may come next' }).getByRole('button', { name: /^man/ }).click();
  await expect(history).toHaveValue('the old man');
  await page.getByRole('button', { name: 'Take the last word back' }).click();
  await expect(history).toHaveValue('the old');

  await expect(generated(page)).toHaveCount(5);
  const first = await generated(page).allTextContents();
  const seed = page.getByRole('textbox', { name: 'Seed' });
  await seed.fill('2');
  await expect.poll(() => generated(page).allTextContents()).not.toEqual(first);
  await seed.fill('1');
  await expect.poll(() => generated(page).allTextContents()).toEqual(first);

  const file = testInfo.outputPath('saved.arpa');
  const perplexity = await scoreOf(page, 'ngram-perplexity').textContent();
  await saveModel(page, 'Save as ARPA', file);
  await page.getByRole('combobox', { name: 'Order' }).selectOption('1');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(scoreOf(page, 'ngram-perplexity')).not.toHaveText(perplexity ?? '');
  await page.getByTestId('corpus-input').setInputFiles(file);
  await expect(page.getByTestId('language-summary')).toContainText('saved.arpa');
  await expect(scoreOf(page, 'ngram-perplexity')).toHaveText(perplexity ?? '');

  await page.getByRole('tab', { name: 'Models' }).click();
  await page.getByRole('tab', { name: 'Sequence' }).click();
  await expect(scoreOf(page, 'ngram-perplexity')).toHaveText(perplexity ?? '');

  const lines = readFileSync(file, 'utf8').split('\n');
  const broken = testInfo.outputPath('broken.arpa');
  const line = lines.indexOf('\\2-grams:') + 2;
  writeFileSync(broken, lines.with(line - 1, 'x the old').join('\n'));
  await dropPaths(page.getByRole('main'), [broken]);
  const note = page.getByRole('alert');
  await expect(note).toContainText('broken.arpa');
  await expect(note).toContainText(`line ${line}: "x" is not a number`);
  await expect(scoreOf(page, 'ngram-perplexity')).toHaveText(perplexity ?? '');
});

test('a hidden Markov model stands beside the N-gram, and a long training can be cancelled', async ({
  page,
}, testInfo) => {
  await trainOnSample(page);
  await page.getByRole('button', { name: 'Train an HMM' }).click();
  await expect(scoreOf(page, 'hmm-perplexity')).toHaveText(/^\d/);
  await expect(scoreOf(page, 'hmm-tokens')).toHaveText(
    (await scoreOf(page, 'ngram-tokens').textContent()) ?? '',
  );
  await page.locator('input[name=language-model-kind][value=hmm]').check();
  await expect(page.getByTestId('language-summary')).toContainText('Hidden states16');
  const perplexity = (await scoreOf(page, 'hmm-perplexity').textContent()) ?? '';
  await page.getByRole('textbox', { name: 'Hidden states' }).fill('150');
  await page.getByRole('textbox', { name: 'Iterations' }).fill('1000');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByText(/Iteration \d+ of at most 1,000/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(scoreOf(page, 'hmm-perplexity')).toHaveText(perplexity);

  const file = testInfo.outputPath('saved.json');
  await saveModel(page, 'Save as JSON', file);
  await page.getByTestId('corpus-input').setInputFiles(file);
  await expect(page.getByTestId('language-summary')).toContainText('saved.json');
  await expect(scoreOf(page, 'hmm-perplexity')).toHaveText(perplexity);
  await expect(page.getByText('These figures cannot be compared')).toBeVisible();
  await expectAccessible(page);
});

test('strange and long texts do no harm', async ({ page }, testInfo) => {
  await openLanguage(page);
  const strange = `<img src=x onerror=alert(1)> مرحبا بالعالم ${'long'.repeat(40)}`;
  await page.getByRole('textbox', { name: 'One sentence a line' }).fill(strange);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await sentenceField(page).fill(strange);
  await expect(judgedWords(page).filter({ hasText: 'onerror=alert(1)>' })).toHaveCount(1);
  expect(await page.locator('main img').count()).toBe(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  const long = testInfo.outputPath('long.txt');
  const sentence = (_: unknown, i: number) =>
    `w${i % 997} w${(i * 7) % 1009} w${(i * i) % 499} said w${i % 83}`;
  writeFileSync(long, Array.from({ length: 90_000 }, sentence).join('\n'));
  await page.getByTestId('corpus-input').setInputFiles(long);
  await expect(page.getByText('long.txt')).toBeVisible();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  const longest = await page.evaluate(async () => {
    let longestMs = 0;
    let before = performance.now();
    for (let i = 0; i < 60; i++) {
      await new Promise((resolve) => setTimeout(resolve, 16));
      longestMs = Math.max(longestMs, performance.now() - before);
      before = performance.now();
    }
    return longestMs;
  });
  expect(longest).toBeLessThan(500);
  await page.getByRole('button', { name: 'Cancel' }).click();
});

test.describe(() => {
  test.use({ locale: 'zh-CN' });
  test('learns Chinese words from the Chinese sample', async ({ page }) => {
    const texts = textsByLocale['zh-CN'];
    await trainOnSample(page, './', texts);
    await expect(judgedWords(page, texts).filter({ hasText: '院子' })).toHaveCount(1);
    const history = page.getByRole('textbox', { name: texts.sequence.next.label });
    await page.getByRole('list', { name: texts.sequence.next.list }).getByRole('button').first().click();
    await expect(history).toHaveValue(/^小猫\p{Script=Han}+$/u);
    await expectAccessible(page);
  });
});
