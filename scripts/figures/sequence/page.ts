import { chromium } from '@playwright/test';
import { encodeWav } from '../../../src/core/audio/encode-wav.ts';
import { chromiumOptions } from '../../../tests/e2e/harness/chromium.ts';
import { streamRateHz } from '../../models/live-streams.ts';
import { buildIfStale, serveBuild } from '../../serve.ts';

/**
 * Opens a recording in the Sequence panel in Chromium on WASM, after a first one that starts everything.
 *
 * @returns how long it takes from the file to the words, as a share of the recording's length.
 */
export async function measurePage(samples: Float32Array): Promise<number> {
  await buildIfStale();
  const { url, server } = await serveBuild(0);
  const browser = await chromium.launch(chromiumOptions().launchOptions);
  try {
    const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
    await page.goto(`${url}?backend=wasm#sequence`, { waitUntil: 'networkidle' });
    await page.getByRole('button', { name: 'seven three five', exact: true }).click();
    await page.getByText('seven three five', { exact: true }).nth(1).waitFor();
    const buffer = Buffer.from(encodeWav(samples, streamRateHz));
    const startMs = performance.now();
    await page
      .getByRole('tabpanel', { name: 'Sequence' })
      .getByTestId('sound-file')
      .setInputFiles({ name: 'long.wav', mimeType: 'audio/wav', buffer });
    await page.getByRole('heading', { name: 'long.wav' }).waitFor();
    await page.getByTestId('sentence').filter({ hasText: /\w/ }).waitFor();
    return (performance.now() - startMs) / 1000 / (samples.length / streamRateHz);
  } finally {
    await browser.close();
    await server.close();
  }
}
