/**
 * `npm run bench -- features`: how many seconds of sound one thread turns into features in a second, in Node and in a
 * worker of Chromium, beside torchaudio in the same run where Debian's python3-torchaudio is there.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { array, number, object, parse, string } from 'valibot';
import { build } from 'vite';
import { chromiumOptions } from '../../tests/e2e/harness/chromium.ts';
import { measureSpeeds, type Speed } from './feature-speed.ts';

const speedsSchema = array(object({ name: string(), timesRealTime: number() }));
const torchaudioSchema = object({ torchaudio: number(), 'log-mel-16k': number(), version: string() });

/** Never fetched from anywhere: the browser's requests to it are answered here. */
const origin = 'https://bench.invalid';

async function speedsInChromium(): Promise<Speed[]> {
  const outDir = mkdtempSync(join(tmpdir(), 'bench-features-'));
  try {
    const entry = join(import.meta.dirname, 'speed.worker.ts');
    await build({
      configFile: false,
      logLevel: 'warn',
      build: {
        outDir,
        emptyOutDir: true,
        target: 'es2023',
        lib: { entry, formats: ['es'], fileName: () => 'speed.js' },
      },
    });
    const browser = await chromium.launch(chromiumOptions().launchOptions);
    const page = await browser.newPage();
    await page.route(`${origin}/**`, (route) =>
      route.fulfill(
        route.request().url().endsWith('.js')
          ? { contentType: 'text/javascript', body: readFileSync(join(outDir, 'speed.js'), 'utf8') }
          : { contentType: 'text/html', body: '<!doctype html>' },
      ),
    );
    await page.goto(`${origin}/`);
    const speeds = await page.evaluate(
      () =>
        new Promise<unknown>((resolve, reject) => {
          const worker = new Worker('/speed.js', { type: 'module' });
          worker.addEventListener('message', ({ data }) => resolve(data));
          worker.addEventListener('error', ({ message }) => reject(new Error(message)));
        }),
    );
    await browser.close();
    return parse(speedsSchema, speeds);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
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
