import { chromiumOptions } from './harness/chromium.ts';
import { expect, test } from './harness/test.ts';
import { openWithSamples, workerOf } from './recogniser-handle.ts';

test.use(chromiumOptions({ hasWebGpu: true }));

test('a software adapter is not chosen by itself', async ({ page }) => {
  await page.goto('./');
  await expect
    .poll(() => page.evaluate(() => window.phonoscope.recogniser.getSnapshot().backend))
    .toMatchObject({ name: 'wasm', reason: 'software-adapter' });
});

test('WebGPU gives the scores of WASM to 1e-3 for ten clips', async ({ page }) => {
  test.setTimeout(180_000);
  await openWithSamples(page, '?backend=webgpu');
  const { difference, names, numScores, numExpected } = await page.evaluate(async () => {
    const { recogniser } = window.phonoscope;
    const clips = window.sampleClips.filter((_clip, i) => i % 5 === 0).slice(0, 10);
    const onGpu = await recogniser.evaluate(clips);
    recogniser.setBackend('wasm');
    const onWasm = await recogniser.evaluate(clips);
    const { scores } = onWasm.heard;
    const distances = onGpu.heard.scores.map((score, i) => Math.abs(score - (scores[i] ?? NaN)));
    return {
      difference: Math.max(...distances),
      names: [onGpu.backend.name, onWasm.backend.name],
      numScores: scores.length,
      numExpected: 10 * onWasm.metadata.labels.length,
    };
  });
  expect(names).toEqual(['webgpu', 'wasm']);
  expect(numScores).toBe(numExpected);
  test.info().annotations.push({ type: 'largest difference', description: String(difference) });
  expect(difference).toBeLessThan(1e-3);
});

test('goes on with WASM when the graphics device is lost', async ({ page, guard }) => {
  guard.allow(/[Dd]evice|WebGPU/);
  test.setTimeout(180_000);
  await openWithSamples(page, '?backend=webgpu');
  // TensorFlow.js keeps its engine in this global of the worker.
  const hasDevice = await (
    await workerOf(page, 'model')
  ).evaluate(
    `(() => { const device = self._tfengine?.backend?.device; device?.destroy(); return device !== undefined; })()`,
  );
  expect(hasDevice).toBe(true);
  const { numPredictions, backend } = await page.evaluate(async () => {
    const { recogniser } = window.phonoscope;
    const { heard } = await recogniser.evaluate(window.sampleClips.slice(0, 8));
    return { numPredictions: heard.clips.length, backend: recogniser.getSnapshot().backend };
  });
  expect(numPredictions).toBe(8);
  expect(backend).toMatchObject({ name: 'wasm', reason: 'webgpu-failed' });
});
