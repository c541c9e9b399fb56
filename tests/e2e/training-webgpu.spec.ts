import { join } from 'node:path';
import { array, number, object, parse, string } from 'valibot';
import { runInWorker, workerOrigin } from '../../scripts/bench/run-in-worker.ts';
import { encoderTypes } from '../../src/core/models/architecture.ts';
import { chromiumOptions } from './harness/chromium.ts';
import { expect, test } from './harness/test.ts';

test.use(chromiumOptions({ hasWebGpu: true }));

const resultsSchema = array(
  object({ encoder: string(), loss: number(), gradients: number(), numArrays: number() }),
);

test('a training step of every encoder on WebGPU is that of the processor to 1e-3', async ({
  page,
  guard,
}) => {
  test.setTimeout(240_000);
  guard.origins.add(workerOrigin);
  const results = parse(
    resultsSchema,
    await runInWorker(page, join(import.meta.dirname, 'training-step.worker.ts')),
  );
  expect(results.map(({ encoder }) => encoder)).toEqual([...encoderTypes]);
  for (const { encoder, loss, gradients, numArrays } of results) {
    test.info().annotations.push({ type: encoder, description: `loss ${loss}, gradients ${gradients}` });
    expect(numArrays).toBeGreaterThan(0);
    expect(loss).toBeLessThan(1e-3);
    expect(gradients).toBeLessThan(1e-3);
  }
});
