import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeClips } from '../../scripts/figures/folders/make-clips.ts';
import { measureFolder } from '../../scripts/figures/folders/measure-folder.ts';
import { repositoryDir } from '../../scripts/serve.ts';
import { expect, test } from './harness/test.ts';

// What `npm run figures -- folders` measures with 50,000; times hang on the machine and are left to it.
test('a folder of 500 clips leaves no tensors, little memory and few rows', async ({ page, browser }) => {
  test.setTimeout(120_000);
  const scratch = mkdtempSync(join(tmpdir(), 'many-clips-'));
  try {
    await makeClips(join(repositoryDir, 'public', 'samples', 'digits'), scratch, 500);
    await page.goto('./?backend=wasm#evaluate', { waitUntil: 'networkidle' });
    const figures = await measureFolder(browser, page, scratch, { numClips: 500, traced: null });
    expect(figures.tensorGrowth).toBe(0);
    expect(figures.heapGrowth).toBeLessThan(20e6);
    expect(figures.numRows).toBeLessThanOrEqual(200);
    expect(figures.numRows).toBeGreaterThan(20);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});
