import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The folder of a set of real recordings (`fsdd`, `gsc-digits` …) below `PHONOSCOPE_DATA`, or null where there are
 * none and the test is to be skipped: `test.skipIf(dir === null)`. With `REQUIRE_DATA=1` a missing set is an error.
 */
export function speechDataDir(set: string): string | null {
  const root = process.env['PHONOSCOPE_DATA'];
  const dir = root === undefined || root === '' ? null : join(root, set);
  if (dir !== null && existsSync(dir)) return dir;
  if (process.env['REQUIRE_DATA'] === '1')
    throw new Error(`REQUIRE_DATA=1, but PHONOSCOPE_DATA has no ${set}.`);
  return null;
}
