import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import * as v from 'valibot';
import { repositoryDir } from '../../scripts/serve.ts';
import { parseCsv } from '../../src/core/evaluation/csv.ts';
import { expectAccessible } from './harness/axe.ts';
import { dropPaths } from './harness/drop-paths.ts';
import { takeScreenshots } from './harness/screenshots.ts';
import { expect, test } from './harness/test.ts';

const sampleDir = join(repositoryDir, 'public', 'samples', 'digits');
const figure = v.object({ value: v.nullable(v.number()), interval: v.nullable(v.array(v.number())) });
const scores = v.looseObject({
  precision: v.number(),
  recall: v.number(),
  'f1-score': v.number(),
  support: v.number(),
});
const exportSchema = v.looseObject({
  labels: v.array(v.string()),
  report: v.record(v.string(), v.union([scores, v.number()])),
  metrics: v.record(v.string(), figure),
});
type Export = v.InferOutput<typeof exportSchema>;

async function openResults(page: Page): Promise<void> {
  await page.goto('./?backend=wasm#evaluate');
  await expect(page.locator('#panel-evaluate').getByRole('button').first()).toBeVisible();
  await dropPaths(page.getByRole('banner'), [sampleDir]);
  await expect(page.locator('[data-metric="kappa"]')).toBeVisible({ timeout: 45_000 });
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

async function download(page: Page, button: Locator): Promise<string> {
  const waiting = page.waitForEvent('download');
  await button.click();
  return readFileSync(await (await waiting).path(), 'utf8');
}

/** From the first view to the curves with the arrow keys alone. */
async function goToCurves(page: Page): Promise<void> {
  await page.locator('input[name="evaluate-view"]:checked').focus();
  const curves = page.locator('input[name="evaluate-view"][value="curves"]');
  while (!(await curves.isChecked())) await page.keyboard.press('ArrowRight');
  await expect(page.locator('svg.recharts-surface').first()).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

/** Without the interval under it. */
const ownText = (locator: Locator): Promise<string> =>
  locator.evaluate((element) => element.firstChild?.textContent ?? '');

/** The rows of the report as they stand, without intervals. */
function readReport(page: Page): Promise<string[][]> {
  const table = page.getByRole('table', { name: 'Classification report' });
  return table.evaluate((element) =>
    [...element.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.firstChild?.textContent ?? ''),
    ),
  );
}

function rowsOf({ labels, report }: Export): string[][] {
  return labels.map((label) => {
    const { precision, recall, 'f1-score': f1, support } = v.parse(scores, report[label]);
    return [label, precision.toFixed(2), recall.toFixed(2), f1.toFixed(2), String(support)];
  });
}

async function expectMetrics(page: Page, { metrics }: Export): Promise<void> {
  expect(Object.keys(metrics).length).toBeGreaterThan(9);
  for (const [name, { value, interval }] of Object.entries(metrics)) {
    const isShare = /accuracy$|error$/i.test(name);
    const write = (number: number | null | undefined) =>
      isShare ? ((number ?? 0) * 100).toFixed(0) : (number ?? 0).toFixed(2);
    const cell = page.locator(`[data-metric="${name}"] dd`);
    expect(await ownText(cell), name).toBe(`${write(value)}${isShare ? '\u00A0%' : ''}`);
    if (interval !== null) await expect(cell).toContainText(`${write(interval[0])}–${write(interval[1])}`);
  }
}

test('the report and the curves are reached by keyboard and agree with the export', async ({ page }) => {
  await openResults(page);
  const saved = v.parse(
    exportSchema,
    JSON.parse(await download(page, page.getByRole('button', { name: 'Save as JSON' }))),
  );
  expect(await readReport(page)).toEqual(rowsOf(saved));
  await expectMetrics(page, saved);
  const recall = page.getByRole('columnheader', { name: 'Recall' });
  await recall.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(recall).toHaveAttribute('aria-sort', 'ascending');
  await page.keyboard.press('Enter');
  await expect(recall).toHaveAttribute('aria-sort', 'descending');

  await goToCurves(page);
  const error = (saved.metrics['expectedCalibrationError']?.value ?? 0) * 100;
  await expect(page.getByRole('figure', { name: 'Reliability' })).toContainText(
    `(ECE) ${error.toFixed(1)}\u00A0%`,
  );
  const roc = page.getByRole('figure', { name: 'ROC' });
  await roc.getByRole('application').focus();
  await page.keyboard.press('End');
  await expect(roc).toContainText('100.0\u00A0% of its clips found, 100.0\u00A0% of the others taken for it');
  const slider = page.getByRole('slider', { name: 'Share of clips kept' });
  await slider.focus();
  await page.keyboard.press('End');
  const accuracy = (saved.metrics['accuracy']?.value ?? 0) * 100;
  await expect(slider).toHaveAttribute(
    'aria-valuetext',
    new RegExp(`keeps 100\\.0\u00A0% of the clips at ${accuracy.toFixed(1)}\u00A0% accuracy`),
  );
  const csv = parseCsv(
    await download(page, roc.getByRole('button', { name: 'Save the points as CSV: ROC' })),
  );
  expect(csv[0]?.cells).toEqual(['curve', 'false_positive_rate', 'true_positive_rate', 'threshold']);
  expect(new Set(csv.slice(1).map(({ cells }) => cells[0])).size).toBe(5);
  await roc.getByText('Show as table').click();
  await expect(roc.getByRole('row')).toHaveCount(csv.length);
  await expectAccessible(page);
});

test('screenshots of report and curves', async ({ browser, server }) => {
  test.setTimeout(180_000);
  await takeScreenshots(browser, server.url, 'evaluate-report', (page) => openResults(page));
  await takeScreenshots(
    browser,
    server.url,
    'evaluate-curves',
    async (page) => {
      await openResults(page);
      await goToCurves(page);
    },
    async (page) => {
      await expect(page.locator('#panel-evaluate')).not.toContainText(/evaluate\.[a-z]/);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    },
  );
});
