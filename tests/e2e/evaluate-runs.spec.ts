import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { repositoryDir } from '../../scripts/serve.ts';
import { writeCsv } from '../../src/core/evaluation/csv.ts';
import { expectNoSidewaysScroll, textsByLocale } from './classify-page.ts';
import { expectAccessible } from './harness/axe.ts';
import { dropPaths } from './harness/drop-paths.ts';
import { takeScreenshots } from './harness/screenshots.ts';
import { expect, test } from './harness/test.ts';

const sampleDir = join(repositoryDir, 'public', 'samples', 'digits');

let scratch = '';
test.beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'evaluate-runs-'));
});
test.afterEach(() => rmSync(scratch, { recursive: true, force: true }));

const matrixOf = (page: Page): Locator => page.getByRole('grid', { name: 'Confusion matrix' });
const savedRuns = (page: Page): Locator => page.getByTestId('saved-run');

function write(name: string, text: string): string {
  const path = join(scratch, name);
  writeFileSync(path, text);
  return path;
}

/** Predictions of the sample folder by somebody who is wrong about every third clip. */
function writePredictions(): string {
  const clips: { path: string; label: string }[] = JSON.parse(
    readFileSync(join(sampleDir, 'index.json'), 'utf8'),
  );
  const rows = clips.map(({ path, label }, i) => [path, label, i % 3 === 0 ? 'nine' : label]);
  return write('theirs.csv', writeCsv([['file', 'y_true', 'y_pred'], ...rows]));
}

async function runSamples(page: Page): Promise<void> {
  await page.goto('./?backend=wasm#evaluate');
  await page.getByRole('button', { name: 'Try the sample folder' }).click();
  await expect(page.getByText('Finished: 60 clips').first()).toBeVisible({ timeout: 45_000 });
}

test('a run is saved, opened after a reload without its sound, gets its sound back, and can be deleted', async ({
  page,
}) => {
  await runSamples(page);
  const shown = await matrixOf(page).innerText();
  await page.getByRole('button', { name: 'Save this run' }).focus();
  await page.keyboard.press('Enter');
  const name = page.getByRole('textbox', { name: 'Name of the run' });
  await expect(name).toHaveValue(/^Sample folder · whole folder · Digits · /);
  await name.fill('<b>Mine</b>');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Saved', exact: true })).toBeVisible();

  await page.reload();
  await expect(savedRuns(page)).toContainText('<b>Mine</b>');
  await expect(savedRuns(page)).toContainText('60 clips');
  await expectAccessible(page);
  await savedRuns(page).getByRole('button', { name: '<b>Mine</b>', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Saved run of .*: 60 clips\.$/).first()).toBeVisible();
  expect(await matrixOf(page).innerText()).toBe(shown);
  await expect(page.getByRole('button', { name: 'Run again' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Play / })).toHaveCount(0);
  await matrixOf(page).locator('td[data-row="0"][data-column="0"]').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listitem').filter({ hasText: 'zero/' }).first()).toBeFocused();

  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Give the folder to hear the clips' }).click();
  await (await choosing).setFiles(sampleDir);
  await expect(page.getByRole('button', { name: /^Play zero\// }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible();

  await page.getByRole('button', { name: 'Saved runs' }).click();
  await expect(savedRuns(page)).toContainText('shown now');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save “<b>Mine</b>” as a file' }).click();
  expect((await saving).suggestedFilename()).toBe('b-Mine-b.phonoscope-run.json');
  const file = await (await saving).path();
  await page.getByRole('button', { name: 'Delete “<b>Mine</b>”' }).click();
  await expect(savedRuns(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Put it back' }).click();
  await expect(savedRuns(page)).toHaveCount(1);
  await page.keyboard.press('Escape');

  const text = readFileSync(file, 'utf8');
  await dropPaths(page.getByRole('banner'), [
    write('newer.json', text.replace('"version":1', '"version":9')),
  ]);
  await expect(page.getByRole('alert')).toContainText('saved by a newer version of Phonoscope');
  await dropPaths(page.getByRole('banner'), [write('mine.json', text)]);
  await expect(page.getByText(/^Saved run of .*: 60 clips\.$/).first()).toBeVisible();
  expect(await matrixOf(page).innerText()).toBe(shown);
});

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('why a file was left out is said in the report and of a run that is opened again', async ({
    page,
  }) => {
    const folder = join(scratch, 'words', 'one');
    mkdirSync(folder, { recursive: true });
    cpSync(join(sampleDir, 'one'), folder, { recursive: true });
    writeFileSync(join(folder, 'empty.wav'), '');
    const reason = textsByLocale['zh-CN'].errors['audio-empty-file'];
    await page.goto('./?backend=wasm#evaluate');
    await expect(page.getByRole('button', { name: '选择文件夹' })).toBeVisible();
    await dropPaths(page.getByRole('banner'), [join(scratch, 'words')]);
    await expect(page.getByText(reason)).toBeVisible({ timeout: 45_000 });
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: textsByLocale['zh-CN'].evaluate.export.html }).click();
    expect(readFileSync(await (await saving).path(), 'utf8')).toContain(reason);
    await page.getByRole('button', { name: textsByLocale['zh-CN'].evaluate.runs.save, exact: true }).click();
    await page.getByRole('textbox').last().fill('Mine');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: '已保存', exact: true })).toBeVisible();
    await page.reload();
    await savedRuns(page).getByRole('button', { name: 'Mine', exact: true }).click();
    await expect(page.getByText(reason)).toBeVisible();
  });
});

test('somebody’s predictions open as a run, whatever their labels look like', async ({ page }) => {
  const html = '<img src=x onerror=alert(1)>';
  const formula = '=HYPERLINK("http://evil.test","x")';
  const csv = writeCsv([
    ['path', 'label', 'predicted', `p:${html}`, `p:${formula}`],
    ['a.wav', html, html, '80', '20'],
    ['a.wav', formula, html, '60', '40'],
    ['c.wav', formula, formula, '10', '90'],
  ]);
  await page.goto('./?backend=wasm#evaluate');
  await page.getByTestId('run-input').setInputFiles(write('theirs.csv', csv));
  await expect(page.getByRole('heading', { name: 'theirs.csv' })).toBeVisible();
  const notes = page.getByTestId('predictions-notes');
  await expect(notes).toContainText('1 row has a path that came before');
  await expect(notes).toContainText('they were divided by 100');
  await expect(matrixOf(page).getByRole('rowheader')).toHaveText([/^<img src=x/, /^=HYPERLINK/]);
  await expect(page.getByText('2 of 3 clips right')).toBeVisible();
  await expect(page.locator('img[src=x]')).toHaveCount(0);
  await expectAccessible(page);
  await dropPaths(page.getByRole('banner'), [write('broken.csv', 'a,b\n1,2\n')]);
  await expect(page.getByRole('alert')).toContainText('mistake in line 1');
});

test('a run is compared with predictions and with another model, by keyboard', async ({ page }) => {
  await runSamples(page);
  await page.getByRole('radio', { name: 'Matrix' }).focus();
  for (let i = 0; i < 8 && !(await page.getByRole('radio', { name: 'Compare' }).isChecked()); i++)
    await page.keyboard.press('ArrowRight');
  await page.getByTestId('run-input').setInputFiles(writePredictions());
  await expect(page.getByTestId('alignment')).toHaveText('60 clips are compared.');
  const difference = page.getByRole('grid', { name: 'Difference matrix, B − A' });
  await expect(difference).toBeVisible();
  await expect(page.getByText(/^A right and B wrong: \d+; the reverse: \d+; p\s[=<]\s0\.\d+/)).toBeVisible();
  await expect(page.getByText('42 of 60 clips right')).toBeVisible();
  await page.getByRole('button', { name: /^Only A right: [1-9]/ }).focus();
  await page.keyboard.press('Enter');
  const pane = page.getByRole('region', { name: 'Only A right' });
  await expect(
    pane
      .getByRole('listitem')
      .filter({ hasText: /said .* A .* B\snine/ })
      .first(),
  ).toBeVisible();
  await expect(pane.getByRole('button', { name: /^Play / }).first()).toBeVisible();
  await difference.locator('td[data-row="0"][data-column="0"]').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'zero as zero, by one only' })).toBeVisible();
  await expectAccessible(page);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the comparison as JSON' }).click();
  const saved: unknown = JSON.parse(readFileSync(await (await saving).path(), 'utf8'));
  expect(saved).toMatchObject({ numClips: 60, b: { dataName: 'theirs.csv' }, accuracyB: { numCorrect: 42 } });

  await page.getByRole('button', { name: 'Compare with another' }).click();
  await page.getByLabel('Another model on the same clips').selectOption('Commands');
  await page.getByRole('button', { name: 'Run it now' }).click();
  await expect(page.getByTestId('alignment')).toHaveText('60 clips are compared.', { timeout: 45_000 });
  await expect(page.getByRole('heading', { name: 'Sample folder' })).toBeVisible();
});

const words = {
  en: {
    sample: 'Try the sample folder',
    save: 'Save this run',
    here: 'Save in this browser',
    saved: 'Saved',
  },
  zh: { sample: '试试示例文件夹', save: '保存这次评测', here: '存在这个浏览器里', saved: '已保存' },
} as const;

test('screenshots of saved runs and of a comparison', async ({ browser, server }) => {
  test.setTimeout(400_000);
  const predictions = writePredictions();
  const check = async (page: Page) => {
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  };
  const prepare = async (page: Page, language: 'en' | 'zh') => {
    const { sample, save, here, saved } = words[language];
    await page.goto('./?backend=wasm#evaluate');
    await page.getByRole('button', { name: sample }).click();
    for (const name of ['First', 'Everything that was said in the kitchen on a very long afternoon']) {
      await page.getByRole('button', { name: save }).click({ timeout: 45_000 });
      await page.getByRole('textbox').last().fill(name);
      await page.getByRole('button', { name: here }).click();
      await expect(page.getByRole('button', { name: saved, exact: true })).toBeVisible();
      if (name === 'First') {
        await page.reload();
        await page.getByRole('button', { name: sample }).click();
      }
    }
    await page.reload();
    await expect(savedRuns(page)).toHaveCount(2);
  };
  await takeScreenshots(browser, server.url, 'evaluate-saved-runs', prepare, check);
  await takeScreenshots(
    browser,
    server.url,
    'evaluate-reopened',
    async (page, language) => {
      await prepare(page, language);
      await page.getByRole('button', { name: 'First', exact: true }).click();
      await expect(page.getByRole('grid')).toBeVisible();
    },
    check,
  );
  await takeScreenshots(
    browser,
    server.url,
    'evaluate-compare',
    async (page, language) => {
      await page.goto('./?backend=wasm#evaluate');
      await page.getByRole('button', { name: words[language].sample }).click();
      await page.locator('input[value="compare"]').check({ force: true, timeout: 45_000 });
      await page.getByTestId('run-input').setInputFiles(predictions);
      await expect(page.getByRole('grid')).toBeVisible();
      await page.getByRole('grid').locator('td[data-row="1"][data-column="1"]').click();
      await expect(page.locator('li canvas').first()).toBeVisible();
    },
    check,
  );
});
