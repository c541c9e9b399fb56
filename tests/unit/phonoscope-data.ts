import { describe } from 'vitest';

/** The folder with the unpacked recordings for development (PHONOSCOPE_DATA), or undefined. */
function dataFolder(): string | undefined {
  const folder = process.env['PHONOSCOPE_DATA'];
  return folder === '' ? undefined : folder;
}

/**
 * A `describe` for tests that need real recordings. Without PHONOSCOPE_DATA they are reported as skipped; with
 * REQUIRE_DATA=1 that is a failure.
 *
 * @param body gets the data folder; it runs (to name the tests) even where they are skipped, so it must not read files
 * outside a test or hook.
 */
export function describeWithData(name: string, body: (folder: string) => void): void {
  const folder = dataFolder();
  if (folder === undefined && process.env['REQUIRE_DATA'] === '1') {
    throw new Error(`"${name}" needs recordings: REQUIRE_DATA is 1, but PHONOSCOPE_DATA is not set.`);
  }
  describe.skipIf(folder === undefined)(name, () => body(folder ?? ''));
}
