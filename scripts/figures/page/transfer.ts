import type { Browser, Page } from '@playwright/test';
import { serveFolder } from '../../../tests/e2e/harness/static-server.ts';
import { buildDir } from '../../serve.ts';

/** Bytes that a plain static server sends for two visits, each until a word was heard. */
export type Transfer = {
  /** All of them, until the page is ready to work without a network. */
  readonly firstBytes: number;
  /** What the second visit fetched for the page. */
  readonly secondBytes: number;
  /** What went over the wire at the second visit: the answer that there is no newer service worker. */
  readonly secondWireBytes: number;
};

/** Visits the page twice with an empty cache at first. */
export async function measureTransfer(browser: Browser): Promise<Transfer> {
  const { url, sentBytes, close } = await serveFolder(buildDir, '/');
  const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
  try {
    await page.goto(url);
    await hearWord(page);
    await page.getByText('Ready to work without a network.').waitFor({ state: 'attached', timeout: 60_000 });
    const firstBytes = sentBytes();
    await page.reload();
    await hearWord(page);
    // The browser looks for a newer service worker once the page is there.
    await page.waitForTimeout(2000);
    return { firstBytes, secondBytes: await fetchedBytes(page), secondWireBytes: sentBytes() - firstBytes };
  } finally {
    await page.context().close();
    await close();
  }
}

async function hearWord(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'seven', exact: true }).click();
  await page.getByTestId('word').getByText(/\w/).waitFor();
}

function fetchedBytes(page: Page): Promise<number> {
  return page.evaluate(() =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .map((entry) => ('transferSize' in entry ? Number(entry.transferSize) : Number.NaN))
      .reduce((sum, bytes) => sum + bytes, 0),
  );
}
