/**
 * `npm run bench -- many-clips`: 20,000 clips, links to real ones where there are any, dropped on the Train panel and trained on
 * for one epoch; then the same by the command line. Seconds, the page's longest task, and memory.
 */
import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { listFiles } from '../../src/platform/node/list-files.ts';
import { chromiumOptions } from '../../tests/e2e/harness/chromium.ts';
import { dropPaths } from '../../tests/e2e/harness/drop-paths.ts';
import { buildIfStale, repositoryDir, serveBuild } from '../serve.ts';
import { makeFolder } from './page.ts';
import { formatTask, readTrace, startTrace } from './trace.ts';

const numClips = 20_000;
const config = `data: { validation: { share: 0.05, by: clip } }
model: { encoder: tc-resnet, stemFilters: 16, blockFilters: [24, 32, 48] }
training: { epochs: 1, batchSize: 64 }
`;

/** @returns a folder of clips under their labels, each of the few there are many times over. */
async function linkClips(scratch: string): Promise<{ dir: string; about: string }> {
  const { dir: source, about } = makeFolder(scratch);
  const dir = join(scratch, 'many');
  const clips = (await listFiles(source)).paths.filter((path) => extname(path) === '.wav');
  for (let clip = 0; clip < numClips; clip++) {
    const path = clips[clip % clips.length] ?? '';
    const [label = ''] = path.split('/');
    mkdirSync(join(dir, label), { recursive: true });
    linkSync(join(source, path), join(dir, label, `${clip}.wav`));
  }
  return { dir, about };
}

/** JavaScript of the page and its workers, after a collection, in MB. */
async function measureMemory(page: Page): Promise<string> {
  const { bytes, breakdown } = await page.evaluate(() => performance.measureUserAgentSpecificMemory());
  const ofWorkers = breakdown
    .filter(({ attribution }) => attribution.some(({ scope }) => scope === 'DedicatedWorkerGlobalScope'))
    .reduce((sum, part) => sum + part.bytes, 0);
  return `${(bytes / 1e6).toFixed(0)} MB, ${(ofWorkers / 1e6).toFixed(0)} of them in workers`;
}

declare global {
  interface Performance {
    measureUserAgentSpecificMemory(): Promise<{
      bytes: number;
      breakdown: { bytes: number; attribution: { scope: string }[] }[];
    }>;
  }
}

async function trainInPage(browser: Browser, url: string, dir: string): Promise<void> {
  const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
  await page.goto(`${url}?backend=wasm#train`, { waitUntil: 'networkidle' });
  await page.locator('input[name=train-way][value=folder]').check();
  await page.getByText('Start training').count();
  const traced = async (what: string, work: () => Promise<void>) => {
    await startTrace(browser, page);
    const startMs = performance.now();
    await work();
    const seconds = (performance.now() - startMs) / 1000;
    const trace = readTrace(await browser.stopTracing());
    console.log(`page, ${what}: ${seconds.toFixed(1)} s; ${formatTask(trace)}; ${await measureMemory(page)}`);
  };
  await traced('listed and opened', async () => {
    await dropPaths(page.locator('#panel-train'), [dir]);
    await page.getByTestId('start-training').waitFor({ timeout: 300_000 });
  });
  await page.getByText('As text (YAML)').click();
  await page.locator('#panel-train textarea').fill(config);
  await page.getByTestId('network-facts').getByText('kB').waitFor({ timeout: 60_000 });
  await traced('features and one epoch', async () => {
    await page.getByTestId('start-training').click();
    await page.getByText('is ready').waitFor({ timeout: 600_000 });
  });
}

function trainOnCommandLine(scratch: string, dir: string): void {
  const file = join(scratch, 'training.yaml');
  writeFileSync(file, config);
  const tellMemory =
    "process.on('exit', () => process.stdout.write(`${Math.round(process.resourceUsage().maxRSS / 1000)} MB at most`))";
  const startMs = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--import',
      'tsx',
      '--import',
      `data:text/javascript,${encodeURIComponent(tellMemory)}`,
      'src/cli/main.ts',
      'train',
      '--config',
      file,
      '--root_dir',
      dir,
      '--out',
      join(scratch, 'model.zip'),
    ],
    { cwd: repositoryDir, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`The command line ended with ${status}: ${stderr}`);
  const seconds = (performance.now() - startMs) / 1000;
  console.log(`command line, all of it: ${seconds.toFixed(1)} s; ${stdout.split('\n').at(-1)}`);
}

/** Measures and prints. */
export async function benchManyClips(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'bench-'));
  await buildIfStale();
  const { url, server } = await serveBuild(0);
  // Otherwise memory is told once in a while.
  const args = ['--enable-blink-features=ForceEagerMeasureMemory'];
  const browser = await chromium.launch(chromiumOptions({ args }).launchOptions);
  try {
    const { dir, about } = await linkClips(scratch);
    console.log(
      `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}; WASM; TC-ResNet 16/24/32/48; ${numClips} clips: ${about}, many times over`,
    );
    await trainInPage(browser, url, dir);
    trainOnCommandLine(scratch, dir);
  } finally {
    await browser.close();
    await server.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}
