import { hearSample, textsByLocale, wordOf } from './classify-page.ts';
import { chromiumOptions } from './harness/chromium.ts';
import { makeMicrophoneFile } from './harness/microphone-file.ts';
import { expect, test } from './harness/test.ts';

test.use(chromiumOptions({ microphoneFile: makeMicrophoneFile('seven.wav') }));

test('records a word, stops by itself, and says which it was', async ({ page }) => {
  await page.goto('./');
  await hearSample(page, 'three');
  await page.getByRole('button', { name: 'Record a word' }).click();
  await expect(page.getByRole('button', { name: 'Stop recording' })).toBeVisible();
  await expect(wordOf(page)).toHaveText('seven');
  await expect(page.getByRole('button', { name: 'Record a word' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Take 1' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('says what the browser does to the sound, and offers the device', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('button', { name: 'Record a word' })).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByTestId('granted')).toHaveText(
    /Echo cancellation\s*off\s*Noise suppression\s*off\s*Gain control\s*off\s*Sample rate\s*[\d.]+\skHz/,
  );
  const devices = page.getByRole('combobox', { name: 'Microphone' });
  await expect(devices.getByRole('option', { name: /Fake/ }).first()).toBeAttached();
  await page.keyboard.press('r');
  await expect(page.getByRole('button', { name: 'Record a word' })).toBeVisible();
});

test('saves a take as WAV', async ({ page }) => {
  await page.goto('./');
  await hearSample(page, 'three');
  await page.getByRole('button', { name: 'Record a word' }).click();
  await expect(wordOf(page)).toHaveText('seven');
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the take as WAV' }).click();
  expect((await waiting).suggestedFilename()).toBe('Take 1.wav');
});

test('hears words live, one prediction after the other', async ({ page }) => {
  await page.goto('./');
  await hearSample(page, 'three');
  await page.getByRole('radio', { name: 'Live' }).check();
  await page.getByRole('button', { name: 'Listen live' }).click();
  await expect(wordOf(page)).toHaveText('seven');
  await expect(page.getByTestId('announcement')).toHaveText('seven');
  const numPredictions = () => page.getByTestId('live-rate').getAttribute('data-predictions').then(Number);
  const before = await numPredictions();
  await expect.poll(numPredictions).toBeGreaterThan(before + 10);
  const section = page.locator('details', { has: page.getByRole('heading', { name: 'How it hears' }) });
  await section.locator('summary').click();
  await expect(section).toContainText(textsByLocale['en-US'].explain.whileListening);
  await expect(page.getByTestId('explain-cursor')).toHaveCount(0);
  await page.getByRole('button', { name: 'Stop listening' }).click();
  await expect(wordOf(page)).toHaveText('seven');
  // What was heard last stands still now, and can be looked into.
  await expect(page.getByTestId('explain-frame')).toContainText('of 101');
  const cursor = page.getByTestId('explain-cursor');
  await cursor.focus();
  await page.keyboard.press('Home');
  await expect(page.getByTestId('explain-frame')).toContainText('Frame 1 of 101');
});

test('lets go of the microphone when the panel is left', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('radio', { name: 'Live' }).check();
  await page.getByRole('button', { name: 'Listen live' }).click();
  await expect(page.getByRole('button', { name: 'Stop listening' })).toBeVisible();
  await page.getByRole('tab', { name: 'Evaluate' }).click();
  await page.getByRole('tab', { name: 'Classify' }).click();
  await expect(page.getByRole('button', { name: 'Listen live' })).toBeVisible();
});

test('a microphone that does not open takes nothing off the screen', async ({ page }) => {
  await page.goto('./');
  await hearSample(page, 'three');
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException('no', 'NotAllowedError');
    };
  });
  await page.getByRole('radio', { name: 'Live' }).check();
  await page.getByRole('button', { name: 'Listen live' }).click();
  await expect(page.getByRole('alert')).toContainText('may not use the microphone');
  await expect(wordOf(page)).toHaveText('three');
});
