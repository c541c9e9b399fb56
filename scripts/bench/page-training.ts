/**
 * `npm run bench -- page-training`: trains a small TC-ResNet on 300 dropped clips in Chromium on WASM, beside the command
 * line. Seconds an epoch, how busy the training worker is, the longest task of the page's main thread, and what TensorFlow.js
 * and the page hold from epoch to epoch.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { array, number, object, parse } from 'valibot';
import { runCli } from '../../src/cli/run-cli.ts';
import { chromiumOptions } from '../../tests/e2e/harness/chromium.ts';
import { dropPaths } from '../../tests/e2e/harness/drop-paths.ts';
import { buildIfStale, repositoryDir, serveBuild } from '../serve.ts';
import { makeFolder } from './page.ts';
import { readTrace, startTrace } from './trace.ts';

const numEpochs = 21;
const config = `data: { validation: { share: 0.1, by: clip } }
model: { encoder: tc-resnet, stemFilters: 16, blockFilters: [24, 32, 48] }
training:
  epochs: ${numEpochs}
  batchSize: 32
  optimizer: { name: adamw, learningRate: 0.003 }
augmentation: { shiftSec: 0.1, speed: 0.1, gainDb: 6, specAugment: {} }
seed: 1
`;

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

interface Seen {
  readonly seconds: number[];
  readonly numTensors: number[];
  readonly numBytes: number[];
}

declare global {
  interface Window {
    seen: Seen;
  }
}

/** Notes each epoch, and with `isWeighed` what TensorFlow.js holds after it. */
async function watch(page: Page, isWeighed: boolean): Promise<void> {
  await page.evaluate((isWeighed) => {
    window.seen = { seconds: [], numTensors: [], numBytes: [] };
    const { trainer } = window.phonoscope;
    const start = trainer.start.bind(trainer);
    trainer.start = (argument, options) =>
      start(argument, {
        ...options,
        onProgress: (progress) => {
          options?.onProgress?.(progress);
          if (progress.kind !== 'epoch') return;
          window.seen.seconds.push(progress.record.seconds);
          if (!isWeighed) return;
          void trainer.memory().then(({ numTensors, numBytes }) => {
            window.seen.numTensors.push(numTensors);
            window.seen.numBytes.push(numBytes);
          });
        },
      });
  }, isWeighed);
}

/** What the page's own JavaScript holds, after a collection, once an epoch until the last, in MB. */
async function weighHeap(page: Page): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  const weights: number[] = [];
  for (let epoch = 1; epoch <= numEpochs; epoch++) {
    await page.waitForFunction((wanted) => window.seen.seconds.length >= wanted, epoch);
    await session.send('HeapProfiler.collectGarbage');
    weights.push((await session.send('Runtime.getHeapUsage')).usedSize / 1e6);
  }
  return weights;
}

async function trainInPage(url: string, dir: string, isWeighed: boolean) {
  const browser = await chromium.launch(chromiumOptions().launchOptions);
  try {
    return await trainIn(browser, url, dir, isWeighed);
  } finally {
    await browser.close();
  }
}

async function trainIn(browser: Browser, url: string, dir: string, isWeighed: boolean) {
  const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
  // tsx marks functions with a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.goto(`${url}?backend=wasm#train`, { waitUntil: 'networkidle' });
  await page.locator('input[name=train-way][value=folder]').check();
  await page.getByText('Start training').count();
  await startTrace(browser, page);
  await dropPaths(page.locator('#panel-train'), [dir]);
  await page.getByTestId('start-training').waitFor();
  const opening = readTrace(await browser.stopTracing());
  await page.getByText('As text (YAML)').click();
  await page.locator('#panel-train textarea').fill(config);
  await page.getByTestId('network-facts').getByText('kB').waitFor();
  await watch(page, isWeighed);
  await startTrace(browser, page);
  await page.getByTestId('start-training').click();
  const heapMb = isWeighed ? await weighHeap(page) : [];
  await page.getByText('is ready').waitFor({ timeout: 120_000 });
  const training = readTrace(await browser.stopTracing());
  const seen = await page.evaluate(() => window.seen);
  return { opening, training, seen, heapMb };
}

async function trainOnCommandLine(scratch: string, dir: string): Promise<number[]> {
  const file = join(scratch, 'training.yaml');
  writeFileSync(file, config);
  let output = '';
  const code = await runCli(
    ['train', '--config', file, '--root_dir', dir, '--out', join(scratch, 'model.zip'), '--json'],
    {
      cwd: repositoryDir,
      env: {},
      isInteractive: false,
      stdout: (text) => void (output += text),
      stderr: () => undefined,
      nowMs: () => performance.now(),
    },
  );
  if (code !== 0) throw new Error(`The command line ended with ${code}.`);
  return parse(object({ epochs: array(object({ seconds: number() })) }), JSON.parse(output)).epochs.map(
    ({ seconds }) => seconds,
  );
}

/** Measures and prints. */
export async function benchPageTraining(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'bench-'));
  await buildIfStale();
  const { url, server } = await serveBuild(0);
  try {
    const { dir, about } = makeFolder(scratch);
    const processor = `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}`;
    console.log(`${processor}; WASM; TC-ResNet 16/24/32/48 on 300 clips: ${about}; ${numEpochs} epochs`);
    const { opening, training, seen } = await trainInPage(url, dir, false);
    const weighed = await trainInPage(url, dir, true);
    const commandLine = await trainOnCommandLine(scratch, dir);
    console.log(
      `seconds an epoch, middle of all but the first: page ${middle(seen.seconds.slice(1)).toFixed(3)}, command line ${middle(commandLine.slice(1)).toFixed(3)}`,
    );
    console.log(`training worker busy: ${(100 * training.busyShare).toFixed(0)} % of the time`);
    console.log(
      `longest task of the main thread (of processor time): ${opening.longestMs.toFixed(1)} ms (${opening.processorMs.toFixed(1)}) while the clips are opened, ${training.longestMs.toFixed(1)} ms (${training.processorMs.toFixed(1)}) while it trains`,
    );
    const { numTensors, numBytes } = weighed.seen;
    console.log(`tensors after each epoch: ${numTensors.join(' ')}`);
    console.log(`heap of the page: ${weighed.heapMb.map((mb) => mb.toFixed(1)).join(' ')} MB`);
    console.log(`their bytes: from ${numBytes[0]} to ${numBytes.at(-1)}`);
  } finally {
    await server.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}
