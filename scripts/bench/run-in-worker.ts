import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium, type Page, type Route } from '@playwright/test';
import { build } from 'vite';
import { chromiumOptions } from '../../tests/e2e/harness/chromium.ts';

/** Never fetched from anywhere: the browser's requests to it are answered here. */
export const workerOrigin = 'https://bench.invalid';

/** Where TensorFlow.js' WASM files lie. */
const wasmDir = join(
  dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')),
  'dist',
);

/**
 * Builds a worker's script, runs it in a browser of its own and gives the first message that it posts.
 *
 * @param files what it can fetch besides, by path.
 */
export async function runInChromium(
  entry: string,
  files: ReadonlyMap<string, Buffer> = new Map(),
): Promise<unknown> {
  const browser = await chromium.launch(chromiumOptions().launchOptions);
  try {
    return await runInWorker(await browser.newPage(), entry, files);
  } finally {
    await browser.close();
  }
}

/** The same in a page that is there. */
export async function runInWorker(
  page: Page,
  entry: string,
  files: ReadonlyMap<string, Buffer> = new Map(),
): Promise<unknown> {
  const outDir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        outDir,
        emptyOutDir: true,
        target: 'es2023',
        lib: { entry, formats: ['es'], fileName: () => 'bench.js' },
      },
    });
    await page.route(`${workerOrigin}/**`, (route) => answer(route, outDir, files));
    await page.goto(`${workerOrigin}/`);
    return await page.evaluate(
      () =>
        new Promise<unknown>((resolve, reject) => {
          const worker = new Worker('/bench.js', { type: 'module' });
          worker.addEventListener('message', ({ data }) => resolve(data));
          worker.addEventListener('error', ({ message }) => reject(new Error(message)));
        }),
    );
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

function answer(route: Route, outDir: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  const { pathname } = new URL(route.request().url());
  const file = files.get(pathname);
  if (file !== undefined) return route.fulfill({ contentType: 'application/octet-stream', body: file });
  if (pathname.endsWith('.js')) {
    const body = readFileSync(join(outDir, pathname), 'utf8');
    return route.fulfill({ contentType: 'text/javascript', body });
  }
  if (pathname.endsWith('.wasm')) {
    return route.fulfill({ contentType: 'application/wasm', body: readFileSync(join(wasmDir, pathname)) });
  }
  return route.fulfill({ contentType: 'text/html', body: '<!doctype html>' });
}
