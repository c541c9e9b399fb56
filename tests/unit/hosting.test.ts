import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveConfig } from 'vite';
import { expect, it } from 'vitest';

const repository = join(import.meta.dirname, '..', '..');

it('the hosting page names the headers that the project itself sends', async () => {
  const page = readFileSync(join(repository, 'docs', 'hosting.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([\w-]+)`\s*\| `(.+?)`\s*\|$/gm)].map(([, name, value]) => [
    name,
    value,
  ]);
  const config = await resolveConfig(
    { root: repository, logLevel: 'silent' },
    'serve',
    'production',
    'production',
    true,
  );
  const headers = Object.entries(config.preview.headers ?? {});
  expect(headers.length).toBeGreaterThan(0);
  expect(rows).toEqual(headers);
  for (const [name, value] of headers)
    expect(page).toContain(`add_header ${name} ${quoted(String(value))} always;`);
});

function quoted(value: string): string {
  return /[\s;()]/.test(value) ? `"${value}"` : value;
}
