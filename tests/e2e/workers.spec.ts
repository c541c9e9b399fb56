import { expect, test } from './harness/test.ts';
import { crash, openWithSamples, workerOf, workersOf } from './recogniser-handle.ts';

test('a crash of the model worker is told, and the model is loaded anew', async ({ page, guard }) => {
  guard.allow(/crash on purpose/);
  await page.goto('./');
  await page.route(/models\/digits\//, () => undefined);
  const loading = page.evaluate(() =>
    window.phonoscope.recogniser.warmUp().catch((error: { code: string }) => error.code),
  );
  await expect.poll(() => workersOf(page, 'model')).toHaveLength(1);
  await (await workerOf(page, 'model')).evaluate(crash);
  expect(await loading).toBe('worker-crashed');
  const failed = await page.evaluate(() => window.phonoscope.recogniser.getSnapshot());
  expect(failed).toMatchObject({ status: 'failed', error: { code: 'worker-crashed' } });
  await page.unrouteAll();
  await openWithSamples(page);
  // Nothing is pending now: the next clip finds the worker restarted.
  await (await workerOf(page, 'model')).evaluate(crash);
  const { word, status } = await page.evaluate(async () => {
    const { recogniser } = window.phonoscope;
    const { ranked } = await recogniser.classify(window.sampleClips[0]?.file ?? new Blob());
    return { word: ranked[0]?.label, status: recogniser.getSnapshot().status };
  });
  expect(word).toEqual(expect.any(String));
  expect(status).toBe('ready');
});

test('a role that cannot be fetched is a crash of the worker, and is asked for again', async ({
  page,
  guard,
}) => {
  guard.allow(/ERR_FAILED|dynamically imported/);
  await page.goto('./');
  const asked: string[] = [];
  await page.route(/\/model-role-/, async (route) => {
    asked.push(route.request().url());
    await route.abort();
  });
  const code = await page.evaluate(() =>
    window.phonoscope.recogniser.warmUp().catch((error: { code: string }) => error.code),
  );
  expect(code).toBe('worker-crashed');
  await expect.poll(() => asked.length).toBeGreaterThan(1);
  await page.unrouteAll();
  await page.evaluate(() => window.phonoscope.recogniser.warmUp());
  expect(await page.evaluate(() => window.phonoscope.recogniser.getSnapshot().status)).toBe('ready');
});

test('an abort ends an evaluation at once, and the worker stops', async ({ page }) => {
  await openWithSamples(page);
  const result = await page.evaluate(async () => {
    const clips = Array.from({ length: 20 }, () => window.sampleClips).flat();
    const { recogniser } = window.phonoscope;
    const controller = new AbortController();
    let numDone = 0;
    const running = recogniser.evaluate(clips, {
      signal: controller.signal,
      onProgress: ({ done }) => {
        numDone = done;
        if (done > 0) controller.abort();
      },
    });
    const code = await running.catch((error: { code: string }) => error.code);
    const { ranked } = await recogniser.classify(clips[0]?.file ?? new Blob());
    return { code, numDone, numClips: clips.length, word: ranked[0]?.label };
  });
  expect(result.code).toBe('aborted');
  expect(result.word).toBe('zero');
  // The next clip has its answer, and the evaluation has not gone on meanwhile.
  expect(result.numDone).toBeGreaterThan(0);
  expect(result.numDone).toBeLessThan(result.numClips);
});

test('holds as many tensors after 1,000 clips as before', async ({ page }) => {
  test.setTimeout(180_000);
  await openWithSamples(page, '?backend=wasm');
  const { before, after, backend, numClips } = await page.evaluate(async () => {
    const { recogniser } = window.phonoscope;
    const [first] = window.sampleClips;
    if (first === undefined) throw new Error('There are no samples.');
    await recogniser.evaluate(window.sampleClips);
    await recogniser.classify(first.file);
    const before = await recogniser.memory();
    let numClips = 0;
    while (numClips < 980) {
      const { heard } = await recogniser.evaluate(window.sampleClips.slice(0, 980 - numClips));
      numClips += heard.clips.length;
    }
    for (; numClips < 1000; numClips++) await recogniser.classify(first.file);
    return {
      before,
      after: await recogniser.memory(),
      backend: recogniser.getSnapshot().backend?.name,
      numClips,
    };
  });
  expect(backend).toBe('wasm');
  expect(numClips).toBe(1000);
  expect(before.numTensors).toBeGreaterThan(0);
  expect(after).toEqual(before);
});

test('says WASM, and why, without an adapter', async ({ page }) => {
  await page.goto('./');
  await expect
    .poll(() => page.evaluate(() => window.phonoscope.recogniser.getSnapshot().backend))
    .toMatchObject({ name: 'wasm', reason: expect.stringMatching(/^no-(?:webgpu|adapter)$/) });
});

test('plain JavaScript gives what WASM gives', async ({ page }) => {
  await openWithSamples(page, '?backend=cpu');
  const { difference, names } = await page.evaluate(async () => {
    const { recogniser } = window.phonoscope;
    const clips = window.sampleClips.slice(0, 4);
    const onCpu = await recogniser.evaluate(clips);
    recogniser.setBackend('wasm');
    const onWasm = await recogniser.evaluate(clips);
    const { scores } = onWasm.heard;
    const distances = onCpu.heard.scores.map((score, i) => Math.abs(score - (scores[i] ?? NaN)));
    return { difference: Math.max(...distances), names: [onCpu.backend.name, onWasm.backend.name] };
  });
  expect(names).toEqual(['cpu', 'wasm']);
  expect(difference).toBeLessThan(1e-5);
});

test('keeps the former model when another cannot be fetched', async ({ page, guard }) => {
  guard.allow(/404|commands/);
  await openWithSamples(page);
  await page.route(/models\/commands\//, (route) => route.fulfill({ status: 404, body: 'gone' }));
  const result = await page.evaluate(async () => {
    const { recogniser } = window.phonoscope;
    recogniser.setModel('commands');
    const code = await recogniser.warmUp().catch((error: { code: string }) => error.code);
    const { model, status, error } = recogniser.getSnapshot();
    const { modelName } = await recogniser.classify(window.sampleClips[0]?.file ?? new Blob());
    return { code, model, status, stateCode: error?.code, modelName };
  });
  expect(result).toEqual({
    code: 'model-unreachable',
    model: 'digits',
    status: 'ready',
    stateCode: 'model-unreachable',
    modelName: 'digits',
  });
});
