import { mkdtempSync, openAsBlob, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTogether } from '../../../src/workers/read-together.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'together-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function write(name: string, text: string): Promise<Blob> {
  const path = join(dir, name);
  writeFileSync(path, text);
  return openAsBlob(path);
}

describe('readTogether', () => {
  it('gives each file its own bytes, those of empty ones too', async () => {
    const files = [new Blob(['one']), new Blob([]), await write('c', 'three'), new Blob(['four'])];
    const bytes = await readTogether(files);
    expect(bytes?.map((part) => new TextDecoder().decode(part))).toEqual(['one', '', 'three', 'four']);
  });

  it('leaves large files alone', async () => {
    expect(await readTogether([new Blob(['one']), new Blob([new Uint8Array(16_000_000)])])).toBeNull();
    expect(await readTogether([])).toBeNull();
  });

  it('gives nothing where one of them is gone', async () => {
    const files = [new Blob(['one']), await write('b', 'two')];
    rmSync(join(dir, 'b'));
    expect(await readTogether(files)).toBeNull();
  });
});
