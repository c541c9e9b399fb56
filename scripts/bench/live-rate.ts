import { chromium } from '@playwright/test';
import { chromiumOptions } from '../../tests/e2e/harness/chromium.ts';
import { makeMicrophoneFile } from '../../tests/e2e/harness/microphone-file.ts';

/** Predictions a second that live mode shows, over forty of them, with a fake microphone. */
export async function measureLiveRate(url: string): Promise<number> {
  const microphoneFile = makeMicrophoneFile('seven.wav');
  const browser = await chromium.launch(chromiumOptions({ microphoneFile }).launchOptions);
  const page = await browser.newPage({ locale: 'en-US' });
  await page.goto(`${url}?backend=wasm`);
  await page.getByRole('radio', { name: 'Live' }).check();
  await page.getByRole('button', { name: 'Listen live' }).click();
  await page.getByTestId('word').getByText('seven').waitFor();
  const perSec = await page.getByTestId('live-rate').evaluate(
    (line) =>
      new Promise<number>((resolve) => {
        const numWanted = 41;
        const seenMs: number[] = [];
        const observer = new MutationObserver(() => {
          seenMs.push(performance.now());
          if (seenMs.length < numWanted) return;
          observer.disconnect();
          resolve(((numWanted - 1) * 1000) / ((seenMs.at(-1) ?? 0) - (seenMs[0] ?? 0)));
        });
        observer.observe(line, { attributeFilter: ['data-predictions'] });
      }),
  );
  await browser.close();
  return perSec;
}
