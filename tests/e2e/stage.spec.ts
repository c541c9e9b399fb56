import type { Locator, Page } from '@playwright/test';
import { makeWav } from '../unit/make-wav.ts';
import { expectNoSidewaysScroll, hearSample, openFile, wordOf } from './classify-page.ts';
import { expectAccessible } from './harness/axe.ts';
import { chromiumOptions } from './harness/chromium.ts';
import { makeMicrophoneFile } from './harness/microphone-file.ts';
import { takeScreenshots } from './harness/screenshots.ts';
import { readSample } from './harness/read-sample.ts';
import { expect, test } from './harness/test.ts';

test.use(chromiumOptions({ microphoneFile: makeMicrophoneFile('seven.wav') }));

const stageOf = (page: Page): Locator => page.locator('dialog:modal');
const stageWord = (page: Page): Locator => page.getByTestId('stage-word');

/** Live mode misses words on a machine that is busy with other things; the microphone says them again and again. */
const patiently = { timeout: 60_000 };

/** Puts the stage on the screen as someone without a mouse does. */
async function openStage(page: Page): Promise<void> {
  await expect(page.locator('#panel-classify button').first()).toBeVisible();
  await page.keyboard.press('s');
  await expect(stageOf(page)).toBeVisible();
}

/** A sample that breaks off in its middle. */
function begunWord(sample: string): Uint8Array {
  const samples = readSample(sample);
  return makeWav([Array.from(samples.subarray(0, samples.length / 2))]);
}

async function refuseMicrophone(page: Page): Promise<void> {
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException('no', 'NotAllowedError');
    };
  });
}

test('hears a word live, by keyboard alone', async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto('./');
  await openStage(page);
  const stage = page.getByRole('dialog', { name: 'Stage view' });
  await expect(stageWord(page)).toHaveText('Say a word');
  await expect(stage.getByTestId('stage-state')).toContainText('Press Space');
  await expectAccessible(page);

  await page.keyboard.press('l');
  await page.keyboard.press(' ');
  await expect(stageWord(page)).toHaveText('seven', patiently);
  await expect(stage.getByTestId('stage-share')).toHaveText(/^\d+\.\d\s%$/);
  await expect(stage.getByTestId('stage-latency')).toHaveText(/\d\sms$/);
  await expect(stage.getByTestId('stage-state')).toHaveText('Listening …');
  await expect(page.getByTestId('announcement')).toHaveText('seven');
  const sizePx = await stageWord(page).evaluate((word) => Number.parseFloat(getComputedStyle(word).fontSize));
  expect(sizePx).toBeGreaterThan(0.2 * 1080);
  await expectAccessible(page);

  await page.keyboard.press('ArrowRight');
  await expect(stage.getByTestId('stage-model')).toHaveText('Commands');
  await page.keyboard.press('ArrowRight');
  await expect(stage.getByTestId('stage-model')).toHaveText('Digits');

  await page.keyboard.press('Escape');
  await expect(stageOf(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Stage view' })).toBeFocused();
  // The microphone is open as before, and the panel shows what the stage has heard.
  await expect(page.getByRole('button', { name: 'Stop listening' })).toBeVisible();
  await expect(wordOf(page)).toHaveText('seven');
});

test('leaves everything as it is, and S leaves the stage', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('radio', { name: 'Live' }).check();
  await page.getByRole('button', { name: 'Listen live' }).click();
  await expect(page.getByRole('button', { name: 'Stop listening' })).toBeVisible();
  await page.getByRole('button', { name: 'Stage view' }).click();
  await expect(page.getByTestId('stage-state')).toHaveText('Listening …');
  await expect(page.getByTestId('stage-latency')).toBeVisible();
  await page.keyboard.press('s');
  await expect(stageOf(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Stop listening' })).toBeVisible();
});

test('a press of the space bar on a button presses it, and nothing else', async ({ page }) => {
  await page.goto('./');
  await openStage(page);
  const listen = stageOf(page).getByRole('button', { name: 'Record a word' });
  await listen.focus();
  await page.keyboard.press(' ');
  await expect(page.getByTestId('stage-state')).toHaveText('Recording: say a word');
  await expect(stageWord(page)).toHaveText('seven');
  await expect(page.getByTestId('stage-caption')).toContainText('sure from');
  await stageOf(page).getByRole('button', { name: 'Next model' }).focus();
  await page.keyboard.press(' ');
  await expect(page.getByTestId('stage-model')).toHaveText('Commands');
  await expect(page.getByTestId('stage-state')).toContainText('Press Space');
});

test('the keys of the page rest, wherever the stage was pressed last', async ({ page }) => {
  await page.goto('./');
  await openStage(page);
  await stageWord(page).click();
  await page.keyboard.press('2');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await page.keyboard.press('s');
  await expect(page.getByRole('tab', { name: 'Classify' })).toHaveAttribute('aria-selected', 'true');
});

test('has the screen to itself where the browser grants it, and goes with it', async ({ page }) => {
  await page.goto('./');
  await openStage(page);
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await page.evaluate(() => document.exitFullscreen());
  await expect(stageOf(page)).toHaveCount(0);
});

test('says what went wrong, and leaves the word', async ({ page }) => {
  await page.goto('./');
  await hearSample(page, 'three');
  await refuseMicrophone(page);
  await openStage(page);
  await page.keyboard.press('r');
  await expect(stageOf(page).getByRole('alert')).toContainText('may not use the microphone');
  await expect(stageWord(page)).toHaveText('three');
});

const screens = {
  empty: openStage,
  done: async (page) => {
    await hearSample(page, 'three');
    await openStage(page);
  },
  live: async (page) => {
    await openStage(page);
    await page.keyboard.press('l');
    await page.keyboard.press('r');
    await expect(stageWord(page)).toHaveText('seven', patiently);
    await expect(stageOf(page).getByTestId('former-words').getByRole('listitem')).not.toHaveCount(
      0,
      patiently,
    );
  },
  unsure: async (page) => {
    await hearSample(page, 'three');
    await openFile(page, 'begun.wav', begunWord('zero.wav'));
    await openStage(page);
    await expect(page.getByTestId('stage-caption')).toContainText(' · ');
  },
  error: async (page) => {
    await hearSample(page, 'three');
    await refuseMicrophone(page);
    await openStage(page);
    await page.keyboard.press('r');
    await expect(stageOf(page).getByRole('alert')).toBeVisible();
  },
} satisfies Record<string, Parameters<typeof takeScreenshots>[3]>;

for (const [screen, prepare] of Object.entries(screens)) {
  test(`looks right: ${screen}`, async ({ browser, server }) => {
    test.slow();
    const check = async (page: Page) => {
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    };
    await takeScreenshots(browser, server.url, `stage-${screen}`, prepare, check, { fullPage: false });
  });
}
