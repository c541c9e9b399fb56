import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryDir } from '../../scripts/serve.ts';
import {
  chipOf,
  expectNoSidewaysScroll,
  hearSample,
  openFile,
  textsByLocale,
  watchPlaying,
  wordOf,
} from './classify-page.ts';
import { expectAccessible } from './harness/axe.ts';
import { dropPaths } from './harness/drop-paths.ts';
import { takeScreenshots } from './harness/screenshots.ts';
import { expect, test } from './harness/test.ts';
import { badWavs, goodWavs, truncatedWav } from './harness/wav-variants.ts';

const samplesDir = join(repositoryDir, 'public', 'samples');

test('says the word of every shipped sample, with the model that knows it', async ({ page }) => {
  await page.goto('./');
  const samples: { word: string; model: string }[] = JSON.parse(
    readFileSync(join(samplesDir, 'index.json'), 'utf8'),
  );
  expect(samples.length).toBeGreaterThan(9);
  for (const { word, model } of samples) {
    await chipOf(page, word).click();
    await expect(wordOf(page)).toHaveText(word);
    await expect(page.getByLabel('Model', { exact: true })).toHaveValue(model);
    await expect(page.getByTestId('announcement')).toContainText(word);
  }
});

test('plays a sample, shows its pictures, five scores and three timings', async ({ page }) => {
  await page.goto('./');
  const played = watchPlaying(page);
  await chipOf(page, 'seven').click();
  await expect(wordOf(page)).toHaveText('seven');
  expect(await played).toBe('seven');
  await expect(chipOf(page, 'seven')).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByRole('img', { name: /Waveform of Sample “seven”/ })).toBeVisible();
  await expect(page.getByText('Mel spectrogram of Sample “seven”')).toBeAttached();
  await expect(page.getByTestId('timings')).toHaveText(/decode .*ms.*features .*ms.*model .*ms/);
  const scores = page.getByRole('table', { name: 'The five highest scores' });
  await expect(scores.getByRole('rowheader')).toHaveCount(5);
  await expect(scores.getByRole('rowheader').first()).toHaveText('seven');
  await expect(page.locator('.recharts-bar-rectangle')).toHaveCount(5);
});

test('starting another sound stops the first, and the space bar plays the clip again', async ({ page }) => {
  await page.goto('./');
  await hearSample(page, 'seven');
  await chipOf(page, 'seven').click();
  const played = watchPlaying(page);
  await chipOf(page, 'three').click();
  expect(await played).toBe('three');
  await expect(wordOf(page)).toHaveText('three');
  await expect(page.locator('[aria-pressed=true]')).toHaveCount(0);
  const playedAgain = watchPlaying(page);
  await page.locator('main').focus();
  await page.keyboard.press('Space');
  expect(await playedAgain).toBe('three');
});

test('reads every kind of WAV that it should', async ({ page }) => {
  await page.goto('./');
  const files = Object.entries(goodWavs('seven.wav'));
  expect(files.length).toBeGreaterThan(5);
  for (const [name, bytes] of files) {
    await openFile(page, name, bytes);
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await expect(wordOf(page)).toHaveText('seven');
    const facts = page.getByTestId('facts');
    if (name.includes('44100')) await expect(facts).toContainText('44.1 kHz → 16 kHz');
    if (name.includes('three')) await expect(facts).toContainText('3 channels averaged');
  }
});

test('reads a truncated file as far as it goes, and says so', async ({ page }) => {
  await page.goto('./');
  await openFile(page, 'cut.wav', truncatedWav('seven.wav'));
  await expect(wordOf(page)).toHaveText('seven');
  await expect(page.getByText(/This file ends early: [\d,]+ of [\d,]+ samples were there/)).toBeVisible();
});

const codes: Readonly<
  Record<string, 'audio-not-wav' | 'audio-empty-file' | 'audio-no-samples' | 'audio-broken-header'>
> = {
  'not-a-wav.wav': 'audio-not-wav',
  'zero-bytes.wav': 'audio-empty-file',
  'zero-samples.wav': 'audio-no-samples',
  'cut-header.wav': 'audio-broken-header',
};

for (const locale of ['en-US', 'zh-CN'] as const) {
  const texts = textsByLocale[locale];
  test.describe(locale, () => {
    test.use({ locale });

    test('refuses a bad file in one sentence and keeps the former result', async ({ page }) => {
      await page.goto('./');
      await hearSample(page, 'seven');
      for (const [name, bytes] of Object.entries(badWavs())) {
        await openFile(page, name, bytes);
        const alert = page.getByRole('alert');
        await expect(alert).toContainText(name);
        const sentence = texts.errors[codes[name] ?? 'audio-not-wav'].replace('{{part}}', 'fmt');
        await expect(alert.getByRole('paragraph')).toHaveText(sentence);
        await expect(wordOf(page)).toHaveText('seven');
        await alert.getByRole('button', { name: texts.shared.dismiss }).click();
        await expect(alert).toHaveCount(0);
      }
    });

    const refusals = { denied: 'NotAllowedError', busy: 'NotReadableError' } as const;
    for (const [kind, name] of Object.entries(refusals)) {
      test(`says that the microphone is ${kind}`, async ({ page }) => {
        await page.addInitScript((error) => {
          navigator.mediaDevices.getUserMedia = async () => {
            throw new DOMException('no', error);
          };
        }, name);
        await page.goto('./');
        await hearSample(page, 'seven');
        await page.getByRole('button', { name: texts.classify.record.start }).click();
        const code = kind === 'denied' ? 'microphone-denied' : 'microphone-busy';
        await expect(page.getByRole('alert').getByRole('paragraph')).toHaveText(texts.errors[code]);
        await expect(wordOf(page)).toHaveText('seven');
      });
    }

    test('says that there is no microphone (this browser has none)', async ({ page }) => {
      await page.goto('./');
      await page.getByRole('button', { name: texts.classify.record.start }).click();
      await expect(page.getByRole('alert').getByRole('paragraph')).toHaveText(
        texts.errors['microphone-absent'],
      );
    });

    test('says that an insecure page gets no microphone', async ({ page }) => {
      await page.addInitScript(() => {
        Object.defineProperty(navigator, 'mediaDevices', { value: undefined });
      });
      await page.goto('./');
      await page.getByRole('button', { name: texts.classify.record.start }).click();
      await expect(page.getByRole('alert').getByRole('paragraph')).toHaveText(
        texts.errors['microphone-insecure'],
      );
    });

    test('says that a model cannot be fetched, and fetches it on request', async ({ page, guard }) => {
      guard.allow(/ERR_FAILED|Failed to load resource/);
      await page.goto('./');
      await page.route(/models\/digits\/weights/, (route) => route.abort());
      await chipOf(page, 'seven').click();
      const alert = page.getByRole('alert');
      await expect(alert.getByRole('paragraph')).toHaveText(texts.errors['model-unreachable']);
      await page.unrouteAll();
      await alert.getByRole('button', { name: texts.shared.retry }).click();
      await expect(wordOf(page)).toHaveText('seven');
      await expect(alert).toHaveCount(0);
    });

    test('says that a model file is damaged, and goes on with the former model', async ({ page }) => {
      await page.goto('./');
      await hearSample(page, 'seven');
      await page.route(/models\/commands\/weights/, (route) => route.fulfill({ body: 'rubbish' }));
      await chipOf(page, 'yes').click();
      const start = texts.errors['model-invalid'].split('{{')[0] ?? '';
      await expect(page.getByRole('alert').getByRole('paragraph')).toContainText(start);
      await expect(page.getByRole('combobox', { name: texts.app.model })).toHaveValue('digits');
      await hearSample(page, 'three');
    });
  });
}

test('hears the clip again when the model is switched', async ({ page }) => {
  await page.goto('./');
  await hearSample(page, 'seven');
  await page.getByLabel('Model', { exact: true }).selectOption('commands');
  await expect(wordOf(page)).not.toHaveText('seven');
  await page.getByLabel('Model', { exact: true }).selectOption('digits');
  await expect(wordOf(page)).toHaveText('seven');
});

test('names the backend and why, before and after the first prediction, and lets one choose', async ({
  page,
}) => {
  await page.goto('./');
  await expect(page.getByTestId('backend')).toHaveText('WASM · no GPU adapter');
  await hearSample(page, 'seven');
  await expect(page.getByTestId('backend')).toHaveText('WASM · no GPU adapter');
  await page.getByRole('button', { name: /^Backend/ }).click();
  await page.getByRole('radio', { name: /^CPU/ }).click();
  await expect(page.getByTestId('backend')).toHaveText('CPU · your choice');
  await hearSample(page, 'three');
  await page.goto('./?backend=cpu');
  await expect(page.getByTestId('backend')).toHaveText('CPU · your choice');
});

test('takes a file dropped anywhere, also while another panel is open', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('tab', { name: 'Evaluate' }).click();
  await dropPaths(page.locator('footer'), [join(samplesDir, 'nine.wav')]);
  await expect(page.getByRole('tab', { name: 'Classify' })).toHaveAttribute('aria-selected', 'true');
  await expect(wordOf(page)).toHaveText('nine');
});

test('keys switch panels, nothing is lost, and the list of keys opens', async ({ page }) => {
  await page.goto('./');
  await hearSample(page, 'seven');
  await page.keyboard.press('2');
  await expect(page.getByRole('tab', { name: 'Evaluate' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('1');
  await expect(wordOf(page)).toHaveText('seven');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('switches the language and the theme, and remembers both', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('radio', { name: '简体中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.getByRole('button', { name: '外观' }).click();
  await page.getByRole('radio', { name: '深色' }).click();
  await page.reload();
  await expect(page.getByRole('tab', { name: '识别' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('on a phone model and backend are in one sheet', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./');
  await page.getByRole('button', { name: /Settings/ }).click();
  const sheet = page.getByRole('dialog', { name: 'Settings' });
  await sheet.getByRole('radio', { name: /Commands/ }).check();
  await expect(page.getByTestId('backend-sheet')).toHaveText('WASM · no GPU adapter');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await hearSample(page, 'yes');
  await expectNoSidewaysScroll(page);
});

const screens = {
  empty: async () => {},
  done: async (page) => {
    await hearSample(page, 'seven');
    await expect(page.locator('.recharts-bar-rectangle')).toHaveCount(5);
    await expect(chipOf(page, 'seven')).toHaveAttribute('aria-pressed', 'false');
  },
  error: async (page) => {
    await hearSample(page, 'seven');
    await openFile(page, 'notes.wav', badWavs()['not-a-wav.wav'] ?? new Uint8Array());
    await expect(page.getByRole('alert')).toBeVisible();
  },
} satisfies Record<string, Parameters<typeof takeScreenshots>[3]>;

for (const [screen, prepare] of Object.entries(screens)) {
  test(`looks right: ${screen}`, async ({ browser, server }) => {
    test.slow();
    await takeScreenshots(browser, server.url, `classify-${screen}`, prepare, async (page) => {
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    });
  });
}
