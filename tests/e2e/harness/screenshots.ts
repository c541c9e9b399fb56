import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { repositoryDir } from '../../../scripts/serve.ts';

const folder = join(repositoryDir, '.cache', 'screenshots');
const widths = [1440, 390] as const;
const schemes = ['light', 'dark'] as const;
const locales = { en: 'en-US', zh: 'zh-CN' } as const;

/**
 * Takes pictures of one screen at 1440 and 390 px, light and dark, in English and Chinese, into
 * `.cache/screenshots/SCREEN-WIDTH-SCHEME-LANGUAGE.png`.
 *
 * @param url where the page is served.
 * @param prepare brings a freshly opened page to the screen, by whatever language it speaks.
 * @param check is called in each of the eight states, after the picture.
 * @param options `fullPage: false` leaves out what lies below the window, as where a dialog covers it.
 */
export async function takeScreenshots(
  browser: Browser,
  url: string,
  screen: string,
  prepare: (page: Page, language: keyof typeof locales) => Promise<void>,
  check: (page: Page) => Promise<void> = async () => {},
  { fullPage = true } = {},
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const language of ['en', 'zh'] as const) {
    const context = await browser.newContext({
      baseURL: url,
      locale: locales[language],
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await page.goto('./');
    await prepare(page, language);
    for (const width of widths) {
      for (const colorScheme of schemes) {
        await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
        await page.emulateMedia({ colorScheme });
        await page.screenshot({
          path: join(folder, `${screen}-${width}-${colorScheme}-${language}.png`),
          fullPage,
        });
        await check(page);
      }
    }
    await context.close();
  }
}
