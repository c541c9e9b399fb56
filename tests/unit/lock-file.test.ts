import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { object, optional, parse, record, string } from 'valibot';
import { expect, it } from 'vitest';

const schema = object({
  packages: record(
    string(),
    object({ resolved: optional(string()), optionalDependencies: optional(record(string(), string()), {}) }),
  ),
});
const { packages } = parse(
  schema,
  JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package-lock.json'), 'utf8')),
);

/** npm leaves out what its registry does not have, and then `npm ci` refuses the file on every other machine. */
it('holds the optional packages of every platform', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies).filter(
      (name) =>
        packages[`node_modules/${name}`] === undefined &&
        packages[`${path}/node_modules/${name}`] === undefined,
    ),
  );
  expect(Object.keys(packages).length).toBeGreaterThan(1);
  expect(missing).toEqual([]);
});

it('names no server to download from', () => {
  expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
});
