import type { Page } from '@playwright/test';
import { encodeWav } from '../../src/core/audio/encode-wav.ts';
import { crash, openWithSamples, workersOf } from './recogniser-handle.ts';
import { expect, test } from './harness/test.ts';

const featuresWorkers = (page: Page) => workersOf(page, 'features');

/** Makes the page believe that the machine has so many cores. */
async function pretendCores(page: Page, numCores: number): Promise<void> {
  await page.addInitScript((value) => {
    Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => value });
  }, numCores);
}

/** Evaluates the sample folder six times over. */
function evaluateSamples(page: Page) {
  return page.evaluate(async () => {
    const clips = Array.from({ length: 6 }, (_, copy) =>
      window.sampleClips.map(({ path, label, file }) => ({ path: `${copy}/${path}`, label, file })),
    ).flat();
    const { heard, unreadable } = await window.phonoscope.recogniser.evaluate(clips);
    return { numClips: clips.length, clips: [...heard.clips], scores: [...heard.scores], unreadable };
  });
}

/** Counts the messages that come to each features worker from now on. */
async function countMessages(page: Page): Promise<() => Promise<readonly number[]>> {
  const counters = await Promise.all(
    (await featuresWorkers(page)).map((worker) =>
      worker.evaluateHandle(() => {
        const counter = { numMessages: 0 };
        addEventListener('message', () => (counter.numMessages += 1));
        return counter;
      }),
    ),
  );
  return () => Promise.all(counters.map((counter) => counter.evaluate(({ numMessages }) => numMessages)));
}

test('several features workers give what one gives, in the same order', async ({ page, context }) => {
  await pretendCores(page, 4);
  await openWithSamples(page, '?backend=wasm');
  expect(await featuresWorkers(page)).toHaveLength(1);
  await evaluateSamples(page);
  expect(await featuresWorkers(page)).toHaveLength(3);
  const messages = await countMessages(page);
  const byThree = await evaluateSamples(page);
  for (const numMessages of await messages()) expect(numMessages).toBeGreaterThan(0);

  const other = await context.newPage();
  await pretendCores(other, 2);
  await openWithSamples(other, '?backend=wasm');
  const byOne = await evaluateSamples(other);
  expect(await featuresWorkers(other)).toHaveLength(1);
  expect(byThree.clips).toEqual(Array.from({ length: byThree.numClips }, (_, clip) => clip));
  expect(byThree).toEqual(byOne);
});

test('a features worker that crashes does not lose the run', async ({ page, guard }) => {
  guard.allow(/crash on purpose/);
  await pretendCores(page, 3);
  await openWithSamples(page, '?backend=wasm');
  const whole = await evaluateSamples(page);
  expect(await featuresWorkers(page)).toHaveLength(2);
  // Long silent clips cost a features worker ten times as much as the model, so that each always has one to do.
  const header = [...encodeWav(new Float32Array(16_000 * 30), 16_000).subarray(0, 44)];
  const running = page.evaluate(async (bytes) => {
    const file = new Blob([Uint8Array.from(bytes), new Uint8Array(2 * 16_000 * 30)]);
    const long = Array.from({ length: 320 }, (_, i) => ({ path: `long/${i}.wav`, label: 'zero', file }));
    const onProgress = ({ done }: { done: number }) => {
      if (done > 0) document.documentElement.dataset['isRunning'] = 'yes';
    };
    const clips = [...long, ...window.sampleClips];
    const { heard } = await window.phonoscope.recogniser.evaluate(clips, { onProgress });
    return { numLong: long.length, clips: [...heard.clips], scores: [...heard.scores] };
  }, header);
  await page.locator('html[data-is-running]').waitFor();
  const [, second] = await featuresWorkers(page);
  await second?.evaluate(crash);
  const { numLong, clips, scores } = await running;
  expect(await featuresWorkers(page)).not.toContain(second);
  const numSamples = whole.numClips / 6;
  expect(clips).toEqual(Array.from({ length: numLong + numSamples }, (_, clip) => clip));
  const numLabels = whole.scores.length / whole.numClips;
  expect(scores.slice(numLong * numLabels)).toEqual(whole.scores.slice(0, numSamples * numLabels));
});
