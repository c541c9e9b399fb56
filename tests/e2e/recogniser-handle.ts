import type { Page, Worker } from '@playwright/test';
import { expect } from './harness/test.ts';
import type { ModelTrainer } from '../../src/workers/model-trainer.ts';
import type { Recogniser } from '../../src/workers/recogniser.ts';
import type { WorkerRole } from '../../src/workers/start-worker.ts';

declare global {
  interface Window {
    /** What the page offers in its console: docs/console.md. */
    readonly phonoscope: { readonly recogniser: Recogniser; readonly trainer: ModelTrainer };
    /** Clips that `loadSampleClips` has fetched. */
    sampleClips: { path: string; label: string; file: Blob }[];
  }
}

/** Opens the page, starts the workers and fetches the shipped sample folder into `window.sampleClips`. */
export async function openWithSamples(page: Page, query = ''): Promise<void> {
  await page.goto(`./${query}`);
  await page.evaluate(async () => {
    await window.phonoscope.recogniser.warmUp();
    const index: { path: string; label: string }[] = await (await fetch('samples/digits/index.json')).json();
    window.sampleClips = await Promise.all(
      index.map(async ({ path, label }) => {
        const response = await fetch(`samples/digits/${path}`);
        return { path, label, file: await response.blob() };
      }),
    );
  });
  expect(await page.evaluate(() => window.sampleClips.length)).toBeGreaterThanOrEqual(10);
}

/** The running workers of a role, the oldest first. All have one script; their names tell them apart. */
export async function workersOf(page: Page, role: WorkerRole): Promise<readonly Worker[]> {
  const workers = page.workers();
  const names = await Promise.all(workers.map((worker) => worker.evaluate(() => self.name).catch(() => '')));
  return workers.filter((_worker, i) => names[i] === role);
}

/** The running worker of a role, the youngest if there are several. */
export async function workerOf(page: Page, role: WorkerRole): Promise<Worker> {
  const worker = (await workersOf(page, role)).at(-1);
  if (worker === undefined) throw new Error(`No ${role} worker runs.`);
  return worker;
}

/** For `Worker.evaluate`: ends the worker with an error that nobody catches. */
export const crash = (): void => {
  setTimeout(() => {
    throw new Error('crash on purpose');
  });
};
