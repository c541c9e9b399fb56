import { type Browser, type Page } from '@playwright/test';
import { mainTasks, startTrace } from '../../bench/trace.ts';
import type { VisitFigures } from './lighthouse-score.ts';

/** Lighthouse's phone is this much slower than the machine that it runs on. */
const slowdown = 4;
/** Lighthouse's slow 4G, as DevTools emulates it: 150 ms there and back, 1.6 Mbit/s down, 0.75 up. */
const slow4G = {
  offline: false,
  latency: 150 * 3.75,
  downloadThroughput: (1.6 * 0.9 * 1024 * 1024) / 8,
  uploadThroughput: (0.75 * 0.9 * 1024 * 1024) / 8,
};
const phone = {
  viewport: { width: 412, height: 823 },
  deviceScaleFactor: 1.75,
  isMobile: true,
  hasTouch: true,
};
/** From the load event on: until the service worker has all files on a slow line, nothing else may come. */
const settleMs = 3000;

/** `waitingShare`: of the time that the page's tasks took, how much other programs had the processor. */
type MeasuredVisit = VisitFigures & { readonly waitingShare: number };

/** Paints and shifts of one first visit, on slow 4G with a slow processor; blocking from another, without either. */
export async function measureVisit(browser: Browser, url: string): Promise<MeasuredVisit> {
  const page = await newVisitor(browser);
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', slow4G);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.goto(url);
  await page.waitForTimeout(settleMs);
  const seen = await readPaints(page);
  await page.context().close();
  return { ...seen, ...(await measureBlocking(browser, url)) };
}

async function newVisitor(browser: Browser): Promise<Page> {
  return (await browser.newContext({ ...phone, locale: 'en-US', serviceWorkers: 'block' })).newPage();
}

async function readPaints(page: Page): Promise<Omit<VisitFigures, 'tbtMs'>> {
  const paints = await entriesOf(page, 'paint');
  const largest = await entriesOf(page, 'largest-contentful-paint');
  const shifts = await entriesOf(page, 'layout-shift');
  return {
    fcpMs: paints.find(({ name }) => name === 'first-contentful-paint')?.startMs ?? Number.NaN,
    lcpMs: largest.at(-1)?.startMs ?? Number.NaN,
    cls: shifts.reduce((sum, { value }) => sum + value, 0),
  };
}

/** What the browser has noted of a type so far. */
function entriesOf(page: Page, entryType: string) {
  return page.evaluate(
    (type) =>
      new Promise<{ name: string; startMs: number; value: number }[]>((resolve) => {
        new PerformanceObserver((list) =>
          resolve(
            list.getEntries().map((entry) => ({
              name: entry.name,
              startMs: entry.startTime,
              value: 'value' in entry ? Number(entry.value) : 0,
            })),
          ),
        ).observe({ type, buffered: true });
        // Where there are none, nobody calls.
        setTimeout(() => resolve([]), 500);
      }),
    entryType,
  );
}

/** From the processor time of each task, so that what else the machine does is left out. */
async function measureBlocking(
  browser: Browser,
  url: string,
): Promise<Pick<MeasuredVisit, 'tbtMs' | 'waitingShare'>> {
  const page = await newVisitor(browser);
  await startTrace(browser, page);
  await page.goto(url);
  await page.waitForTimeout(settleMs);
  const tasks = mainTasks(await browser.stopTracing());
  await page.context().close();
  const elapsedMs = tasks.reduce((sum, task) => sum + task.elapsedMs, 0);
  const processorMs = tasks.reduce((sum, task) => sum + task.processorMs, 0);
  return {
    tbtMs: tasks.reduce((sum, task) => sum + Math.max(0, task.processorMs * slowdown - 50), 0),
    waitingShare: 1 - processorMs / elapsedMs,
  };
}
