/**
 * `npm run figures -- teach`: Teach in Chromium on WASM. Four words of eight takes from a microphone, to the first model and
 * to the last; and how the panel opens with a thousand takes in storage.
 */
import { cpus } from 'node:os';
import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumOptions } from '../../tests/e2e/harness/chromium.ts';
import { addWord, recordWord, takesOf, useSpokenMicrophone } from '../../tests/e2e/teach-page.ts';
import { readTrace, startTrace, type TraceFigures } from '../bench/trace.ts';
import { buildIfStale, serveBuild } from '../serve.ts';

const words = ['one', 'two', 'seven', 'nine'];
const takesPerWord = 8;
const bars = { firstSec: 10, wholeSec: 90, taskMs: 50, openSec: 1 };
const stored = { numWords: 20, takesPerWord: 50 };

declare global {
  interface Window {
    /** Lengths of the main thread's tasks above 50 ms. */
    longTasks: number[];
  }
}

async function openPage(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
  // tsx marks functions with a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longTasks.push(Math.round(duration));
    }).observe({ type: 'longtask', buffered: true });
  });
  return page;
}

async function teachFourWords(browser: Browser, url: string) {
  const page = await openPage(browser);
  await useSpokenMicrophone(page);
  await page.goto(`${url}?backend=wasm#train`, { waitUntil: 'networkidle' });
  await startTrace(browser, page);
  for (const word of words) await addWord(page, word);
  for (const word of words) await recordWord(page, word, takesPerWord);
  const recording = readTrace(await browser.stopTracing());
  const lesson = page.getByTestId('lesson');
  await startTrace(browser, page);
  await lesson.getByRole('button', { name: 'Teach', exact: true }).click();
  await page.locator('[data-testid=lesson][data-status=done]').waitFor({ timeout: 600_000 });
  return {
    firstSec: Number(await lesson.getAttribute('data-first-sec')),
    wholeSec: Number(await lesson.getAttribute('data-whole-sec')),
    right: await page.getByTestId('lesson-figure').innerText(),
    recording,
    learning: readTrace(await browser.stopTracing()),
  };
}

/** Puts takes into the browser's storage, as the page itself keeps them. */
async function storeTakes(page: Page, take: Buffer): Promise<void> {
  await page.evaluate(
    async ({ numWords, takesPerWord, wav }) => {
      const bytes = Uint8Array.from(atob(wav), (char) => char.charCodeAt(0));
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('phonoscope');
        opening.addEventListener('success', () => resolve(opening.result));
        opening.addEventListener('error', () => reject(new Error('no database')));
      });
      const transaction = database.transaction('takes', 'readwrite');
      for (let index = 0; index < numWords * takesPerWord; index++) {
        const envelope = Uint8Array.from({ length: 32 }, (_, i) => 255 * Math.sin((i / 32) * Math.PI));
        transaction.objectStore('takes').put({
          id: `take ${index}`,
          word: `word ${index % numWords}`,
          speaker: '0000000a',
          wav: new Blob([bytes], { type: 'audio/wav' }),
          durationSec: 0.6,
          envelope,
          isHeldOut: index % 4 === 2,
          addedMs: index,
        });
      }
      await new Promise((resolve) => transaction.addEventListener('complete', resolve));
      database.close();
    },
    { ...stored, wav: take.toString('base64') },
  );
}

async function openThousandTakes(page: Page, url: string) {
  await page.goto(`${url}?backend=wasm#train`, { waitUntil: 'networkidle' });
  await storeTakes(page, takesOf('seven')[0] ?? Buffer.alloc(0));
  const allWords = page.getByText(`${stored.takesPerWord} takes of`).nth(stored.numWords - 1);
  await page.goto('about:blank');
  const visitMs = performance.now();
  await page.goto(`${url}?backend=wasm#train`);
  await allWords.waitFor();
  const visitSec = (performance.now() - visitMs) / 1000;
  await page.goto('about:blank');
  await page.goto(`${url}?backend=wasm`, { waitUntil: 'networkidle' });
  const openMs = performance.now();
  await page.getByRole('tab', { name: 'Train' }).click();
  await allWords.waitFor();
  const openSec = (performance.now() - openMs) / 1000;
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const heapMb = (await session.send('Runtime.getHeapUsage')).usedSize / 1e6;
  return { openSec, visitSec, heapMb, longTasks: await page.evaluate(() => window.longTasks) };
}

function longestTask(doing: string, { longestMs, processorMs }: TraceFigures): readonly [string, boolean] {
  const line = `longest task of the main thread while it ${doing}: ${longestMs.toFixed(1)} ms from its beginning to its end, bar ${bars.taskMs} ms; ${processorMs.toFixed(1)} ms of processor time`;
  return [line, longestMs <= bars.taskMs];
}

/** Measures and prints; true where all bars are met. */
export async function teachFigures(): Promise<boolean> {
  await buildIfStale();
  const { url, server } = await serveBuild(0);
  const browser = await chromium.launch(chromiumOptions().launchOptions);
  try {
    console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, Chromium ${browser.version()}, WASM`);
    const taught = await teachFourWords(browser, url);
    const opened = await openThousandTakes(await openPage(browser), url);
    const longest = (tasks: readonly number[]) => Math.max(0, ...tasks);
    const lines: readonly (readonly [string, boolean])[] = [
      [
        `${words.length} words × ${takesPerWord} takes: usable after ${taught.firstSec.toFixed(1)} s, bar ${bars.firstSec} s`,
        taught.firstSec <= bars.firstSec,
      ],
      [
        `the whole network after ${taught.wholeSec.toFixed(1)} s, bar ${bars.wholeSec} s`,
        taught.wholeSec <= bars.wholeSec,
      ],
      [`held-out takes: ${taught.right}`, true],
      longestTask('records', taught.recording),
      longestTask('learns', taught.learning),
      [
        `panel with ${stored.numWords * stored.takesPerWord} takes: open ${opened.openSec.toFixed(2)} s after its tab is pressed, bar ${bars.openSec} s; ${opened.visitSec.toFixed(2)} s after the page is called`,
        opened.openSec <= bars.openSec,
      ],
      [`its heap: ${opened.heapMb.toFixed(1)} MB; longest task ${longest(opened.longTasks)} ms`, true],
    ];
    for (const [line, isMet] of lines) console.log(isMet ? line : `${line}   MISSED`);
    return lines.every(([, isMet]) => isMet);
  } finally {
    await browser.close();
    await server.close();
  }
}
