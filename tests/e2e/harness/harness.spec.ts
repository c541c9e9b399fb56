import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dropPaths } from './drop-paths.ts';
import { expect, test } from './test.ts';

const evaluateDrop = `new Promise((resolve) => {
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', async (event) => {
    event.preventDefault();
    const [entry] = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry());
    const read = (folder) => new Promise((done, fail) => folder.createReader().readEntries(done, fail));
    const names = [];
    for (const child of await read(entry)) {
      names.push(child.fullPath);
      if (child.isDirectory) names.push(...(await read(child)).map((file) => file.fullPath));
    }
    resolve(names.toSorted());
  });
})`;

test('drops a real folder through the drag events of the browser', async ({ page, guard }) => {
  guard.allow(/favicon/);
  const folder = mkdtempSync(join(tmpdir(), 'drop-'));
  mkdirSync(join(folder, 'seven'));
  writeFileSync(join(folder, 'seven', 'a.wav'), 'not empty');
  await page.goto('./samples/digits/index.json');
  await page.setContent('<main><h1>Drop here</h1></main>');
  const dropped = page.evaluate(evaluateDrop);
  await dropPaths(page.locator('main'), [folder]);
  const name = folder.split(/[/\\]/).at(-1);
  expect(await dropped).toEqual([`/${name}/seven`, `/${name}/seven/a.wav`]);
});

const fetchElsewhere = (host: string) => `fetch('http://${host}/', { mode: 'no-cors' }).catch(() => null)`;

test('sees requests to another origin from page, worker and nested worker', async ({
  page,
  guard,
  recorder,
}) => {
  guard.allow(/.*/);
  const { length } = recorder.requests;
  const nested = `data:text/javascript,${encodeURIComponent(fetchElsewhere('nested.example'))}`;
  const worker = `${fetchElsewhere('worker.example')}; new Worker(${JSON.stringify(nested)})`;
  const outer = JSON.stringify(`data:text/javascript,${encodeURIComponent(worker)}`);
  await page.goto('about:blank');
  await page.evaluate(`${fetchElsewhere('page.example')}; new Worker(${outer}); null`);
  const hosts = ['nested.example', 'page.example', 'worker.example'];
  await expect
    .poll(() => [...new Set(recorder.requests.slice(length))].toSorted())
    .toEqual(hosts.map((host) => `http://${host}/`));
  // Playwright tells of a nested worker's requests most times only; the recorder, which the guard reads as well, of all.
  for (const host of ['page.example', 'worker.example']) {
    await expect
      .poll(() => guard.problems)
      .toContainEqual(expect.stringContaining(`request: http://${host}/`));
  }
});

test('sees errors of the console and of the page', async ({ page, guard }) => {
  guard.allow(/.*/);
  await page.goto('about:blank');
  await page.evaluate('console.error("first"); setTimeout(() => { throw new Error("second"); }); null');
  await expect.poll(() => guard.problems.join(' ')).toMatch(/console: first.*page error: second/);
});
