/**
 * `npm run bench -- long-table`: a folder of 100,000 clips, links to one, whose labels stand in a table: opened in Evaluate, then its
 * labels looked at in the dialog. Seconds, and the page's longest task.
 */
import { copyFileSync, linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumOptions } from '../../tests/e2e/harness/chromium.ts';
import { dropPaths } from '../../tests/e2e/harness/drop-paths.ts';
import { buildIfStale, repositoryDir, serveBuild } from '../serve.ts';
import { formatTask, readTrace, startTrace } from './trace.ts';

const numClips = 100_000;
/** A file can have some 60,000 names. */
const linksPerFile = 50_000;
const words = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const sample = join(repositoryDir, 'public', 'samples', 'digits', 'one', 'flite-slt.wav');

function makeSurvey(dir: string): void {
  mkdirSync(join(dir, 'audio'), { recursive: true });
  const rows = ['file_name,label,speaker'];
  let copy = '';
  for (let clip = 0; clip < numClips; clip++) {
    const path = `audio/clip-${String(clip).padStart(6, '0')}.wav`;
    if (clip % linksPerFile === 0) {
      copy = join(dir, path);
      copyFileSync(sample, copy);
    } else linkSync(copy, join(dir, path));
    rows.push(`${path},${words[clip % words.length]},speaker ${clip % 50}`);
  }
  writeFileSync(join(dir, 'metadata.csv'), rows.join('\n'));
}

async function measure(browser: Browser, page: Page, dir: string): Promise<void> {
  const traced = async (what: string, work: () => Promise<void>) => {
    await startTrace(browser, page);
    const startMs = performance.now();
    await work();
    const seconds = (performance.now() - startMs) / 1000;
    console.log(`${what}: ${seconds.toFixed(1)} s; ${formatTask(readTrace(await browser.stopTracing()))}`);
  };
  const dialog = page.getByRole('dialog');
  const labels = dialog.getByRole('combobox', { name: 'Column with the label' });
  const isDone = async (text: string) => {
    await dialog.getByText(text).first().waitFor({ state: 'attached', timeout: 60_000 });
    await dialog.getByRole('button', { name: 'Apply', disabled: false }).waitFor();
  };
  await traced('from the drop to the first clips', async () => {
    await dropPaths(page.locator('header').first(), [dir]);
    await page
      .getByText(/^[1-9][\d,]* of 100,000 clips/)
      .first()
      .waitFor({ timeout: 300_000 });
  });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page
    .getByText(/^Cancelled\./)
    .first()
    .waitFor();
  await traced('the dialog is opened', async () => {
    await page.getByRole('button', { name: 'Labels …' }).click();
    await isDone('100,000 of 100,000 clips have a label the model knows');
  });
  await traced('another column is chosen', async () => {
    await labels.selectOption('speaker');
    await isDone('speaker 49');
  });
  await traced('a pattern is typed', async () => {
    await dialog.getByRole('radio', { name: 'Pattern' }).check();
    await dialog.getByRole('textbox', { name: 'Pattern' }).pressSequentially('audio/{label}-{take}.wav');
    await isDone('take 000000');
  });
}

/** Measures and prints. */
export async function benchLongTable(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-'));
  await buildIfStale();
  const { url, server } = await serveBuild(0);
  const browser = await chromium.launch(chromiumOptions().launchOptions);
  try {
    console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'processor'}; ${numClips} clips and rows`);
    makeSurvey(dir);
    const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
    await page.goto(`${url}?backend=wasm#evaluate`, { waitUntil: 'networkidle' });
    await page.getByRole('button', { name: 'Try the sample folder' }).click();
    await page.getByText('Finished: 60 clips').first().waitFor({ timeout: 60_000 });
    await measure(browser, page, dir);
  } finally {
    await browser.close();
    await server.close();
    rmSync(dir, { recursive: true, force: true });
  }
}
