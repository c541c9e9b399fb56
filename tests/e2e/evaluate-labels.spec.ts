import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { repositoryDir } from '../../scripts/serve.ts';
import { expectAccessible } from './harness/axe.ts';
import { dropPaths } from './harness/drop-paths.ts';
import { takeScreenshots } from './harness/screenshots.ts';
import { expect, test } from './harness/test.ts';

const sampleDir = join(repositoryDir, 'public', 'samples', 'digits');
/** What the table calls the words of the samples. */
const saidByWord = { zero: 'nought', one: '1', two: 'Two', three: 'three' } as const;

let scratch = '';
test.beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'evaluate-labels-'));
});
test.afterEach(() => rmSync(scratch, { recursive: true, force: true }));

/** A folder whose clips are all in `audio`, with a table whose columns cannot be told by their names. */
function makeSurvey(dir: string): string {
  mkdirSync(join(dir, 'audio'), { recursive: true });
  const rows = [['no', 'quality', 'recording', 'answer']];
  for (const [word, said] of Object.entries(saidByWord)) {
    for (const file of readdirSync(join(sampleDir, word))) {
      const path = `audio/${word.length}${word[1]}${rows.length}.wav`;
      cpSync(join(sampleDir, word, file), join(dir, path));
      rows.push([String(rows.length), rows.length % 2 === 0 ? 'good' : 'poor', `/data/${path}`, said]);
    }
  }
  rows.push(['98', 'good', '../gone.wav', 'three'], ['99', 'good', 'audio/<b>.wav', '<img src=x>']);
  cpSync(
    join(sampleDir, 'one', readdirSync(join(sampleDir, 'one'))[0] ?? ''),
    join(dir, 'audio', 'extra.wav'),
  );
  writeFileSync(join(dir, 'answers.csv'), `\uFEFF${rows.map((row) => row.join(';')).join('\r\n')}\r\n`);
  return dir;
}

async function dropFolder(page: Page, dir: string): Promise<void> {
  await page.goto('./?backend=wasm#evaluate');
  await expect(page.getByRole('button', { name: /Choose a folder|选择文件夹/ })).toBeVisible();
  await dropPaths(page.getByRole('banner'), [dir]);
}

const dialogOf = (page: Page): Locator => page.getByRole('dialog');

async function tabTo(page: Page, target: Locator): Promise<void> {
  const isFocused = () => target.evaluate((element) => element === document.activeElement);
  for (let i = 0; i < 60 && !(await isFocused()); i++) await page.keyboard.press('Tab');
  await expect(target).toBeFocused();
}

async function pick(page: Page, select: Locator, typed: string): Promise<void> {
  await tabTo(page, select);
  await page.keyboard.type(typed);
}

test('a table’s columns are chosen and a label mapped, by keyboard', async ({ page }) => {
  await dropFolder(page, makeSurvey(join(scratch, 'survey')));
  const dialog = dialogOf(page);
  // It opens by itself: the only folder is "audio", which is no label of the model.
  await expect(dialog).toContainText('Where do the labels come from?', { timeout: 45_000 });
  await expect(dialog.getByRole('status').last()).toHaveText('0 of 25 clips have a label the model knows');
  await tabTo(page, dialog.getByRole('radio', { name: 'Folders' }));
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('combobox', { name: 'Table' })).toHaveText('answers.csv');
  // The column of files is found by what stands in it; that of labels is not the one meant.
  await expect(dialog.getByRole('combobox', { name: 'Column with the file' })).toHaveValue('recording');
  const labelColumn = dialog.getByRole('combobox', { name: 'Column with the label' });
  await expect(labelColumn).toHaveValue('quality');
  await pick(page, labelColumn, 'ans');
  await expect(labelColumn).toHaveValue('answer');
  const firstRow = dialog.getByRole('table', { name: 'The first rows' }).getByRole('row').nth(1);
  await expect(firstRow).toContainText('nought');
  await expect(dialog).toContainText('24 of 25 files have a label.');
  await expect(dialog.getByText('2 rows that name no sound file of the folder')).toBeVisible();
  await expect(dialog.getByRole('combobox', { name: '1 counts as' })).toHaveValue('one');
  await expect(dialog.getByRole('combobox', { name: 'Two counts as' })).toHaveValue('two');
  await expect(dialog.getByRole('status').last()).toHaveText('18 of 24 clips have a label the model knows');
  await expectAccessible(page);
  await pick(page, dialog.getByRole('combobox', { name: 'nought counts as' }), 'zero');
  await expect(dialog.getByRole('status').last()).toHaveText('24 of 24 clips have a label the model knows');
  await tabTo(page, dialog.getByRole('button', { name: 'Apply' }));
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Finished: 24 clips').first()).toBeVisible({ timeout: 45_000 });
  await expect(page.getByText(/labels from answers\.csv · 3 labels mapped/)).toBeVisible();
  const report = page.getByRole('row', { name: /^zero / });
  await expect(report.getByRole('cell').last()).toHaveText('6');
  await expect(page.getByTestId('labels-lacking')).toHaveCount(0);
  const left = page.getByRole('region', { name: '1 file left out' });
  await expect(left).toContainText('It has no label: no row of answers.csv names it.');
  await page.getByTestId('label-notes').getByText('2 rows that name no sound file').click();
  await expect(page.getByTestId('label-notes')).toContainText('Line 26: ../gone.wav');
});

test('a pattern says what is wrong in it, and gives labels', async ({ page }) => {
  const dir = join(scratch, 'flat');
  mkdirSync(dir);
  for (const word of ['one', 'two']) {
    for (const [index, file] of readdirSync(join(sampleDir, word)).entries()) {
      cpSync(join(sampleDir, word, file), join(dir, `take${index}-${word}.wav`));
    }
  }
  await dropFolder(page, dir);
  const dialog = dialogOf(page);
  await expect(dialog).toBeVisible({ timeout: 45_000 });
  await dialog.getByRole('radio', { name: 'Pattern' }).check();
  const field = dialog.getByRole('textbox', { name: 'Pattern' });
  await field.fill('{take}-{label');
  await expect(dialog).toContainText('Character 8: this brace does not open or close a field.');
  await expect(dialog.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await field.fill('{take}-{label}.wav');
  await expect(dialog).toContainText('12 of 12 clips have a label the model knows');
  await dialog.getByRole('combobox', { name: 'two counts as' }).selectOption('(leave out)');
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('Finished: 6 clips').first()).toBeVisible({ timeout: 45_000 });
  await expect(page.getByTestId('label-notes')).toContainText('6 clips are left out by choice: two.');
  // What was applied stands there when the dialog opens again.
  await page.getByRole('button', { name: 'Labels …' }).click();
  await expect(field).toHaveValue('{take}-{label}.wav');
  await expect(dialog).toContainText('6 of 6 clips have a label the model knows · 6 left out');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('metadata.csv gives labels at once', async ({ page }) => {
  const dir = join(scratch, 'audio-folder');
  mkdirSync(dir);
  const file = readdirSync(join(sampleDir, 'one'))[0] ?? '';
  cpSync(join(sampleDir, 'one', file), join(dir, 'a.wav'));
  cpSync(join(sampleDir, 'two', file), join(dir, 'b.wav'));
  writeFileSync(join(dir, 'metadata.csv'), 'file_name,transcription\na.wav,one\nb.wav,two\n');
  await dropFolder(page, dir);
  await expect(page.getByText('Finished: 2 clips').first()).toBeVisible({ timeout: 45_000 });
  await expect(page.getByText('labels from metadata.csv')).toBeVisible();
  await expect(dialogOf(page)).toBeHidden();
});

test('a zip of a folder is what the folder is, with its table', async ({ page }) => {
  const said = (word: string) =>
    readFileSync(join(sampleDir, word, readdirSync(join(sampleDir, word))[0] ?? ''));
  const table = 'file_name,transcription\na.wav,one\ndeep/b.wav,two\n';
  const packed = zipSync({
    'survey/metadata.csv': strToU8(table),
    'survey/a.wav': said('one'),
    'survey/deep/b.wav': said('two'),
    '__MACOSX/survey/._a.wav': strToU8('no sound'),
  });
  writeFileSync(join(scratch, 'survey.zip'), packed);
  await dropFolder(page, join(scratch, 'survey.zip'));
  await expect(page.getByText('Finished: 2 clips').first()).toBeVisible({ timeout: 45_000 });
  await expect(page.getByText('labels from metadata.csv')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'survey', exact: true })).toBeVisible();
});

test('screenshots of the labels', async ({ browser, server }) => {
  test.setTimeout(180_000);
  const dir = makeSurvey(join(scratch, 'survey'));
  const kinds = { en: 'Table', zh: '表格' } as const;
  await takeScreenshots(
    browser,
    server.url,
    'evaluate-labels',
    async (page, language) => {
      await dropFolder(page, dir);
      await expect(dialogOf(page)).toBeVisible({ timeout: 45_000 });
      await dialogOf(page).getByRole('radio', { name: kinds[language] }).check();
      await dialogOf(page).getByRole('combobox').nth(2).selectOption('answer');
    },
    async () => {},
    { fullPage: false },
  );
});
