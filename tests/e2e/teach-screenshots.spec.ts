import type { Page } from '@playwright/test';
import { expectNoSidewaysScroll, textsByLocale } from './classify-page.ts';
import { expectAccessible } from './harness/axe.ts';
import { takeScreenshots } from './harness/screenshots.ts';
import { expect, test } from './harness/test.ts';
import { clippedTake, speak, useSpokenMicrophone } from './teach-page.ts';

const texts = { en: textsByLocale['en-US'], zh: textsByLocale['zh-CN'] };
type Language = keyof typeof texts;

const check = async (page: Page) => {
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
};

async function openWithTakes(page: Page, language: Language): Promise<void> {
  await page.goto('./?backend=wasm#train');
  await page.getByRole('button', { name: texts[language].train.teach.trySamples }).click();
  await expect(page.getByTestId('word-card')).toHaveCount(3);
  await expect(page.getByTestId('word-card').last().getByRole('listitem')).toHaveCount(6);
}

test('looks right: no words yet', async ({ browser, server }) => {
  await takeScreenshots(
    browser,
    server.url,
    'teach-empty',
    (page) => page.goto('./#train').then(() => undefined),
    check,
  );
});

test('looks right: a take was refused', async ({ browser, server }) => {
  const prepare = async (page: Page, language: Language) => {
    await useSpokenMicrophone(page);
    await openWithTakes(page, language);
    await speak(page, [clippedTake()]);
    await page.keyboard.press('r');
    await expect(page.getByTestId('take-refused')).toBeVisible();
  };
  await takeScreenshots(browser, server.url, 'teach-recording', prepare, check);
});

test('looks right: taught', async ({ browser, server }) => {
  test.setTimeout(300_000);
  const prepare = async (page: Page, language: Language) => {
    await openWithTakes(page, language);
    const { start, enough } = texts[language].train.teach;
    const lesson = page.getByTestId('lesson');
    await lesson.getByRole('button', { name: start, exact: true }).click();
    await expect(lesson).toHaveAttribute('data-status', 'whole', { timeout: 90_000 });
    await lesson.getByRole('button', { name: enough }).click();
    await lesson.locator('summary').click();
  };
  await takeScreenshots(browser, server.url, 'teach-done', prepare, check);
});

test('looks right: the guided tour, and starting over', async ({ browser, server }) => {
  const prepareTour = async (page: Page, language: Language) => {
    await page.getByRole('button', { name: texts[language].app.tour.start }).click();
    await expect(page.getByTestId('word')).toHaveText('seven');
  };
  await takeScreenshots(browser, server.url, 'tour', prepareTour, check);
  const prepareReset = async (page: Page, language: Language) => {
    await page.goto('./#models');
    await page.getByRole('button', { name: texts[language].models.startOver.open }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  };
  await takeScreenshots(browser, server.url, 'start-over', prepareReset, check);
});
