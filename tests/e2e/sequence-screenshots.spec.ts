import type { Page } from '@playwright/test';
import { expectNoSidewaysScroll, textsByLocale } from './classify-page.ts';
import { expectAccessible } from './harness/axe.ts';
import { takeScreenshots } from './harness/screenshots.ts';
import { expect, test } from './harness/test.ts';
import { trainOnSample } from './sequence-page.ts';

const texts = { en: textsByLocale['en-US'], zh: textsByLocale['zh-CN'] };
type Language = keyof typeof texts;

const check = async (page: Page) => {
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
};

test('looks right: an N-gram model beside a hidden Markov model', async ({ browser, server }) => {
  test.slow();
  const prepare = async (page: Page, language: Language) => {
    await trainOnSample(page, './', texts[language]);
    await page.getByRole('button', { name: texts[language].sequence.try.trainOther.hmm }).click();
    await expect(page.getByTestId('hmm-perplexity')).toHaveText(/^\d/);
    await page.evaluate(() => scrollTo(0, 0));
  };
  await takeScreenshots(browser, server.url, 'sequence-language', prepare, check);
});

test('looks right: words on the timeline, and what a grammar changes', async ({ browser, server }) => {
  test.slow();
  const prepare = async (page: Page, language: Language) => {
    const { speech } = texts[language];
    await page.goto('./#sequence');
    await page.getByRole('button', { name: 'four zero two nine', exact: true }).click();
    await expect(page.getByTestId('sentence')).toHaveText('four zero two nine');
    await page.getByRole('radio', { name: speech.controls.grammar, exact: true }).check();
    await expect(page.getByRole('textbox', { name: speech.grammar.text })).toBeVisible();
    await page.evaluate(() => scrollTo(0, 0));
  };
  await takeScreenshots(browser, server.url, 'sequence-speech', prepare, check);
});
