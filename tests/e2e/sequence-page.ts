import type { Locator, Page } from '@playwright/test';
import { textsByLocale } from './classify-page.ts';
import { expect } from './harness/test.ts';

type Texts = (typeof textsByLocale)['en-US'];

/** The words of the measured sentence, as they are drawn. */
export const judgedWords = (page: Page, { sequence }: Texts = textsByLocale['en-US']): Locator =>
  page.getByRole('list', { name: sequence.try.sentence.replace('{{number}}', '1') }).getByRole('listitem');

/** Opens the panel with the language models. */
export async function openLanguage(
  page: Page,
  url = './',
  texts: Texts = textsByLocale['en-US'],
): Promise<void> {
  await page.goto(`${url}#sequence`);
  await page.getByRole('radio', { name: texts.speech.part.language }).check();
}

/** Opens the panel and trains the model on the screen on the sample that stands there. */
export async function trainOnSample(
  page: Page,
  url = './',
  texts: Texts = textsByLocale['en-US'],
): Promise<void> {
  await openLanguage(page, url, texts);
  await page.getByRole('button', { name: texts.sequence.model.train, exact: true }).click();
  await expect(judgedWords(page, texts)).not.toHaveCount(0);
}
