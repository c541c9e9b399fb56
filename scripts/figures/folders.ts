import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import * as v from 'valibot';
import { chromiumOptions } from '../../tests/e2e/harness/chromium.ts';
import { makeFolder } from '../bench/page.ts';
import { buildIfStale, repositoryDir, serveBuild } from '../serve.ts';
import { makeClips } from './folders/make-clips.ts';
import { type FolderFigures, measureFolder } from './folders/measure-folder.ts';
import { evaluateWithTorch, type TorchEvaluation } from './folders/torch-evaluation.ts';
import { createReport, type Report } from './models/report.ts';

/** In turns with PyTorch: other programs of the machine slow now the one, now the other. */
const numRounds = 5;
/** Of the largest only the ends are traced: hundreds of millions of events would not fit. */
const folders = [
  { numClips: 10_000, traced: 'all' },
  { numClips: 50_000, traced: 'ends' },
] as const;
const bars = { heapMb: 100, taskMs: 50, openMs: 100, numRows: 200, timesTorch: 1, numDiffering: 2 };

/**
 * `npm run figures -- folders`: 10,000 and 50,000 clips, copies of real ones where there are any, dropped on the Evaluate panel
 * of the production build in Chromium on WASM; and 10,000 with PyTorch.
 *
 * @returns false when a bar is missed.
 */
export async function folderFigures(): Promise<boolean> {
  const scratch = mkdtempSync(join(tmpdir(), 'folders-'));
  await buildIfStale();
  const { url, server } = await serveBuild(0);
  const browser = await chromium.launch(chromiumOptions().launchOptions);
  const report = createReport();
  try {
    const { dir: source, about } = makeFolder(scratch);
    const where = `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, Chromium ${browser.version()}, WASM`;
    console.log(`${where}; ${about}, many times over`);
    for (const { numClips, traced } of folders) {
      const dir = join(scratch, String(numClips));
      await makeClips(source, dir, numClips);
      const figures = await evaluateInPage(browser, url, dir, { numClips, traced });
      tellFigures(report, numClips, figures);
      if (traced === 'all') {
        const evaluate = async () =>
          (await evaluateInPage(browser, url, dir, { numClips, traced: null })).seconds;
        await compareWithTorch(report, dir, scratch, evaluate);
      }
      rmSync(dir, { recursive: true });
    }
    return report.isMet();
  } finally {
    await browser.close();
    await server.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function evaluateInPage(
  browser: Browser,
  url: string,
  dir: string,
  options: Parameters<typeof measureFolder>[3],
): Promise<FolderFigures> {
  const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
  // tsx marks functions with a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.goto(`${url}?backend=wasm#evaluate`, { waitUntil: 'networkidle' });
  const figures = await measureFolder(browser, page, dir, options);
  await page.context().close();
  return figures;
}

function tellFigures({ say }: Report, numClips: number, figures: FolderFigures): void {
  const { seconds, heapGrowth, tensorGrowth, tasks, openMs, numRows } = figures;
  const heapMb = heapGrowth / 1e6;
  console.log(`${numClips.toLocaleString('en-US')} clips, dropped as a folder:`);
  say(`  ${seconds.toFixed(1)} s from the drop to the end, ${(numClips / seconds).toFixed(0)} clips/s`);
  say(`  the page's heap grew by ${heapMb.toFixed(1)} MB (bar ${bars.heapMb})`, heapMb <= bars.heapMb);
  say(`  tensors: ${tensorGrowth} more (bar 0)`, tensorGrowth === 0);
  if (tasks !== null) {
    const { longestMs, processorMs } = tasks;
    // What other programs take from the page is none of its doing.
    say(
      `  longest task of the main thread: ${processorMs.toFixed(1)} ms of processor time (bar ${bars.taskMs}), ${longestMs.toFixed(1)} ms with other programs' turns`,
      processorMs <= bars.taskMs,
    );
  }
  say(
    `  a cell opens in ${openMs.median.toFixed(0)} ms (bar ${bars.openMs}; the longest ${openMs.longest.toFixed(0)})`,
    openMs.median <= bars.openMs,
  );
  say(`  rows in the page: ${numRows} (bar ${bars.numRows})`, numRows <= bars.numRows);
}

async function compareWithTorch(
  report: Report,
  dir: string,
  scratch: string,
  evaluate: () => Promise<number>,
): Promise<void> {
  const pageSec: number[] = [];
  const torchSec: number[] = [];
  let torch: TorchEvaluation | null = null;
  for (let round = 0; round < numRounds; round++) {
    torch = await evaluateWithTorch(dir, scratch);
    if (torch === null) {
      console.log('  PyTorch: skipped, Debian’s python3-torch and python3-torchaudio are not there.');
      return;
    }
    torchSec.push(torch.seconds);
    pageSec.push(await evaluate());
  }
  if (torch === null) return;
  const { clips } = torch;
  const times = medianOf(torchSec) / medianOf(pageSec);
  const speedsOf = (seconds: readonly number[]) => seconds.map((sec) => (clips / sec).toFixed(0)).join(', ');
  report.say(
    `  the page ${(clips / medianOf(pageSec)).toFixed(0)} clips/s, PyTorch ${torch.torch} with torchaudio ${torch.torchaudio} and two workers ${(clips / medianOf(torchSec)).toFixed(0)}: ${times.toFixed(2)} × (bar ${bars.timesTorch}; medians of ${speedsOf(pageSec)} and, in turns, ${speedsOf(torchSec)})`,
    times >= bars.timesTorch,
  );
  const numRight = countRight(dir);
  report.say(
    `  right: ${numRight} here, ${torch.right} there (bar: ${bars.numDiffering} apart)`,
    Math.abs(numRight - torch.right) <= bars.numDiffering,
  );
}

const evaluationSchema = v.object({ numClips: v.number(), accuracy: v.number() });

/** How many clips the command line gets right, which gives the page's figures. */
function countRight(dir: string): number {
  const args = ['--import', 'tsx', 'src/cli/main.ts', 'evaluate', '--root_dir', dir, '--json'];
  const output = execFileSync(process.execPath, args, {
    cwd: repositoryDir,
    encoding: 'utf8',
    maxBuffer: 1e9,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const { numClips, accuracy } = v.parse(evaluationSchema, JSON.parse(output));
  return Math.round(accuracy * numClips);
}

/** Of an odd number of values. */
function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
