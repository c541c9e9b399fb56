import { wordOf } from './classify-page.ts';
import { expectAccessible } from './harness/axe.ts';
import { expect, test } from './harness/test.ts';

test('the guided tour does the real thing at each step, by keyboard', async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto('./?backend=wasm');
  const tour = page.getByTestId('tour');
  const next = tour.getByRole('button', { name: 'Next' });
  await page.getByRole('button', { name: 'Guided tour' }).press('Enter');
  await expect(tour.getByRole('heading', { name: 'Hear' })).toBeFocused();
  await expect(wordOf(page)).toHaveText('seven');
  await next.press('Enter');
  await expect(page.getByTestId('explain-frame')).toBeVisible();
  await expect(tour.getByRole('heading', { name: 'See' })).toBeFocused();
  await expectAccessible(page);
  await next.press('Enter');
  await expect(page.getByText('Finished: 60 clips').first()).toBeVisible({ timeout: 60_000 });
  await next.press('Enter');
  await expect(page.getByTestId('lesson')).toHaveAttribute('data-status', 'whole', { timeout: 90_000 });
  await page.getByRole('button', { name: 'Good enough' }).click();
  await next.press('Enter');
  await expect(tour.getByRole('heading', { name: 'That was all' })).toBeFocused();
  await tour.getByRole('button', { name: 'Done' }).press('Enter');
  await expect(tour).toHaveCount(0);
});

test('the tour can be left at any time', async ({ page }) => {
  await page.goto('./');
  const tour = page.getByTestId('tour');
  await page.getByRole('button', { name: 'Guided tour' }).click();
  await tour.getByRole('button', { name: 'End the tour' }).click();
  await expect(tour).toHaveCount(0);
  await page.getByRole('button', { name: 'Guided tour' }).click();
  await expect(tour.getByRole('heading', { name: 'Hear' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(tour).toHaveCount(0);
});
