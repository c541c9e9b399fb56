import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { textsByLocale } from './classify-page.ts';
import { expectAccessible } from './harness/axe.ts';
import { dropPaths } from './harness/drop-paths.ts';
import { expect, test } from './harness/test.ts';
import {
  addSampleTakes,
  addWord,
  clippedTake,
  recordWord,
  speak,
  takesOf,
  teachBriefly,
  untilStored,
  useSpokenMicrophone,
} from './teach-page.ts';

const wordField = (page: Page) => page.getByRole('textbox', { name: /word/i });

test('two words are recorded, taught, and heard at the microphone; more takes are learnt on', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await useSpokenMicrophone(page);
  await page.goto('./?backend=wasm#train');
  await expect(page.getByRole('button', { name: 'Teach', exact: true })).toBeDisabled();
  for (const word of ['two', 'seven']) await addWord(page, word);
  await page.getByRole('combobox', { name: 'Takes a word' }).selectOption('5');
  for (const word of ['two', 'seven']) await recordWord(page, word, 5);
  await teachBriefly(page);
  await expect(page.getByTestId('lesson-figure')).toHaveText(/^\d+ of \d+ right$/);
  await expect(page.getByTestId('advice')).toHaveAttribute('data-kind', /one-voice|missed|alike/);
  await expect(page.getByLabel('Model', { exact: true }).first()).toContainText('two · seven');

  await speak(page, takesOf('seven').slice(0, 1));
  await page.getByRole('button', { name: 'Listen', exact: true }).click();
  await expect(page.getByTestId('try').getByTestId('word')).toHaveText('seven');
  await page.getByRole('button', { name: 'Stop listening' }).click();

  await page.getByRole('button', { name: 'Somebody else' }).click();
  await page.getByRole('combobox', { name: 'Takes a word' }).selectOption('8');
  await recordWord(page, 'two', 8);
  const lesson = page.getByTestId('lesson');
  await lesson.getByRole('button', { name: 'Learn on with the new takes' }).click();
  await expect(lesson).toHaveAttribute('data-status', 'whole', { timeout: 60_000 });
  await expect(page.getByTestId('try')).toBeVisible();
  await lesson.getByRole('button', { name: 'Good enough' }).click();
  await page.getByRole('tab', { name: 'Models' }).click();
  await expect(page.getByRole('heading', { name: 'two · seven' })).toHaveCount(1);
});

test('refuses silence and cut-off peaks with a reason, and loses the last take when asked to', async ({
  page,
}) => {
  await useSpokenMicrophone(page);
  await page.goto('./#train');
  await addWord(page, 'مرحبا');
  await speak(page, [clippedTake()]);
  await page.getByRole('button', { name: 'Record “مرحبا”' }).click();
  await expect(page.getByTestId('take-refused')).toContainText('too loud');
  const card = page.getByTestId('word-card');
  await expect(card).toContainText('0 takes of 8');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();

  await speak(page, takesOf('two').slice(0, 1), 60);
  await page.keyboard.press('r');
  await expect(card).toContainText('1 take of 8');
  await page.getByRole('button', { name: 'Last one again' }).click();
  await expect(card).toContainText('0 takes of 8');
  await expect(page.getByTestId('recording')).toBeVisible();
  await page.getByRole('radio', { name: 'Train on a folder' }).check();
  await page.getByRole('radio', { name: 'Teach words' }).check();
  await expect(card).toBeVisible();
  await expect(page.getByTestId('recording')).toHaveCount(0);
  await page.keyboard.press('r');
  await expect(page.getByTestId('recording')).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByTestId('recording')).toHaveCount(0);
});

test('takes stay over a reload, come out as a zip, and go in again here and in Evaluate', async ({
  page,
}, testInfo) => {
  await page.goto('./?backend=wasm#train');
  await addSampleTakes(page);
  await page.getByRole('button', { name: 'Delete take 1' }).first().click();
  await page.getByTestId('take-removed').getByRole('button', { name: 'Undo' }).click();
  await untilStored(page);
  await page.reload();
  await expect(page.getByTestId('word-card')).toHaveCount(3);
  await expect(page.getByTestId('word-card').first()).toContainText('6 takes of 8');

  await expect(page.getByRole('combobox', { name: 'Who speaks' }).getByRole('option')).toHaveCount(6);

  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the takes' }).click();
  const zip = testInfo.outputPath('takes.zip');
  await (await waiting).saveAs(zip);
  await page.getByRole('button', { name: 'Delete “one” and its takes' }).click();
  await expect(page.getByTestId('word-card')).toHaveCount(2);
  await dropPaths(page.getByRole('banner'), [zip]);
  await expect(page.getByTestId('word-card')).toHaveCount(3);
  await expect(page.getByTestId('word-card').filter({ hasText: 'one' })).toContainText('6 takes of 8');
  await expect(page.getByTestId('word-card').filter({ hasText: 'two' })).toContainText('12 takes of 8');

  await page.getByRole('tab', { name: 'Evaluate' }).click();
  await expect(page.getByRole('button', { name: 'Try the sample folder' })).toBeVisible();
  await dropPaths(page.getByRole('banner'), [zip]);
  await expect(page.getByText('Finished: 18 clips').first()).toBeVisible({ timeout: 60_000 });

  const damaged = testInfo.outputPath('damaged.zip');
  writeFileSync(damaged, 'PK\u0003\u0004 no zip at all');
  await dropPaths(page.getByRole('banner'), [damaged]);
  await expect(page.getByRole('alert').first()).toContainText('damaged.zip', { timeout: 60_000 });
});

test('words are checked, and markup is only text', async ({ page }) => {
  await page.goto('./#train');
  const field = wordField(page);
  const alert = page.getByRole('alert');
  await field.press('Enter');
  await expect(alert).toContainText('Type a word first.');
  await field.fill('<img src=x onerror=alert(1)>');
  await field.press('Enter');
  await expect(page.getByRole('button', { name: /^Record “<img/ })).toBeVisible();
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  await field.fill('  <IMG src=x onerror=alert(1)> ');
  await field.press('Enter');
  await expect(alert).toContainText('is there already');
  await field.fill('a/b');
  await field.press('Enter');
  await expect(alert).toContainText('cannot be the name of a word');
  await page.getByRole('button', { name: '<img src=x' }).first().click();
  const rename = page.getByRole('textbox', { name: /New spelling/ });
  await rename.fill('banana');
  await rename.press('Enter');
  await expect(page.getByRole('button', { name: 'Record “banana”' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Teach', exact: true })).toBeDisabled();
  await expectAccessible(page);
});

test('without storage it works until the page closes, and says so', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('A mutation operation was attempted.', 'InvalidStateError');
    };
  });
  await page.goto('./?backend=wasm#train');
  await expect(page.getByRole('alert')).toContainText('keeps nothing here');
  await addSampleTakes(page);
  await expect(page.getByRole('button', { name: 'Teach', exact: true })).toBeEnabled();
});

test('storage that the browser has thrown away takes nothing from the open page, and takes new takes', async ({
  page,
  context,
}) => {
  await page.goto('./?backend=wasm#train');
  await addSampleTakes(page);
  await untilStored(page);
  await page.reload();
  await expect(page.getByTestId('word-card')).toHaveCount(3);
  const session = await context.newCDPSession(page);
  const { origin } = new URL(page.url());
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await teachBriefly(page);
  await addWord(page, 'later');
  await untilStored(page);
  await page.reload();
  await expect(page.getByTestId('word-card').filter({ hasText: 'later' })).toHaveCount(1);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a tab closed while it records or learns leaves whole takes and no model', async ({ page }) => {
  await useSpokenMicrophone(page);
  await page.goto('./?backend=wasm#train');
  await addSampleTakes(page);
  await speak(page, takesOf('two').slice(0, 1), 60);
  await page.getByRole('button', { name: 'Record “two”' }).click();
  const two = page.getByTestId('word-card').filter({ hasText: 'two' });
  await expect(two).toContainText('7 takes of 8');
  await untilStored(page);
  await page.reload();
  await expect(two).toContainText('7 takes of 8');
  await expect(page.getByTestId('recording')).toHaveCount(0);
  await page.getByRole('button', { name: 'Teach', exact: true }).click();
  await expect(page.getByTestId('lesson')).toHaveAttribute('data-status', /preparing|head/);
  await page.reload();
  await expect(page.getByTestId('word-card')).toHaveCount(3);
  await expect(page.getByRole('button', { name: 'Teach', exact: true })).toBeEnabled();
  await expect(page.getByText('A training was broken off')).toHaveCount(0);
  await page.getByRole('tab', { name: 'Models' }).click();
  await expect(page.getByRole('heading', { name: textsByLocale['en-US'].models.own })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'one · seven · two' })).toHaveCount(0);
});

test('starting over deletes takes, models and settings; the backup brings takes and models back', async ({
  page,
}, testInfo) => {
  test.setTimeout(240_000);
  await page.goto('./?backend=wasm#train');
  await addSampleTakes(page);
  await teachBriefly(page);
  await page.evaluate(() => localStorage.setItem('phonoscope.theme', 'dark'));
  await page.getByRole('tab', { name: 'Models' }).click();
  await page.getByRole('button', { name: 'Start over' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('18 takes, 1 model of your own');
  const waiting = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save a backup' }).click();
  const backup = testInfo.outputPath('backup.zip');
  await (await waiting).saveAs(backup);
  await expect(dialog).toContainText('has been saved');
  await dialog.getByRole('button', { name: 'Delete everything' }).click();
  await expect(page.getByRole('tab', { name: 'Classify' })).toHaveAttribute('aria-selected', 'true');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await page.getByRole('tab', { name: 'Train' }).click();
  await expect(page.getByRole('button', { name: 'Try with sample takes' })).toBeVisible();
  await expect(page.getByTestId('word-card')).toHaveCount(0);

  await dropPaths(page.getByRole('banner'), [backup]);
  await expect(page.getByTestId('word-card')).toHaveCount(3);
  await expect(page.getByTestId('model-added')).toContainText('one · seven · two');
});
