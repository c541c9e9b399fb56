/**
 * `npm run bench -- training`: how long a training step takes, forwards, backwards and update, of 64 clips of one second
 * on one thread: WASM in Node and in a worker of Chromium, and the same networks in PyTorch where Debian's
 * python3-torch is there.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { array, number, object, parse, string } from 'valibot';
import { startBackend } from '../../src/platform/node/backend.ts';
import { runInChromium } from './run-in-worker.ts';
import { measureSteps, type StepTime } from './training-speed.ts';

const stepsSchema = array(object({ name: string(), ms: number() }));
const torchSchema = object({ version: string(), steps: stepsSchema });

/** At most so many times PyTorch's time, for the networks that are convolutions. */
const bar = 4;

function measureTorch(): { version: string; steps: StepTime[] } | null {
  if (!existsSync('/usr/bin/python3')) return null;
  try {
    const script = join(import.meta.dirname, 'torch-training-speed.py');
    const output = execFileSync('/usr/bin/python3', ['-W', 'ignore', script], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return parse(torchSchema, JSON.parse(output));
  } catch {
    return null;
  }
}

/** Measures and prints. */
export async function benchTraining(): Promise<void> {
  console.log(
    `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}; one thread, 64 clips of 98 × 40, best of many steps, in ms`,
  );
  const torch = measureTorch();
  await startBackend();
  const node = await measureSteps();
  const chromium = parse(stepsSchema, await runInChromium(join(import.meta.dirname, 'training.worker.ts')));
  if (torch === null) console.log('PyTorch: skipped, Debian’s python3-torch is not there.');
  else console.log(`PyTorch ${torch.version}; in brackets: times as long (bar for convolutions: ${bar})`);
  console.log(`${''.padEnd(12)}${'PyTorch'.padStart(9)}${'Node'.padStart(16)}${'Chromium'.padStart(16)}`);
  for (const [index, { name, ms }] of node.entries()) {
    const reference = torch?.steps.find((step) => step.name === name)?.ms ?? Number.NaN;
    const cell = (value: number) => `${value.toFixed(0)} (${(value / reference).toFixed(1)})`.padStart(16);
    const page = chromium[index]?.ms ?? Number.NaN;
    console.log(`${name.padEnd(12)}${reference.toFixed(0).padStart(9)}${cell(ms)}${cell(page)}`);
  }
}
