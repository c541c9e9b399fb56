import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { array, object, parse, string } from 'valibot';
import { repositoryDir } from '../../scripts/serve.ts';
import { encodeWav } from '../../src/core/audio/encode-wav.ts';
import { chipOf, wordOf } from './classify-page.ts';
import { dropPaths } from './harness/drop-paths.ts';
import { readSample } from './harness/read-sample.ts';
import { expect, test } from './harness/test.ts';

const rateHz = 16_000;
const modelFile = join(repositoryDir, 'public', 'models', 'digits', 'phonoscope.json');
let scratch = '';
test.beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'long-'));
});
test.afterEach(() => rmSync(scratch, { recursive: true, force: true }));

/** Ten minutes of a faint hum with one word in them, six minutes after the start. */
function tenMinutes(): Uint8Array {
  const samples = Float32Array.from(
    { length: 600 * rateHz },
    (_, i) => 0.002 * Math.sin((2 * Math.PI * 50 * i) / rateHz),
  );
  samples.set(readSample('seven.wav'), 360 * rateHz);
  return encodeWav(samples, rateHz);
}

test('finds the word in ten minutes, and explains it', async ({ page }) => {
  const file = join(scratch, 'ten-minutes.wav');
  writeFileSync(file, tenMinutes());
  await page.goto('./?backend=wasm');
  await dropPaths(page.getByRole('banner'), [file]);
  await expect(page.getByRole('heading', { name: 'ten-minutes.wav' })).toBeVisible();
  await expect(wordOf(page)).toHaveText('seven');
  await expect(page.getByTestId('facts')).toContainText('600.0 s');
  await page.locator('summary', { hasText: 'How it hears' }).click();
  await expect(page.getByTestId('explain-frame')).toContainText(/of 101 · 36\d\.\d{3}\ss/);
  const cursor = page.getByTestId('explain-cursor');
  await cursor.focus();
  await page.keyboard.press('End');
  await expect(page.getByTestId('explain-frame')).toContainText('Frame 101 of 101');
});

test('refuses a file of hours in a sentence', async ({ page }) => {
  const file = join(scratch, 'hours.wav');
  const bytes = new Uint8Array(120_000_100);
  bytes.set(encodeWav(new Float32Array(1), rateHz).subarray(0, 44));
  writeFileSync(file, bytes);
  await page.goto('./');
  await chipOf(page, 'three').click();
  await expect(wordOf(page)).toHaveText('three');
  await dropPaths(page.getByRole('banner'), [file]);
  await expect(page.getByRole('alert')).toContainText('too long');
  await expect(wordOf(page)).toHaveText('three');
});

test('takes ten minutes among the clips of a folder', async ({ page }) => {
  for (const label of ['seven', 'three']) {
    mkdirSync(join(scratch, 'folder', label), { recursive: true });
    const sample = readFileSync(join(repositoryDir, 'public', 'samples', `${label}.wav`));
    writeFileSync(join(scratch, 'folder', label, 'short.wav'), sample);
  }
  writeFileSync(join(scratch, 'folder', 'seven', 'ten-minutes.wav'), tenMinutes());
  await page.goto('./?backend=wasm#evaluate');
  await dropPaths(page.getByRole('banner'), [join(scratch, 'folder')]);
  await expect(page.getByText('Finished: 3 clips').first()).toBeVisible();
  const { labels } = parse(object({ labels: array(string()) }), JSON.parse(readFileSync(modelFile, 'utf8')));
  const index = labels.indexOf('seven');
  const matrix = page.getByRole('grid', { name: 'Confusion matrix' });
  await expect(matrix.locator(`td[data-row="${index}"][data-column="${index}"]`)).toContainText('2');
});
