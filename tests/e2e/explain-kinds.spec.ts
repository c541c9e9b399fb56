import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { tinyModelZip } from '../unit/tiny-model.ts';
import { chipOf, expectNoSidewaysScroll } from './classify-page.ts';
import { expect, test } from './harness/test.ts';

type FrontEndInput = Parameters<typeof tinyModelZip>[1];

const labels = ['zero', 'one'];
const clipSamples = 16_000;

/** Front ends, the stations that the page shows of them, and what only their words say. */
const cases: readonly { input: FrontEndInput; steps: string; words: string; zh: string }[] = [
  {
    input: { clipSamples, kind: 'stft' },
    steps: 'samples windowed spectrum logged',
    words: 'all 257 frequencies',
    zh: '全部 257 个频率',
  },
  {
    input: { clipSamples, kind: 'mfcc', stages: ['modulation'] },
    steps: 'samples windowed spectrum mel logged staged',
    words: '13 cepstral coefficients of them (MFCC), filtered along time (RASTA)',
    zh: '再取 13 个倒谱系数（MFCC），沿时间滤波（RASTA）',
  },
  {
    input: { clipSamples, kind: 'meyda-mel' },
    steps: 'samples windowed spectrum mel logged',
    words: "40 of Meyda's own mel bands",
    zh: '40 个 Meyda 自有梅尔频带',
  },
  {
    input: {
      clipSamples,
      fftSize: 400,
      log: 'ln',
      stages: ['hpss-percussive', 'deltas'],
      normalise: 'clip',
      maxFrames: 50,
      resizeBands: 32,
    },
    steps: 'samples windowed spectrum mel logged staged normalised resized',
    words: 'only the struck part of the sound (HPSS, percussive)',
    zh: '只留敲击的声音（HPSS 打击部分）',
  },
];

/** Gives the page a small untrained model with this front end in place of the shipped one. */
async function giveModel(page: Page, input: FrontEndInput): Promise<void> {
  const files = unzipSync(await tinyModelZip(labels, input));
  for (const [name, bytes] of Object.entries(files)) {
    await page.route(`**/models/digits/${name}`, (route) => route.fulfill({ body: Buffer.from(bytes) }));
  }
}

for (const { input, steps, words, zh } of cases) {
  test(`explains a front end with ${words}`, async ({ page }) => {
    await page.goto('./');
    await giveModel(page, input);
    await chipOf(page, 'seven').click();
    await page.locator('summary', { hasText: 'How it hears' }).click();
    await expect(page.getByTestId('explain-samples')).toBeVisible();
    const shown = await page
      .locator('[data-step]')
      .evaluateAll((all) => all.map((step) => step.getAttribute('data-step')));
    expect(shown.join(' ')).toBe(steps);
    await expect(page.getByTestId('front-end')).toContainText(words);
    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('radio', { name: '简体中文' }).click();
    await expect(page.getByTestId('front-end')).toContainText(zh);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
  });
}
