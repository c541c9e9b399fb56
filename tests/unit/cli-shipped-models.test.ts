import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { evaluationSchema, predictionsSchema } from './cli-results.ts';
import { runInProcess } from './fake-io.ts';
import { describeWithData } from './phonoscope-data.ts';

const samples = fileURLToPath(new URL('../../public/samples/digits', import.meta.url));
const digits = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const files = digits.map((digit) => join(samples, digit, 'flite-slt.wav'));

async function predict(...paths: string[]) {
  const { stdout } = await runInProcess(['predict', '--json', ...paths]);
  return v.parse(predictionsSchema, JSON.parse(stdout));
}

describe('the model digits, on the shipped samples', () => {
  it('hears synthetic digits', async () => {
    const predictions = await predict(...files);
    const numRight = predictions.filter(({ label }, i) => label === digits[i]).length;
    expect(numRight).toBeGreaterThanOrEqual(8);
  });

  it('gives a file alone the scores that it has among others', async () => {
    const [alone] = await predict(files[3] ?? '');
    const among = (await predict(...files))[3];
    for (const [label, score] of alone?.scores ?? []) {
      expect(Math.abs((among?.scores.get(label) ?? NaN) - score)).toBeLessThanOrEqual(1e-6);
    }
  });
});

describeWithData('evaluate on real speech', (data) => {
  async function accuracyOf(set: string, model: string) {
    const args = ['evaluate', '--root_dir', join(data, set), '--model', model, '--json'];
    const { accuracy, numClips, unreadable } = v.parse(
      evaluationSchema,
      JSON.parse((await runInProcess(args)).stdout),
    );
    expect(unreadable).toEqual([]);
    return { accuracy, numClips };
  }

  it('digits: at least 97 % of the official FSDD test', { timeout: 120_000 }, async () => {
    const { accuracy, numClips } = await accuracyOf('fsdd', 'digits');
    expect(numClips).toBe(300);
    expect(accuracy).toBeGreaterThanOrEqual(0.97);
  });

  it('commands: at least 85 % of gsc-commands/test', { timeout: 120_000 }, async () => {
    const { accuracy, numClips } = await accuracyOf('gsc-commands', 'commands');
    expect(numClips).toBe(699);
    expect(accuracy).toBeGreaterThanOrEqual(0.85);
  });
});
