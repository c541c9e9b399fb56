import { openTrainOnFolder } from './train-page.ts';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { repositoryDir } from '../../scripts/serve.ts';
import { makeWav } from '../unit/make-wav.ts';
import { chromiumOptions } from './harness/chromium.ts';
import { dropPaths } from './harness/drop-paths.ts';
import { expect, test } from './harness/test.ts';
import { badWavs, goodWavs, writeFiles } from './harness/wav-variants.ts';

test.use(chromiumOptions());

const read = (name: string) => readFileSync(join(repositoryDir, 'public', 'models', 'digits', name));

type Parts = { 'model.json': Uint8Array; 'weights.bin': Uint8Array; 'phonoscope.json': Uint8Array };

/** The shipped model as a file, with something changed. */
function modelZip(change: Partial<Parts> = {}): Uint8Array {
  return zipSync({
    'model.json': read('model.json'),
    'weights.bin': read('weights.bin'),
    'phonoscope.json': read('phonoscope.json'),
    ...change,
  });
}

function withText(name: keyof Parts, edit: (text: string) => string): Uint8Array {
  return modelZip({ [name]: strToU8(edit(read(name).toString('utf8'))) });
}

/** Full of a byte pattern that is no number in float16 or float32. */
const notNumbers = () => new Uint8Array(read('weights.bin').length).fill(0xff);
/** 90 MB of zeros in a file of 90 kB. */
const bomb = () => modelZip({ 'weights.bin': new Uint8Array(90_000_000) });

/** The bomb with a false size in its directory: what is unpacked is more than was promised. */
function lyingBomb(): Uint8Array {
  const zip = Buffer.from(modelZip({ 'weights.bin': new Uint8Array(50_000_000) }));
  for (let at = zip.indexOf('PK\u0001\u0002'); at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 4)) {
    if (zip.readUInt32LE(at + 24) === 50_000_000) zip.writeUInt32LE(1000, at + 24);
  }
  return zip;
}

const hostile: Readonly<Record<string, () => Uint8Array>> = {
  'no-zip.zip': () => Buffer.from('This is a text.'),
  'empty.zip': () => new Uint8Array(),
  'truncated.zip': () => modelZip().slice(0, 5000),
  'other.zip': () => zipSync({ 'hello.txt': strToU8('hello') }),
  'bomb.zip': bomb,
  'lying-bomb.zip': lyingBomb,
  'short-weights.zip': () => modelZip({ 'weights.bin': read('weights.bin').subarray(0, 1000) }),
  'no-numbers.zip': () => modelZip({ 'weights.bin': notNumbers() }),
  'no-json.zip': () => withText('model.json', (text) => text.slice(0, 500)),
  'huge-layer.zip': () =>
    withText('model.json', (text) => text.replace(/"filters":\d+/, '"filters":4000000000')),
  'large-layer.zip': () =>
    withText('model.json', (text) => text.replaceAll(/"filters":\d+/g, '"filters":65000')),
  'unknown-layer.zip': () => withText('model.json', (text) => text.replace('"Conv2D"', '"Evil"')),
  'other-front-end.zip': () =>
    withText('phonoscope.json', (text) => text.replace(/"numBands": \d+/, '"numBands": 41')),
  'two-labels-alike.zip': () => withText('phonoscope.json', (text) => text.replace('"one"', '"zero"')),
};

const numModels = (page: Page) => page.getByLabel('Model', { exact: true }).first().locator('option');

test('model files that are broken or mean harm are refused in one sentence, and leave nothing', async ({
  page,
}, testInfo) => {
  test.slow();
  await openTrainOnFolder(page);
  for (const [name, make] of Object.entries(hostile)) {
    const file = testInfo.outputPath(name);
    writeFileSync(file, make());
    await page.getByTestId('model-input').setInputFiles(file);
    const alert = page.getByRole('alert').filter({ hasText: name });
    await expect(alert, name).toBeVisible({ timeout: 60_000 });
    await expect(alert, name).toHaveAttribute(
      'data-error-code',
      /^(?:model-invalid|front-end-\w+|worker-crashed)$/,
    );
    await alert.getByRole('button').click();
  }
  await expect(numModels(page)).toHaveCount(2);
  await page.reload();
  await expect(numModels(page)).toHaveCount(2);
});

test('a script in a label or a name is only text; a model is dropped anywhere', async ({
  page,
}, testInfo) => {
  await page.goto('./');
  const script = '<img src=x onerror=alert(1)>';
  const file = testInfo.outputPath('script.zip');
  const metadata = read('phonoscope.json').toString('utf8');
  writeFileSync(
    file,
    modelZip({
      'phonoscope.json': strToU8(
        metadata
          .replaceAll('"seven"', JSON.stringify(script))
          .replace('"name": "digits"', `"name": ${JSON.stringify(script)}`),
      ),
    }),
  );
  await dropPaths(page.locator('body'), [file]);
  await expect(page.getByTestId('model-added')).toContainText(script);
  await page.getByTestId('model-added').getByRole('button').click();
  await page.getByRole('button', { name: 'seven', exact: true }).click();
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
});

/** A folder with a subfolder for each label. */
function makeFolder(
  dir: string,
  labels: Readonly<Record<string, Readonly<Record<string, Uint8Array>>>>,
): string {
  mkdirSync(dir, { recursive: true });
  for (const [label, files] of Object.entries(labels)) writeFiles(join(dir, label), files);
  return dir;
}

test('folders that nothing can be learnt from are refused, and bad files are listed', async ({
  page,
}, testInfo) => {
  await openTrainOnFolder(page);
  const yes = goodWavs('yes.wav');
  const seven = goodWavs('seven.wav');
  const silent = { 'a.wav': makeWav([Array.from({ length: 8000 }, () => 0)]), 'b.wav': makeWav([[0, 0, 0]]) };

  await dropPaths(page.locator('#panel-train'), [makeFolder(testInfo.outputPath('one'), { yes })]);
  await expect(page.getByRole('alert')).toContainText('at least two labels');
  await expect(page.getByTestId('start-training')).toBeDisabled();

  await dropPaths(page.locator('#panel-train'), [
    makeFolder(testInfo.outputPath('silent'), { yes: silent, no: silent }),
  ]);
  await expect(page.getByRole('alert')).toContainText('silent');
  await expect(page.getByTestId('start-training')).toBeDisabled();

  const mixed = makeFolder(testInfo.outputPath('mixed'), {
    yes: { ...yes, ...badWavs() },
    seven: { 'only.wav': seven['pcm-16.wav'] ?? new Uint8Array() },
    // A format that only the browser reads.
    'seven ': { 'other.ogg': readFileSync(join(repositoryDir, 'tests/fixtures/flac/seven.ogg')) },
  });
  await dropPaths(page.locator('#panel-train'), [mixed]);
  await expect(page.getByText('4 files left out')).toBeVisible();
  await expect(page.getByText('9 clips · 2 labels')).toBeVisible();
  await expect(page.getByText(/The folders “seven ” and “seven” have the same name/)).toBeVisible();
  await expect(page.getByText(/fewer than five clips/)).toBeVisible();
  await expect(page.getByTestId('start-training')).toBeEnabled();
});
