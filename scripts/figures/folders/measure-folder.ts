import type { Browser, CDPSession, Page } from '@playwright/test';
import '../../../tests/e2e/recogniser-handle.ts';
import { dropPaths } from '../../../tests/e2e/harness/drop-paths.ts';
import { readTrace, startTrace, type TraceFigures } from '../../bench/trace.ts';

/** Where the page shows what is measured: all that a change of its form has to change here. */
const selectors = {
  sampleFolder: { role: 'button', name: 'Try the sample folder' },
  finished: /^Finished: ([\d,]+) clips?/,
  dropTarget: '[role=banner], header',
  cells: '[role=tabpanel] td[data-row]',
  rows: '[role=tabpanel] :is(li, tr)',
  clips: '[role=tabpanel] ul li button',
} as const;

/** How a page bore one folder. Times in milliseconds, sizes in bytes. */
export type FolderFigures = {
  /** From the drop to the last prediction on the screen. */
  readonly seconds: number;
  /** Of the page's own memory, workers apart; after a forced collection, against a page that has evaluated 60 clips. */
  readonly heapGrowth: number;
  readonly tensorGrowth: number;
  /** Tasks of the main thread from the drop to the end; null where nothing was traced. */
  readonly tasks: TraceFigures | null;
  /** Lengths of tasks of 50 ms and more by the page's own observer, with other programs' turns in them. */
  readonly longTasksMs: readonly number[];
  /** From a press on a cell to its clips on the screen: the median of several cells, and the longest. */
  readonly openMs: { readonly median: number; readonly longest: number };
  /** Rows of lists and tables in the page once a cell is open. */
  readonly numRows: number;
};

export type FolderOptions = {
  readonly numClips: number;
  /** Notes every task of the main thread, which takes memory and some time. */
  readonly isTraced: boolean;
};

/** Opens the Evaluate panel, lets it evaluate the sample folder so that all is loaded, then drops a folder and measures. */
export async function measureFolder(
  browser: Browser,
  page: Page,
  dir: string,
  { numClips, isTraced }: FolderOptions,
): Promise<FolderFigures> {
  const session = await page.context().newCDPSession(page);
  await page.getByRole(selectors.sampleFolder.role, { name: selectors.sampleFolder.name }).click();
  await waitForEnd(page, 60);
  await openCells(page, 3);
  const before = await measureMemory(page, session);
  await observeLongTasks(page);
  if (isTraced) await startTrace(browser, page);
  const startMs = performance.now();
  await dropPaths(page.locator(selectors.dropTarget).first(), [dir]);
  await waitForEnd(page, numClips);
  const seconds = (performance.now() - startMs) / 1000;
  const longTasksMs = await page.evaluate(() => window.longTasksMs ?? []);
  const tasks = isTraced ? readTrace(await browser.stopTracing()) : null;
  const openedMs = (await openCells(page, 9)).toSorted((a, b) => a - b);
  const numRows = await page.locator(selectors.rows).count();
  const after = await measureMemory(page, session);
  await session.detach();
  return {
    seconds,
    tasks,
    longTasksMs,
    numRows,
    heapGrowth: after.heapBytes - before.heapBytes,
    tensorGrowth: after.numTensors - before.numTensors,
    openMs: { median: openedMs[Math.floor(openedMs.length / 2)] ?? NaN, longest: openedMs.at(-1) ?? NaN },
  };
}

declare global {
  interface Window {
    longTasksMs?: number[];
  }
}

async function observeLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const lengths: number[] = [];
    window.longTasksMs = lengths;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) lengths.push(duration);
    }).observe({ type: 'longtask' });
  });
}

async function waitForEnd(page: Page, numClips: number): Promise<void> {
  const text = new RegExp(
    selectors.finished.source.replace(String.raw`([\d,]+)`, numClips.toLocaleString('en-US')),
  );
  await page.getByText(text).first().waitFor({ timeout: 1_200_000 });
}

async function measureMemory(page: Page, session: CDPSession) {
  const { numTensors } = await page.evaluate(() => window.phonoscope.recogniser.memory());
  await session.send('HeapProfiler.collectGarbage');
  return { numTensors, heapBytes: (await session.send('Runtime.getHeapUsage')).usedSize };
}

/** Opens the cells that hold most clips, one after the other. @returns how long each took, in milliseconds. */
async function openCells(page: Page, numCells: number): Promise<number[]> {
  return page.evaluate(
    async ({ cells, clips, numCells }) => {
      const sizes = [...document.querySelectorAll<HTMLElement>(cells)]
        .map((cell) => ({
          cell,
          size: Number.parseFloat(cell.firstChild?.textContent?.replaceAll(',', '') ?? '') || 0,
        }))
        .toSorted((a, b) => b.size - a.size);
      const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const times: number[] = [];
      for (const { cell } of sizes.slice(0, numCells)) {
        const former = document.querySelector(clips);
        const startMs = performance.now();
        cell.click();
        do await drawn();
        while (document.querySelector(clips) === former && performance.now() - startMs < 10_000);
        times.push(performance.now() - startMs);
      }
      return times;
    },
    { cells: selectors.cells, clips: selectors.clips, numCells },
  );
}
