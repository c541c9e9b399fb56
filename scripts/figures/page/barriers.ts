import AxeBuilder from '@axe-core/playwright';
import type { Browser } from '@playwright/test';

const panels = ['classify', 'evaluate', 'train', 'models'];

/** Opens every panel, light and dark, and tells each rule of axe that it breaks and each error in the console. */
export async function findProblems(browser: Browser, url: string): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await (await browser.newContext({ locale: 'en-US', colorScheme })).newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`console: ${message.text()}`);
    });
    page.on('pageerror', ({ message }) => problems.push(`error: ${message}`));
    for (const panel of panels) {
      await page.goto(`${url}#${panel}`);
      await page.locator(`#panel-${panel} h2, #panel-${panel} h3`).first().waitFor({ state: 'attached' });
      const { violations, passes } = await new AxeBuilder({ page }).analyze();
      if (passes.length === 0) throw new Error(`axe found nothing to look at in ${panel}.`);
      problems.push(...violations.map(({ id, help }) => `${panel}, ${colorScheme}: ${id}: ${help}`));
    }
    await page.context().close();
  }
  return problems;
}
