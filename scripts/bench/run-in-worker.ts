import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { chromiumOptions } from '../../tests/e2e/harness/chromium.ts';

/** Never fetched from anywhere: the browser's requests to it are answered here. */
const origin = 'https://bench.invalid';

/** Where TensorFlow.js' WASM files lie. */
const wasmDir = join(
  dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')),
  'dist',
);

/** Builds a worker's script, runs it in Chromium and gives the first message that it posts. */
export async function runInWorker(entry: string): Promise<unknown> {
  const outDir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    await build({
      configFile: false,
      logLevel: 'warn',
      build: {
        outDir,
        emptyOutDir: true,
        target: 'es2023',
        lib: { entry, formats: ['es'], fileName: () => 'bench.js' },
      },
    });
    const browser = await chromium.launch(chromiumOptions().launchOptions);
    try {
      const page = await browser.newPage();
      await page.route(`${origin}/**`, (route) => {
        const { pathname } = new URL(route.request().url());
        if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: '<!doctype html>' });
        if (pathname.endsWith('.wasm')) {
          return route.fulfill({
            contentType: 'application/wasm',
            body: readFileSync(join(wasmDir, pathname)),
          });
        }
        return route.fulfill({
          contentType: 'text/javascript',
          body: readFileSync(join(outDir, pathname), 'utf8'),
        });
      });
      await page.goto(`${origin}/`);
      return await page.evaluate(
        () =>
          new Promise<unknown>((resolve, reject) => {
            const worker = new Worker('/bench.js', { type: 'module' });
            worker.addEventListener('message', ({ data }) => resolve(data));
            worker.addEventListener('error', ({ message }) => reject(new Error(message)));
          }),
      );
    } finally {
      await browser.close();
    }
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
