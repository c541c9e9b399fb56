import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readModelZip } from '../../../src/core/models/model-file.ts';
import { runInProcess } from '../fake-io.ts';
import { makeToneFolder } from './tone-folder.ts';

let folder = '';
beforeAll(() => {
  folder = makeToneFolder({ train: 16, test: 4 });
  const fixture = new URL('../../fixtures/training/article.yaml', import.meta.url);
  copyFileSync(fileURLToPath(fixture), join(folder, 'article.yaml'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a configuration in the article’s form', () => {
  it('trains, and its model is used like any other', async () => {
    const args = ['train', '--config', 'article.yaml', '--root_dir', 'data', '--out', 'article.zip'];
    const { exitCode, stdout } = await runInProcess(args, { cwd: folder });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('test set evaluation result: 1.0000');
    const { metadata } = readModelZip(readFileSync(join(folder, 'article.zip')));
    expect(metadata.frontEnd).toMatchObject({ power: 1, ref: 'max', normalise: 'clip', maxFrames: 31 });
    const evaluated = await runInProcess(
      ['evaluate', '--root_dir', 'data', '--model', join(folder, 'article.zip')],
      { cwd: folder },
    );
    expect(evaluated.stdout).toContain('test set evaluation result: 1.0000');
  }, 60_000);
});
