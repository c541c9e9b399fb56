import { readFileSync } from 'node:fs';
import { openFile, wordOf } from './classify-page.ts';
import { expect, test } from './harness/test.ts';

const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../fixtures/flac/${name}`, import.meta.url)));

test('reads FLAC as the WAV beside it, whatever its name', async ({ page }) => {
  await page.goto('./');
  await openFile(page, 'seven.wav', fixture('seven.wav'));
  await expect(page.getByRole('heading', { name: 'seven.wav' })).toBeVisible();
  await expect(page.getByTestId('facts')).toContainText('8 kHz → 16 kHz');
  const word = await wordOf(page).innerText();
  for (const name of ['seven.flac', 'flac-by-another-name.wav']) {
    await openFile(page, name, fixture('seven.flac'));
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await expect(wordOf(page)).toHaveText(word);
    await expect(page.getByTestId('facts')).toContainText('8 kHz → 16 kHz');
  }
});

test('has the browser decode Ogg', async ({ page }) => {
  await page.goto('./');
  await openFile(page, 'seven.ogg', fixture('seven.ogg'));
  await expect(page.getByRole('heading', { name: 'seven.ogg' })).toBeVisible();
  await expect(wordOf(page)).toHaveText('seven');
});

test('names a format that the browser cannot decode', async ({ page }) => {
  await page.goto('./');
  await openFile(page, 'broken.mp3', new TextEncoder().encode('ID3 and nothing else'));
  await expect(page.getByRole('alert')).toContainText('of the kind MP3');
});
