import { deleteDB } from 'idb';
import { guarded, pageDatabaseName } from './page-database.ts';

/**
 * Deletes what this page keeps in the browser: models, takes, evaluations, a broken-off training, and settings. Its copy for visits
 * without a network stays. Load the page anew afterwards.
 *
 * @param settingsPrefix with which the names of the settings begin.
 * @throws PhonoscopeError `storage-unavailable`.
 */
export async function forgetEverything(settingsPrefix: string): Promise<void> {
  await guarded(() => deleteDB(pageDatabaseName));
  try {
    const names = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '');
    for (const name of names) if (name.startsWith(settingsPrefix)) localStorage.removeItem(name);
  } catch {
    // Where settings are not kept there is nothing to forget.
  }
}
