import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import * as v from 'valibot';
import { repositoryDir } from '../../scripts/serve.ts';
import { parsePredictionsCsv } from '../../src/core/evaluation/predictions-csv.ts';
import { expectAccessible } from './harness/axe.ts';
import { dropPaths } from './harness/drop-paths.ts';
import { takeScreenshots } from './harness/screenshots.ts';
import { speechDataDir } from './harness/speech-data.ts';
import { expect, test } from './harness/test.ts';
import { badWavs, truncatedWav, writeFiles } from './harness/wav-variants.ts';

const sampleDir = join(repositoryDir, 'public', 'samples', 'digits');
const modelLabels = v.parse(
  v.looseObject({ labels: v.array(v.string()) }),
  JSON.parse(readFileSync(join(repositoryDir, 'public', 'models', 'digits', 'phonoscope.json'), 'utf8')),
).labels;
const digits = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

const scoresByLabel = v.record(v.string(), v.number());
const evaluationSchema = v.looseObject({
  model: v.string(),
  split: v.string(),
  numClips: v.number(),
  accuracy: v.number(),
  labels: v.array(v.string()),
  confusion: v.array(v.array(v.number())),
  report: v.record(v.string(), v.unknown()),
  clips: v.array(
    v.object({ path: v.string(), label: v.string(), predicted: v.string(), scores: scoresByLabel }),
  ),
  unreadable: v.array(v.object({ path: v.string(), reason: v.string() })),
});
type Evaluation = v.InferOutput<typeof evaluationSchema>;

let scratch = '';
test.beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'evaluate-'));
});
test.afterEach(() => rmSync(scratch, { recursive: true, force: true }));

/** Copies of the shipped samples, so many of each. */
function makeFolder(name: string, numCopies: number, labels: readonly string[] = digits): string {
  const dir = join(scratch, name);
  for (const label of labels) {
    const from = join(sampleDir, digits.includes(label) ? label : 'zero');
    mkdirSync(join(dir, label), { recursive: true });
    for (const file of readdirSync(from)) {
      for (let copy = 0; copy < numCopies; copy++)
        cpSync(join(from, file), join(dir, label, `${copy}-${file}`));
    }
  }
  return dir;
}

async function openPanel(page: Page): Promise<void> {
  await page.goto('./?backend=wasm#evaluate');
  await expect(page.getByRole('button', { name: 'Choose a folder' })).toBeVisible();
}

async function dropFolder(page: Page, dir: string): Promise<void> {
  await openPanel(page);
  await dropPaths(page.getByRole('banner'), [dir]);
}

const panelOf = (page: Page): Locator => page.getByRole('tabpanel');
const matrixOf = (page: Page): Locator => page.getByRole('grid', { name: 'Confusion matrix' });
const cellAt = (page: Page, row: number, column: number): Locator =>
  matrixOf(page).locator(`td[data-row="${row}"][data-column="${column}"]`);

async function expectFinished(page: Page, numClips: number): Promise<void> {
  await expect(page.getByText(`Finished: ${numClips} clip`).first()).toBeVisible({ timeout: 45_000 });
}

/** The counts as they stand in the table. */
function readMatrix(page: Page): Promise<number[][]> {
  return matrixOf(page).evaluate((table) =>
    [...table.querySelectorAll('tbody tr')].map((row) =>
      [...row.querySelectorAll('td')].map((cell) => Number(cell.firstChild?.textContent ?? 0)),
    ),
  );
}

async function download(page: Page, button: string): Promise<Buffer> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const path = await (await waiting).path();
  return readFileSync(path);
}

async function exportJson(page: Page): Promise<Evaluation> {
  const json = await download(page, 'Save as JSON');
  return v.parse(evaluationSchema, JSON.parse(json.toString('utf8')));
}

async function evaluateOnCommandLine(dir: string): Promise<Evaluation> {
  const args = ['run', '-s', 'cli', '--', 'evaluate', '--root_dir', dir, '--json'];
  const { stdout } = await promisify(execFile)('npm', args, { cwd: repositoryDir, maxBuffer: 1e8 });
  return v.parse(evaluationSchema, JSON.parse(stdout));
}

function expectSame(page: Evaluation, commandLine: Evaluation): void {
  const { clips, ...facts } = page;
  for (const key of [
    'model',
    'split',
    'numClips',
    'accuracy',
    'labels',
    'confusion',
    'report',
    'unreadable',
  ] as const) {
    expect(facts[key], key).toEqual(commandLine[key]);
  }
  const words = (evaluation: Evaluation) =>
    evaluation.clips.map(({ path, label, predicted }) => ({ path, label, predicted }));
  expect(words(page)).toEqual(words(commandLine));
  clips.forEach((clip, index) => {
    for (const [label, score] of Object.entries(commandLine.clips[index]?.scores ?? {})) {
      expect(
        Math.abs((clip.scores[label] ?? Number.NaN) - score),
        `${clip.path} ${label}`,
      ).toBeLessThanOrEqual(1e-5);
    }
  });
}

test('one click evaluates the sample folder', async ({ page }) => {
  await openPanel(page);
  await page.getByRole('button', { name: 'Try the sample folder' }).click();
  await expectFinished(page, 60);
  const counts = await readMatrix(page);
  expect(counts).toHaveLength(modelLabels.length);
  expect(counts.map((row) => row.reduce((sum, count) => sum + count, 0))).toEqual(
    modelLabels.map((label) => (digits.includes(label) ? 6 : 0)),
  );
  await expect(panelOf(page).getByText(/^95 % interval \d+–\d+\u00A0%$/)).toBeVisible();
  await expect(panelOf(page).getByText('Sample folder · whole folder · Digits · WASM')).toBeVisible();
  await expect(page.getByRole('row', { name: /^Macro average/ })).toBeVisible();
});

test('a folder dropped through the drag events of the browser gives the command line’s matrix', async ({
  page,
}) => {
  await dropFolder(page, sampleDir);
  await expectFinished(page, 60);
  const [shown, saved, expected] = [
    await readMatrix(page),
    await exportJson(page),
    await evaluateOnCommandLine(sampleDir),
  ];
  expect(shown).toEqual(expected.confusion);
  expectSame(saved, expected);
});

test('a folder dropped on another panel is evaluated all the same', async ({ page }) => {
  await page.goto('./?backend=wasm');
  await expect(page.getByRole('tab', { name: 'Classify' })).toHaveAttribute('aria-selected', 'true');
  await dropPaths(page.getByRole('banner'), [sampleDir]);
  await expect(page.getByRole('tab', { name: 'Evaluate' })).toHaveAttribute('aria-selected', 'true');
  await expectFinished(page, 60);
});

test('FSDD’s official test split gives the command line’s matrix', async ({ page }) => {
  test.setTimeout(180_000);
  const dir = speechDataDir('fsdd');
  test.skip(dir === null, 'needs PHONOSCOPE_DATA');
  await dropFolder(page, dir ?? '');
  await expect(page.getByRole('radio', { name: 'test' })).toBeChecked({ timeout: 45_000 });
  await expectFinished(page, 300);
  const [shown, saved, expected] = [
    await readMatrix(page),
    await exportJson(page),
    await evaluateOnCommandLine(dir ?? ''),
  ];
  expect(shown).toEqual(expected.confusion);
  expectSame(saved, expected);
});

test('a folder can be chosen, and its splits too', async ({ page }) => {
  const dir = join(scratch, 'split');
  for (const [split, labels] of [
    ['test', ['one', 'two']],
    ['val', ['three']],
  ] as const) {
    for (const label of labels) cpSync(join(sampleDir, label), join(dir, split, label), { recursive: true });
  }
  await openPanel(page);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await (await choosing).setFiles(dir);
  await expectFinished(page, 12);
  await expect(page.getByRole('radio', { name: 'test' })).toBeChecked();
  expect((await exportJson(page)).split).toBe('test');
  await page.getByText('val', { exact: true }).click();
  await expectFinished(page, 6);
  await expect(panelOf(page).getByText('split · split val · Digits · WASM')).toBeVisible();
  expect((await exportJson(page)).split).toBe('val');
});

test('a cell opens its clips, with scores and spectrograms, and they play one at a time', async ({
  page,
}) => {
  await dropFolder(page, sampleDir);
  await expectFinished(page, 60);
  await cellAt(page, 7, 7).click();
  const numClips = (await readMatrix(page))[7]?.[7] ?? 0;
  const pane = page.getByRole('region', { name: 'seven heard right' });
  await expect(pane.getByText(`${numClips} clips · least confident first`)).toBeVisible();
  await expect(cellAt(page, 7, 7)).toHaveAttribute('aria-selected', 'true');
  const first = pane
    .getByRole('listitem')
    .filter({ has: page.getByRole('button') })
    .first();
  await expect(first.locator('canvas')).toBeVisible();
  await expect(first.getByRole('list', { name: 'Highest scores' }).getByRole('listitem')).toHaveCount(3);
  const buttons = pane.getByRole('button', { name: /^(Play|Stop) seven\// });
  await buttons.nth(0).click();
  await expect(buttons.nth(0)).toHaveAccessibleName(/^Stop/);
  await buttons.nth(1).click();
  await expect(buttons.nth(0)).toHaveAccessibleName(/^Play/);
  // Only a sound that really plays comes to its end.
  await expect(buttons.nth(1)).toHaveAccessibleName(/^Play/);
  await expect(pane.getByRole('alert')).toHaveCount(0);
});

test('mistakes come with the most confident first', async ({ page }) => {
  const dir = join(scratch, 'wrong');
  // What lies in "one" says "two": every clip a mistake.
  cpSync(join(sampleDir, 'two'), join(dir, 'one'), { recursive: true });
  cpSync(join(sampleDir, 'nine'), join(dir, 'nine'), { recursive: true });
  await dropFolder(page, dir);
  await expectFinished(page, 12);
  const { clips } = await exportJson(page);
  const expected = clips
    .filter(({ label, predicted }) => label !== predicted)
    .toSorted((a, b) => (b.scores[b.predicted] ?? 0) - (a.scores[a.predicted] ?? 0))
    .map(({ path }) => path);
  expect(expected.length).toBeGreaterThan(2);
  const pane = page.getByRole('region', { name: 'All mistakes' });
  await expect(pane.getByRole('button', { name: /^Play / }).first()).toHaveAccessibleName(
    `Play ${expected[0]}`,
  );
  await expect(pane.getByRole('button', { name: /^Play / }).nth(1)).toHaveAccessibleName(
    `Play ${expected[1]}`,
  );
});

test('the keyboard reaches cells and clips', async ({ page }) => {
  await openPanel(page);
  await page.getByRole('button', { name: 'Try the sample folder' }).focus();
  await page.keyboard.press('Enter');
  await expectFinished(page, 60);
  await cellAt(page, 0, 0).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(cellAt(page, 1, 1)).toBeFocused();
  await page.keyboard.press('Control+End');
  await expect(cellAt(page, modelLabels.length - 1, modelLabels.length - 1)).toBeFocused();
  await page.keyboard.press('Control+Home');
  await expect(matrixOf(page).locator('td[tabindex="0"]')).toHaveCount(1);
  await page.keyboard.press('Enter');
  const buttons = page
    .getByRole('region', { name: 'zero heard right' })
    .getByRole('button', { name: /^(?:Play|Stop) zero\// });
  await expect(buttons.nth(0)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(buttons.nth(0)).toHaveAccessibleName(/^Stop/);
  await page.keyboard.press('ArrowDown');
  await expect(buttons.nth(1)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(buttons.nth(1)).toHaveAccessibleName(/^Stop/);
  await expect(buttons.nth(0)).toHaveAccessibleName(/^Play/);
  await page.keyboard.press('Escape');
  await expect(cellAt(page, 0, 0)).toBeFocused();
});

test('a cancelled run keeps what it did and says so', async ({ page }) => {
  await dropFolder(page, makeFolder('long', 25));
  const progress = page.getByRole('progressbar', { name: 'Evaluating the clips' });
  await expect.poll(async () => Number(await progress.getAttribute('value'))).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(
    page.getByText(/^Cancelled\. The figures are those of the first [\d,]+ of 1,500 clips\.$/).first(),
  ).toBeVisible();
  const { numClips, confusion } = await exportJson(page);
  expect(numClips).toBeGreaterThan(0);
  expect(numClips).toBeLessThan(1500);
  expect(await readMatrix(page)).toEqual(confusion);
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
});

test('files that cannot be read are listed with their reasons', async ({ page }) => {
  const dir = join(scratch, 'broken');
  writeFiles(join(dir, 'seven'), { ...badWavs(), 'cut-off.wav': truncatedWav() });
  writeFileSync(join(dir, 'stray.wav'), 'lies in no label folder');
  await dropFolder(page, dir);
  await expectFinished(page, 1);
  await page.getByRole('button', { name: '5 files left out' }).click();
  const list = page.getByRole('region', { name: '5 files left out' });
  await expect(list).toBeFocused();
  await expect(list.getByRole('listitem')).toHaveCount(5);
  for (const [file, reason] of [
    ['seven/not-a-wav.wav', /not a WAV file/],
    ['seven/zero-bytes.wav', /empty: it has 0 bytes/],
    ['seven/zero-samples.wav', /no sound in it/],
    ['seven/cut-header.wav', /header of this file is broken/],
    ['stray.wav', /has no label/],
  ] as const) {
    await expect(list.getByRole('listitem').filter({ hasText: file })).toContainText(reason);
  }
  expectSame(await exportJson(page), await evaluateOnCommandLine(dir));
});

test('a folder in which nothing can be used says so', async ({ page }) => {
  writeFiles(join(scratch, 'useless', 'seven'), badWavs());
  await dropFolder(page, join(scratch, 'useless'));
  await expect(page.getByRole('alert')).toContainText('None of the files could be used');
  await expect(page.getByRole('region', { name: '4 files left out' })).toBeVisible();
});

test('a folder without audio has a sentence of its own, and nothing else is lost', async ({ page }) => {
  const dir = join(scratch, 'letters');
  mkdirSync(dir);
  writeFileSync(join(dir, 'letter.txt'), 'Dear reader');
  await dropFolder(page, dir);
  await expect(page.getByRole('alert')).toContainText('letters');
  await expect(page.getByRole('alert')).toContainText('There is no sound file in this folder.');
  await page.getByRole('button', { name: 'Try the sample folder' }).click();
  await expectFinished(page, 60);
  await dropPaths(page.getByRole('banner'), [dir]);
  await expect(page.getByRole('alert')).toContainText('There is no sound file in this folder.');
  await expect(matrixOf(page)).toBeVisible();
});

test('labels that the model lacks are named and count as mistakes, in a matrix of 35', async ({ page }) => {
  const others = Array.from(
    { length: 33 - modelLabels.length },
    (_, index) => `word-${String(index).padStart(2, '0')}`,
  );
  const dir = makeFolder('many', 1, [...digits, ...others, 'a label as long as a whole sentence is', 'שלום']);
  const numLacking = others.length + 2;
  const numClips = 60 + 6 * numLacking;
  await dropFolder(page, dir);
  await expectFinished(page, numClips);
  const note = page.getByTestId('labels-lacking');
  await expect(note).toContainText(`The model does not know ${numLacking} labels`);
  await expect(note).toContainText(`The ${6 * numLacking} clips with such a label count as mistakes`);
  await expect(note.getByRole('listitem')).toHaveCount(numLacking);
  const saved = await exportJson(page);
  expect(saved.labels).toHaveLength(35);
  expect(saved.accuracy).toBeLessThanOrEqual(60 / numClips);
  // The most confused ones, and all others as one.
  await expect(matrixOf(page).locator('tbody tr')).toHaveCount(30);
  await expect(matrixOf(page).getByRole('rowheader').last()).toContainText('(others)');
  await page.getByRole('button', { name: 'Show all 35 labels' }).click();
  expect(await readMatrix(page)).toEqual(saved.confusion);
  await cellAt(page, 0, 0).focus();
  await page.keyboard.press('Control+End');
  await expect(cellAt(page, 34, 34)).toBeInViewport();
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }));
  expect(scroll).toBe(client);
});

test('the results can be saved as JSON, CSV and PNG, and the report copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await dropFolder(page, sampleDir);
  await expectFinished(page, 60);
  const saved = await exportJson(page);
  const csv = await download(page, 'Save the predictions as CSV');
  expect(parsePredictionsCsv(csv.toString('utf8'))).toEqual({
    labels: saved.clips.map(({ label }) => label),
    predicted: saved.clips.map(({ predicted }) => predicted),
  });
  const png = await download(page, 'Save the matrix as PNG');
  expect(png.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001A\n');
  expect(png.readUInt32BE(16)).toBeGreaterThan(1200);
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await expect(page.getByText('Copied')).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/^ {14}precision {4}recall {2}f1-score {3}support\n\n/);
  expect(text).toMatch(/\n {4}accuracy {27}\d\.\d\d {8}60\n/);
});

test('results survive a change of panel, language and theme', async ({ page }) => {
  await openPanel(page);
  await page.getByRole('button', { name: 'Try the sample folder' }).click();
  await expectFinished(page, 60);
  await cellAt(page, 2, 2).click();
  await page.getByRole('tab', { name: 'Classify' }).click();
  await expect(matrixOf(page)).toBeHidden();
  await page.getByRole('tab', { name: 'Evaluate' }).click();
  await expect(cellAt(page, 2, 2)).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('region', { name: 'two heard right' })).toBeVisible();
});

for (const [locale, sample] of [
  ['en-US', 'Try the sample folder'],
  ['zh-CN', '试试示例文件夹'],
] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(() => {
      test.use({ locale, colorScheme });
      test(`results have no barriers that axe finds (${locale}, ${colorScheme})`, async ({ page }) => {
        // axe looks at every cell; on a machine that is busy with other tests that takes its time.
        test.slow();
        await page.goto('./?backend=wasm#evaluate');
        await page.getByRole('button', { name: sample }).click();
        await expect(page.getByRole('grid')).toBeVisible({ timeout: 45_000 });
        await expect(page.getByRole('row').last()).toBeVisible({ timeout: 45_000 });
        await page.locator('td[data-row="3"][data-column="3"]').click();
        await expect(page.locator('li canvas').first()).toBeVisible();
        await expectAccessible(page);
        await expect(page.locator('body')).not.toContainText(/evaluate\.[a-z]/);
      });
    });
  }
}

test('screenshots of the results', async ({ browser, server }) => {
  test.setTimeout(180_000);
  const names = { en: 'Try the sample folder', zh: '试试示例文件夹' } as const;
  await takeScreenshots(browser, server.url, 'evaluate', async (page, language) => {
    await page.goto('./?backend=wasm#evaluate');
    await page.getByRole('button', { name: names[language] }).click();
    await expect(page.locator('li canvas').first()).toBeVisible({ timeout: 45_000 });
  });
  await takeScreenshots(browser, server.url, 'evaluate-empty', async (page, language) => {
    await page.goto('./?backend=wasm#evaluate');
    await expect(page.getByRole('button', { name: names[language] })).toBeVisible();
  });
});
