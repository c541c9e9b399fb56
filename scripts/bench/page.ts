/**
 * `npm run bench -- page`: the production build in Chromium on WASM. How many clips a second an evaluation does, the longest
 * task on the main thread meanwhile, and how long a first visit takes to its first prediction.
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { chromiumOptions } from '../../tests/e2e/harness/chromium.ts';
import { dropPaths } from '../../tests/e2e/harness/drop-paths.ts';
import { speechDataDir } from '../../tests/e2e/harness/speech-data.ts';
import { buildIfStale, repositoryDir, serveBuild } from '../serve.ts';
import { measureLiveRate } from './live-rate.ts';
import { readTrace, startTrace } from './trace.ts';

const numClips = 300;
const numVisits = 5;

/** The official FSDD test split, or where there are no recordings the shipped samples, five times over. */
export function makeFolder(scratch: string): { dir: string; about: string } {
  const fsdd = speechDataDir('fsdd');
  if (fsdd !== null) return { dir: join(fsdd, 'test'), about: 'FSDD, official test split' };
  const dir = join(scratch, 'samples');
  const samples = join(repositoryDir, 'public', 'samples', 'digits');
  for (const label of readdirSync(samples, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    mkdirSync(join(dir, label.name), { recursive: true });
    for (const file of readdirSync(join(samples, label.name))) {
      for (let copy = 1; copy <= 5; copy++) {
        cpSync(join(samples, label.name, file), join(dir, label.name, `${copy}-${file}`));
      }
    }
  }
  return { dir, about: 'the shipped samples, five times over' };
}

async function evaluateFolder(browser: Browser, url: string, dir: string, isTraced: boolean) {
  const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
  await page.goto(`${url}?backend=wasm#evaluate`, { waitUntil: 'networkidle' });
  // Playwright brings its own script into the page on first use, which must not be counted as the page's.
  await page.getByText('Finished').count();
  if (isTraced) await startTrace(browser, page);
  const startMs = performance.now();
  await dropPaths(page.locator('body'), [dir]);
  await page.getByText(`Finished: ${numClips} clips`).first().waitFor({ timeout: 300_000 });
  const seconds = (performance.now() - startMs) / 1000;
  const longest = isTraced ? readTrace(await browser.stopTracing()) : { longestMs: 0, processorMs: 0 };
  const shown = await page.getByText('Clips per second').locator('xpath=..').innerText();
  await page.context().close();
  return { seconds, longest, shownPerSec: Number(/\n([\d,.]+)\n/.exec(shown)?.[1]) };
}

async function visitFirstTime(url: string): Promise<number> {
  const browser = await chromium.launch(chromiumOptions().launchOptions);
  const page = await browser.newPage({ locale: 'en-US' });
  const startMs = performance.now();
  await page.goto(`${url}?backend=wasm`);
  await page.getByRole('button', { name: 'seven', exact: true }).click();
  await page.getByTestId('word').getByText(/\w/).waitFor();
  const ms = performance.now() - startMs;
  await browser.close();
  return ms;
}

/** Measures and prints. */
export async function benchPage(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'bench-'));
  await buildIfStale();
  const { url, server } = await serveBuild(0);
  try {
    const { dir, about } = makeFolder(scratch);
    console.log(
      `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}; Chromium, WASM; ${numClips} clips: ${about}`,
    );
    const browser = await chromium.launch(chromiumOptions().launchOptions);
    const plain = await evaluateFolder(browser, url, dir, false);
    const traced = await evaluateFolder(browser, url, dir, true);
    await browser.close();
    console.log(`clips per second: ${plain.shownPerSec} as shown by the page`);
    console.log(
      `from drop to matrix: ${plain.seconds.toFixed(2)} s, starting TensorFlow.js and loading the model included`,
    );
    const { longestMs, processorMs } = traced.longest;
    console.log(
      `longest task of the main thread: ${longestMs.toFixed(1)} ms (of processor time: ${processorMs.toFixed(1)} ms)`,
    );
    console.log(`live mode: ${(await measureLiveRate(url)).toFixed(1)} predictions a second on the screen`);
    const visitsMs: number[] = [];
    for (let visit = 0; visit < numVisits; visit++) visitsMs.push(await visitFirstTime(url));
    const sorted = visitsMs.toSorted((a, b) => a - b).map((ms) => (ms / 1000).toFixed(2));
    console.log(
      `cold page to first prediction: ${sorted[Math.floor(numVisits / 2)]} s (median of ${sorted.join(', ')})`,
    );
  } finally {
    await server.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}
