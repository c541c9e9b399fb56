/**
 * `npm run bench -- features`: how many seconds of sound one thread turns into features in a second, in Node and in a
 * worker of Chromium, beside torchaudio in the same run where Debian's python3-torchaudio is there.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { array, number, object, parse, string } from 'valibot';
import { measureSpeeds, type Speed } from './feature-speed.ts';
import { runInChromium } from './run-in-worker.ts';

const speedsSchema = array(object({ name: string(), timesRealTime: number() }));
const torchaudioSchema = object({ torchaudio: number(), 'log-mel-16k': number(), version: string() });

async function speedsInChromium(): Promise<Speed[]> {
  return parse(speedsSchema, await runInChromium(join(import.meta.dirname, 'speed.worker.ts')));
}

function speedsOfTorchaudio(): { speeds: Speed[]; version: string } | null {
  if (!existsSync('/usr/bin/python3')) return null;
  try {
    const script = join(import.meta.dirname, 'torchaudio-speed.py');
    const output = execFileSync('/usr/bin/python3', ['-W', 'ignore', script], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    const { version, ...speeds } = parse(torchaudioSchema, JSON.parse(output));
    return {
      version,
      speeds: Object.entries(speeds).map(([name, timesRealTime]) => ({ name, timesRealTime })),
    };
  } catch {
    return null;
  }
}

const rate = (speeds: readonly Speed[], name: string): number =>
  speeds.find((speed) => speed.name === name)?.timesRealTime ?? Number.NaN;

function print(title: string, speeds: readonly Speed[]): void {
  console.log(`\n${title}`);
  for (const { name, timesRealTime } of speeds)
    console.log(`  ${name.padEnd(46)} ${timesRealTime.toFixed(0).padStart(6)} × real time`);
}

/** Measures and prints. */
export async function benchFeatures(): Promise<void> {
  console.log(
    `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}; one thread, clips of 1 s, best of many rounds`,
  );
  const node = measureSpeeds();
  print(`Node ${process.version}`, node);
  print('Chromium, in a worker', await speedsInChromium());
  const torchaudio = speedsOfTorchaudio();
  if (torchaudio === null) console.log('\ntorchaudio: skipped, Debian’s python3-torchaudio is not there.');
  else print(`torchaudio ${torchaudio.version}, MelSpectrogram, one thread`, torchaudio.speeds);
  const batch = rate(node, 'batch engine, log-mel-16k');
  console.log(
    `\nbatch against Meyda’s melBands: ${(batch / rate(node, 'Meyda’s melBands')).toFixed(1)} × (bar 20)`,
  );
  for (const { name, timesRealTime } of torchaudio?.speeds ?? []) {
    const ratio = rate(node, `batch engine, ${name}`) / timesRealTime;
    console.log(`batch against torchaudio, ${name}: ${ratio.toFixed(2)} × (bar 1.5)`);
  }
}
