import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import * as v from 'valibot';
import { repositoryDir } from '../../scripts/serve.ts';
import { expectAccessible } from './harness/axe.ts';
import { dropPaths } from './harness/drop-paths.ts';
import { expect, test } from './harness/test.ts';

const sample = join(repositoryDir, 'public', 'samples', 'digits', 'zero', 'flite-slt.wav');
const documentSchema = v.looseObject({
  numClips: v.number(),
  labels: v.array(v.string()),
  edits: v.array(v.looseObject({ kind: v.string(), path: v.string() })),
});

const matrixOf = (page: Page) => page.getByRole('grid', { name: 'Confusion matrix' });
const mistakesOf = (page: Page) => page.getByRole('region', { name: 'All mistakes' });

async function openSamples(page: Page): Promise<void> {
  await page.goto('./?backend=wasm#evaluate');
  await page.getByRole('button', { name: 'Try the sample folder' }).click();
  await expect(page.getByText('Finished: 60 clips').first()).toBeVisible({ timeout: 45_000 });
}

async function exportJson(page: Page) {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as JSON' }).click();
  return v.parse(documentSchema, JSON.parse(readFileSync(await (await waiting).path(), 'utf8')));
}

test('the matrix is divided and ordered as was chosen, at the next visit too', async ({ page }) => {
  await openSamples(page);
  await page.getByLabel('Shares of').selectOption('Columns (precision)');
  await page.getByLabel('Order of labels').selectOption('By name');
  await expect(page.getByText('share of the column')).toBeVisible();
  await expect(matrixOf(page).getByRole('rowheader').first()).toContainText('_silence_');
  const cell = matrixOf(page).locator('td[data-row="3"][data-column="3"]');
  const before = await cell.boundingBox();
  await page.getByRole('button', { name: 'Larger cells' }).click();
  await expect.poll(async () => (await cell.boundingBox())?.height).toBeGreaterThan(before?.height ?? 0);
  await page.reload();
  await openSamples(page);
  await expect(page.getByLabel('Shares of')).toHaveValue('column');
  await expect(matrixOf(page).getByRole('rowheader').first()).toContainText('_silence_');
});

test('labels are changed and clips left out, in every figure and export, and all of it can be undone', async ({
  page,
}) => {
  await openSamples(page);
  const accuracy = page.getByText(/of 60 clips right/).first();
  const numRight = Number(/^\d+/.exec(await accuracy.innerText())?.[0]);
  const list = mistakesOf(page);
  const first = list.getByRole('button', { name: /^Play / }).first();
  const path = (await first.getAttribute('aria-label'))?.slice('Play '.length) ?? '';
  // From anywhere: the first mistake is heard, then the next.
  await page.keyboard.press('n');
  await expect(list.getByRole('button', { name: `Stop ${path}` })).toBeFocused();
  await page.keyboard.press('n');
  await expect(list.getByRole('button', { name: /^Stop / })).not.toHaveAccessibleName(`Stop ${path}`);
  await page.keyboard.press('p');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Change the label' });
  await dialog.getByRole('button', { name: /^As heard/ }).click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(page.getByText(`${numRight + 1} of 60 clips right`).first()).toBeVisible();
  await list
    .getByRole('button', { name: /^Change the label of/ })
    .first()
    .click();
  await dialog.getByRole('button', { name: 'Leave the clip out' }).click();
  await expect(page.getByText(`${numRight + 1} of 59 clips right`).first()).toBeVisible();
  await expect(page.getByText('1 label changed, 1 clip left out')).toBeVisible();
  const { numClips, edits } = await exportJson(page);
  expect(numClips).toBe(59);
  expect(edits).toMatchObject([{ kind: 'relabel', path }, { kind: 'exclude' }]);
  await page.getByRole('button', { name: 'Show the changes' }).click();
  const changes = page.getByRole('dialog', { name: 'Changed labels' });
  await changes.getByRole('button', { name: `Take the change of ${path} back` }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText(`${numRight} of 59 clips right`).first()).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByText(`${numRight} of 60 clips right`).first()).toBeVisible();
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(page.getByText(`${numRight + 1} of 60 clips right`).first()).toBeVisible();
  expect((await exportJson(page)).edits).toHaveLength(1);
});

test('500 labels: the most confused first, all of them to scroll through, few of them drawn', async ({
  page,
}) => {
  const dir = mkdtempSync(join(tmpdir(), 'evaluate-500-'));
  for (let i = 0; i < 500; i++) {
    const label = join(dir, 'words', i === 0 ? 'zero' : `word ${String(i).padStart(3, '0')}`);
    mkdirSync(label, { recursive: true });
    cpSync(sample, join(label, 'a.wav'));
  }
  await page.goto('./?backend=wasm#evaluate');
  await expect(page.getByRole('button', { name: 'Choose a folder' })).toBeVisible();
  await dropPaths(page.getByRole('banner'), [join(dir, 'words')]);
  await expect(page.getByText('Finished: 500 clips').first()).toBeVisible({ timeout: 45_000 });
  rmSync(dir, { recursive: true });
  const matrix = matrixOf(page);
  const rows = matrix.locator('tbody tr:has(th)');
  await expect(rows).toHaveCount(30);
  await page.getByRole('button', { name: /^Show all \d+ labels$/ }).click();
  const numLabels = Number(await matrix.getAttribute('aria-rowcount')) - 1;
  expect(numLabels).toBeGreaterThan(500);
  expect(await rows.count()).toBeLessThan(100);
  await matrix.locator('td[tabindex="0"]').focus();
  await page.keyboard.press('Control+End');
  const last = matrix.locator(`td[data-row="${numLabels - 1}"][data-column="${numLabels - 1}"]`);
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
  expect(await rows.count()).toBeLessThan(100);
  await page.keyboard.press('p');
  await expect(matrix.locator('td:focus')).toHaveText(/^1/);
});
