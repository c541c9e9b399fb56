import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { repositoryDir } from '../../scripts/serve.ts';
import { pageDatabaseName } from '../../src/platform/browser/page-database.ts';
import { makeWav } from '../unit/make-wav.ts';
import { expect } from './harness/test.ts';

declare global {
  /** Base64 of the WAVs that the microphone hears, one after the other and over and over, and the pause between two. */
  var spoken: { readonly files: readonly string[]; readonly gapSec: number };
}

const digits = join(repositoryDir, 'public', 'samples', 'digits');

/** The shipped takes of a digit, as WAV files. */
export function takesOf(digit: string): Buffer[] {
  return readdirSync(join(digits, digit)).map((file) => readFileSync(join(digits, digit, file)));
}

/**
 * Puts a microphone into the page that says what `speak` gave it: Chromium's own plays one file only, chosen before it
 * starts. Call it before `goto`.
 */
export async function useSpokenMicrophone(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.spoken = { files: [], gapSec: 0.7 };
    navigator.mediaDevices.getUserMedia = async () => {
      const { files, gapSec } = globalThis.spoken;
      const context = new AudioContext();
      const target = context.createMediaStreamDestination();
      const sounds = await Promise.all(
        files.map((file) =>
          context.decodeAudioData(Uint8Array.from(atob(file), (char) => char.charCodeAt(0)).buffer),
        ),
      );
      const [track] = target.stream.getAudioTracks();
      let startSec = context.currentTime + 3;
      for (let round = 0; round < 8; round++) {
        for (const sound of sounds) {
          const source = context.createBufferSource();
          source.buffer = sound;
          source.connect(target);
          source.start(startSec);
          startSec += sound.duration + gapSec;
        }
      }
      const stop = track?.stop.bind(track);
      if (track !== undefined) {
        track.stop = () => {
          stop?.();
          void context.close();
        };
      }
      return target.stream;
    };
  });
}

/** From the next time the microphone opens on, it hears these, the first after the countdown. */
export async function speak(page: Page, files: readonly Buffer[], gapSec = 0.7): Promise<void> {
  const given = { files: files.map((file) => file.toString('base64')), gapSec };
  await page.evaluate((spoken) => {
    globalThis.spoken = spoken;
  }, given);
}

export async function addWord(page: Page, word: string): Promise<void> {
  const field = page.getByRole('textbox').last();
  await field.fill(word);
  await field.press('Enter');
  await expect(page.getByRole('button', { name: `Record “${word}”` })).toBeVisible();
}

/** Records as many takes as are wanted. */
export async function recordWord(page: Page, word: string, numTakes: number): Promise<void> {
  await speak(page, takesOf(word));
  await page.getByRole('button', { name: `Record “${word}”` }).click();
  const card = page.getByTestId('word-card').filter({ hasText: word });
  await expect(card).toContainText(`${numTakes} takes of ${numTakes}`, { timeout: 60_000 });
  await expect(page.getByTestId('recording')).toHaveCount(0);
}

/** A word that is louder than a WAV can hold. */
export function clippedTake(): Buffer {
  const word = Array.from({ length: 8000 }, (_, i) =>
    Math.max(-1, Math.min(1, 6 * Math.sin((2 * Math.PI * 300 * i) / 16_000))),
  );
  return Buffer.from(makeWav([word]));
}

/** Adds shipped takes of three words without a microphone. */
export async function addSampleTakes(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try with sample takes' }).click();
  await expect(page.getByTestId('word-card')).toHaveCount(3);
  await expect(page.getByTestId('word-card').last()).toContainText('6 takes of 8');
}

/** Waits until what the page has begun to write to its database is there: a page that closes takes the rest with it. */
export async function untilStored(page: Page): Promise<void> {
  await page.evaluate(async (name) => {
    const request = indexedDB.open(name);
    await new Promise((resolve) => request.addEventListener('success', resolve));
    const database = request.result;
    // It comes after those that were begun before it.
    const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
    await new Promise((resolve) => transaction.addEventListener('complete', resolve));
    database.close();
  }, pageDatabaseName);
}

/** Teaches until there is a model, and stops there. */
export async function teachBriefly(page: Page): Promise<void> {
  const lesson = page.getByTestId('lesson');
  await lesson.getByRole('button', { name: 'Teach', exact: true }).click();
  await expect(lesson).toHaveAttribute('data-status', 'whole', { timeout: 90_000 });
  await lesson.getByRole('button', { name: 'Good enough' }).click();
  await expect(lesson).toHaveAttribute('data-status', 'done');
}
