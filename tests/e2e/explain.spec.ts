import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { looseObject, parse } from 'valibot';
import { repositoryDir } from '../../scripts/serve.ts';
import { fingerprint } from '../../src/core/features/fingerprint.ts';
import { type FrontEndInput, parseFrontEnd } from '../../src/core/features/front-end.ts';
import { chipOf, expectNoSidewaysScroll, hearSample, textsByLocale } from './classify-page.ts';
import { expectAccessible } from './harness/axe.ts';
import { takeScreenshots } from './harness/screenshots.ts';
import { expect, test } from './harness/test.ts';

const steps = ['samples', 'windowed', 'spectrum', 'mel', 'logged', 'normalised'] as const;

const cursorOf = (page: Page) => page.getByTestId('explain-cursor');
const valueOf = (page: Page, step: string) => page.getByTestId(`explain-${step}`);
const sectionOf = (page: Page) => page.locator('details', { has: page.getByRole('heading', { level: 3 }) });

async function openExplain(page: Page): Promise<void> {
  await hearSample(page, 'seven');
  await sectionOf(page).locator('summary').click();
  await expect(valueOf(page, 'normalised')).toBeVisible();
  await page.evaluate(() => scrollTo(0, 0));
}

test('is closed and not loaded at first, and stays as it was left', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(request.url()));
  await page.goto('./');
  await hearSample(page, 'seven');
  await expect(cursorOf(page)).toHaveCount(0);
  expect(scripts.filter((url) => url.includes('explain-view'))).toEqual([]);
  await sectionOf(page).locator('summary').click();
  await expect(valueOf(page, 'logged')).toBeVisible();
  expect(scripts.some((url) => url.includes('explain-view'))).toBe(true);
  await page.reload();
  await expect(sectionOf(page)).toHaveAttribute('open', '');
  await expect(page.getByText(textsByLocale['en-US'].explain.noClip)).toBeVisible();
});

test('follows the arrow keys through time and frequency', async ({ page }) => {
  await page.goto('./');
  await openExplain(page);
  const cursor = cursorOf(page);
  await expect(cursor).toHaveRole('slider');
  await expect(cursor).toHaveAttribute('aria-valuetext', /^\d\.\d{3}\s?s, [\d,]+\sHz, frame \d+ of 101$/);
  const seen = new Set<string>();
  const state = async () =>
    (await Promise.all(steps.map((step) => valueOf(page, step).textContent()))).join('|');
  seen.add(await state());
  await cursor.focus();
  const first = Number(await cursor.getAttribute('aria-valuenow'));
  for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowLeft', 'PageUp']) await page.keyboard.press(key);
  await expect(cursor).toHaveAttribute('aria-valuenow', String(first + 2));
  await expect(page.getByTestId('explain-frame')).toContainText(`Frame ${first + 2} of 101`);
  seen.add(await state());
  await page.keyboard.press('Home');
  await expect(page.getByTestId('explain-frame')).toContainText('Frame 1 of 101');
  seen.add(await state());
  await page.keyboard.press('End');
  await expect(page.getByTestId('explain-frame')).toContainText('Frame 101 of 101');
  const spectrum = await valueOf(page, 'spectrum').textContent();
  await page.keyboard.press('Shift+ArrowUp');
  await expect(valueOf(page, 'spectrum')).not.toHaveText(spectrum ?? '');
  await page.getByRole('button', { name: 'Previous frame' }).click();
  await expect(page.getByTestId('explain-frame')).toContainText('Frame 100 of 101');
  expect(seen.size).toBe(3);
});

test('follows the pointer over both pictures and a finger on them', async ({ page }) => {
  await page.goto('./');
  await openExplain(page);
  const cursor = cursorOf(page);
  const box = await cursor.boundingBox();
  if (box === null) throw new Error('the cursor has no place');
  const at = () => cursor.getAttribute('aria-valuenow').then(Number);
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.5);
  await expect.poll(at).toBeLessThan(45);
  const left = await at();
  // Over the waveform above; the frequency stays.
  await page.mouse.move(box.x + box.width * 0.6, box.y - 40);
  await expect.poll(at).toBeGreaterThan(left + 10);
  await expect(page.getByTestId('explain-frame')).toContainText(`Frame ${await at()} of 101`);
  const finger = { pointerType: 'touch', pointerId: 7, isPrimary: true, bubbles: true };
  const place = { clientX: box.x + box.width * 0.4, clientY: box.y + 20 };
  await cursor.dispatchEvent('pointermove', { ...finger, ...place });
  await expect.poll(at).toBeLessThan(60);
  // Many moves in a row: the newest wins.
  for (let i = 0; i <= 60; i++) await page.mouse.move(box.x + (box.width * i) / 60 - 1, box.y + 60);
  await expect.poll(at).toBe(101);
  await expect(page.getByTestId('explain-frame')).toContainText('Frame 101 of 101');
});

test('says the front end in words, in both languages', async ({ page }) => {
  await page.goto('./');
  await openExplain(page);
  const words = page.getByTestId('front-end');
  await expect(words).toContainText(
    /^16\skHz, .*, one second around the energy, 25\sms Hann windows every 10\sms, 40 Slaney mel bands from \d+ to [\d,]+\sHz, in dB, normalised over the training set\.$/,
  );
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('radio', { name: '简体中文' }).click();
  await expect(words).toContainText(
    /^16\skHz，.*，取能量周围的一秒，每 10\sms 取一个 25\sms 的汉宁窗，.*按训练集归一化。$/,
  );
  await expect(cursorOf(page)).toHaveAttribute('aria-valuetext', /第 \d+ 帧，共 101 帧$/);
});

/** Gives the page the shipped model with another front end; its weights take what has the same shape. */
async function changeFrontEnd(page: Page, change: FrontEndInput, hasNewFingerprint: boolean): Promise<void> {
  const text = readFileSync(join(repositoryDir, 'public/models/digits/phonoscope.json'), 'utf8');
  const metadata = parse(looseObject({ frontEnd: looseObject({}) }), JSON.parse(text));
  const frontEnd = parseFrontEnd({ ...metadata.frontEnd, ...change });
  const print = hasNewFingerprint ? { fingerprint: fingerprint(frontEnd) } : {};
  const body = JSON.stringify({ ...metadata, frontEnd, ...print });
  await page.route(/models\/digits\/phonoscope/, (route) => route.fulfill({ body }));
}

test('says that the batch engine took an FFT size that is no power of two', async ({ page }) => {
  await page.goto('./');
  await changeFrontEnd(page, { fftSize: 400 }, true);
  await chipOf(page, 'seven').click();
  await sectionOf(page).locator('summary').click();
  await expect(page.getByText(/FFT of 400 samples is no power of two.* batch engine/)).toBeVisible();
  await expect(page.getByText('25 ms of sound around the cursor')).toBeVisible();
});

test('says in which field a model and its front end differ', async ({ page }) => {
  await page.goto('./');
  await changeFrontEnd(page, { minHz: 30 }, false);
  await chipOf(page, 'seven').click();
  await expect(page.getByRole('alert').getByRole('paragraph')).toContainText(
    '“minHz” should be 20 and is 30',
  );
});

test('fits and is accessible in every state of the screenshots', async ({ browser, server }) => {
  const prepare = async (page: Page) => openExplain(page);
  await takeScreenshots(browser, server.url, 'explain', prepare, async (page) => {
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});
