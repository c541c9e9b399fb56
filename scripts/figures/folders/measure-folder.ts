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
  /** Tasks of the main thread; null where nothing was traced. */
  readonly tasks: Pick<TraceFigures, 'longestMs' | 'processorMs'> | null;
  /** From a press on a cell to its clips on the screen: the median of several cells, and the longest. */
  readonly openMs: { readonly median: number; readonly longest: number };
  /** Rows of lists and tables in the page once a cell is open. */
  readonly numRows: number;
};

export type FolderOptions = {
  readonly numClips: number;
  /**
   * Notes the tasks of the main thread, which takes memory and some time: all of them, or those until the first progress and
   * from nine tenths on. The others are as long with many clips as with few.
   */
  readonly traced: 'all' | 'ends' | null;
};

/** Opens the Evaluate panel, lets it evaluate the sample folder so that all is loaded, then drops a folder and measures. */
export async function measureFolder(
  browser: Browser,
  page: Page,
  dir: string,
  { numClips, traced }: FolderOptions,
): Promise<FolderFigures> {
  const session = await page.context().newCDPSession(page);
  await page.getByRole(selectors.sampleFolder.role, { name: selectors.sampleFolder.name }).click();
  await waitForEnd(page, 60);
  await openCells(page, 3);
  const before = await measureMemory(page, session);
  if (traced !== null) await startTrace(browser, page);
  const startMs = performance.now();
  await dropPaths(page.locator(selectors.dropTarget).first(), [dir]);
  const parts: TraceFigures[] = [];
  if (traced === 'ends') {
    await waitForShare(page, numClips, 0);
    parts.push(readTrace(await browser.stopTracing()));
    await waitForShare(page, numClips, 0.9);
    await startTrace(browser, page);
  }
  await waitForEnd(page, numClips);
  const seconds = (performance.now() - startMs) / 1000;
  if (traced !== null) parts.push(readTrace(await browser.stopTracing()));
  const openedMs = (await openCells(page, 9)).toSorted((a, b) => a - b);
  const numRows = await page.locator(selectors.rows).count();
  const after = await measureMemory(page, session);
  await session.detach();
  return {
    seconds,
    tasks: parts.length === 0 ? null : longestOf(parts),
    numRows,
    heapGrowth: after.heapBytes - before.heapBytes,
    tensorGrowth: after.numTensors - before.numTensors,
    openMs: { median: openedMs[Math.floor(openedMs.length / 2)] ?? NaN, longest: openedMs.at(-1) ?? NaN },
  };
}

function longestOf(parts: readonly TraceFigures[]): Pick<TraceFigures, 'longestMs' | 'processorMs'> {
  return {
    longestMs: Math.max(...parts.map(({ longestMs }) => longestMs)),
    processorMs: Math.max(...parts.map(({ processorMs }) => processorMs)),
  };
}

/** Waits until so many of the clips are done; seldom asked for, because every question is a task of the page. */
async function waitForShare(page: Page, numClips: number, share: number): Promise<void> {
  const wanted = { total: numClips.toLocaleString('en-US'), least: share * numClips };
  await page.waitForFunction(
    ({ total, least }) => {
      const found = new RegExp(`([\\d,]+) of ${total} clips`).exec(document.body.textContent ?? '');
      return found !== null && Number(found[1]?.replaceAll(',', '')) >= least;
    },
    wanted,
    { polling: 500, timeout: 600_000 },
  );
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
