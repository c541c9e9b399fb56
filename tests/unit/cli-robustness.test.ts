import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allConditions } from '../../src/core/augmentation/conditions/condition.ts';
import { wilsonInterval } from '../../src/core/evaluation/wilson-interval.ts';
import { createFileRecogniser } from '../../src/platform/node/recognise-files.ts';
import { evaluationSchema } from './cli-results.ts';
import { runInProcess } from './fake-io.ts';

const samples = fileURLToPath(new URL('../../public/samples/digits', import.meta.url));
const resultSchema = v.object({
  ...evaluationSchema.entries,
  robustness: v.array(
    v.strictObject({
      condition: v.nullable(v.looseObject({ kind: v.string() })),
      numClips: v.number(),
      accuracy: v.number(),
      interval: v.tuple([v.number(), v.number()]),
    }),
  ),
});

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phonoscope-robustness-'));
  for (const label of ['seven', 'three'])
    await cp(join(samples, label, 'flite-slt.wav'), join(folder, label, 'a.wav'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const evaluate = (...args: string[]) => runInProcess(['evaluate', '--root_dir', folder, ...args]);

it('evaluate --robustness --json counts under every condition, the same in every run', async () => {
  const run = async () =>
    v.parse(resultSchema, JSON.parse((await evaluate('--robustness', '--json')).stdout));
  const first = await run();
  const results = first.robustness;
  expect(results.map(({ condition }) => condition)).toEqual([null, ...allConditions]);
  expect(results[0]?.accuracy).toBe(first.accuracy);
  for (const { numClips, accuracy, interval } of results) {
    expect(numClips).toBe(2);
    expect(interval).toEqual(wilsonInterval(Math.round(accuracy * 2), 2));
  }
  expect((await run()).robustness).toEqual(results);
});

it('evaluate --robustness prints a line a condition, and without it nothing of the kind', async () => {
  const { stdout } = await evaluate('--robustness');
  expect(stdout).toMatch(/\nnoise at -5 dB +2 +[01]\.\d{4} {2}0\.\d{4} to [01]\.\d{4}\n/);
  expect(stdout).toMatch(/\n300 to 3400 Hz +2 /);
  expect((await evaluate()).stdout).not.toContain('noise');
  expect(JSON.parse((await evaluate('--json')).stdout)).not.toHaveProperty('robustness');
});

it('a recogniser tells length, level, noise and a hash of each file, whatever the condition', async () => {
  const recogniser = await createFileRecogniser('digits');
  const file = join(folder, 'seven', 'a.wav');
  const files = [{ path: 'seven/a.wav', file }];
  const { recognised } = await recogniser.recognise(files);
  const noisy = await recogniser.recognise(files, { condition: { kind: 'noise', snrDb: 0 } });
  recogniser.dispose();
  const hash = createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
    .slice(0, 12);
  expect(recognised[0]?.facts).toMatchObject({ hash, durationSec: expect.closeTo(0.6, 0) });
  expect(recognised[0]?.facts.rmsDbfs).toBeLessThan(-5);
  expect(recognised[0]?.facts.snrDb).toBeGreaterThan(10);
  expect(noisy.recognised[0]?.facts).toEqual(recognised[0]?.facts);
  expect(noisy.recognised[0]?.scores).not.toEqual(recognised[0]?.scores);
});
