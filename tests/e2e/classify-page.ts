import type { Locator, Page } from '@playwright/test';
import en from '../../src/ui/i18n/en.json' with { type: 'json' };
import zh from '../../src/ui/i18n/zh.json' with { type: 'json' };
import { expect } from './harness/test.ts';

/** The page's texts, by the browser's language. */
export const textsByLocale = { 'en-US': en, 'zh-CN': zh };

/** The large word. */
export const wordOf = (page: Page): Locator => page.getByTestId('word');
/** A chip of the shipped samples. */
export const chipOf = (page: Page, word: string): Locator =>
  page.getByRole('button', { name: word, exact: true });

/** Opens a file as if it had been chosen in the file dialog. */
export async function openFile(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const buffer = Buffer.from(bytes);
  await page.locator('input[type=file][accept*=wav]').setInputFiles({ name, mimeType: 'audio/wav', buffer });
}

/** Plays a sample and waits for its word, so that there is something to lose. */
export async function hearSample(page: Page, word: string): Promise<void> {
  await chipOf(page, word).click();
  await expect(wordOf(page)).toHaveText(word);
}

/** Fails if anything sticks out at the side. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

/** The word on the chip that plays next; sounds are too short to be looked for afterwards. */
export function watchPlaying(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const observer = new MutationObserver((changes) => {
          for (const { target } of changes) {
            if (!(target instanceof Element) || target.getAttribute('aria-pressed') !== 'true') continue;
            observer.disconnect();
            resolve(target.textContent);
          }
        });
        observer.observe(document.body, { attributeFilter: ['aria-pressed'], subtree: true });
      }),
  );
}
