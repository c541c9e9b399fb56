import { PhonoscopeError } from '../../core/errors.ts';
import type { RunRecord } from '../../core/evaluation/run-record.ts';
import {
  describeRun,
  parseRunRecord,
  parseSavedRun,
  type SavedRun,
} from '../../core/evaluation/saved-run.ts';
import { guarded, openPageDatabase, readAll, readOne } from './page-database.ts';

/** Where evaluations are kept between visits; tests pass their own. */
export type RunStore = {
  /** The latest first; what cannot be read is passed over. */
  readonly list: () => Promise<SavedRun[]>;
  readonly open: (id: string) => Promise<RunRecord>;
  /** Keeps a new run, or one that was changed. */
  readonly put: (id: string, name: string, record: RunRecord) => Promise<SavedRun>;
  readonly rename: (id: string, name: string) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
};

/**
 * Keeps them in IndexedDB. Each function throws PhonoscopeError `storage-full` or `storage-unavailable`; `open` and
 * `rename` throw `run-gone`, `open` also `run-invalid` and `run-newer`.
 */
export const browserRunStore: RunStore = {
  list: () =>
    guarded(async () => {
      const values: unknown[] = await readAll('runs');
      const runs = values.map(parseSavedRun).filter((run) => run !== null);
      return runs.toSorted((a, b) => b.endedMs - a.endedMs);
    }),
  open: (id) =>
    guarded(async () => {
      const value: unknown = await readOne('runRecords', id);
      if (value === undefined) throw goneRun();
      return parseRunRecord(value);
    }),
  put: (id, name, record) =>
    guarded(async () => {
      const run = describeRun(id, name, record);
      const runs = await changeRuns();
      await Promise.all([
        runs.objectStore('runs').put(run),
        runs.objectStore('runRecords').put(record, id),
        runs.done,
      ]);
      return run;
    }),
  rename: (id, name) =>
    guarded(async () => {
      const runs = await changeRuns();
      const run = await runs.objectStore('runs').get(id);
      if (run !== undefined) await runs.objectStore('runs').put({ ...run, name });
      await runs.done;
      if (run === undefined) throw goneRun();
    }),
  remove: (id) =>
    guarded(async () => {
      const runs = await changeRuns();
      await Promise.all([
        runs.objectStore('runs').delete(id),
        runs.objectStore('runRecords').delete(id),
        runs.done,
      ]);
    }),
};

/** Both stores change together or not at all. */
async function changeRuns() {
  const transaction = (await openPageDatabase()).transaction(['runs', 'runRecords'], 'readwrite');
  // Whoever changes them is told by the first of its requests that fails.
  transaction.done.catch(() => undefined);
  return transaction;
}

function goneRun(): PhonoscopeError {
  return new PhonoscopeError('run-gone', 'The run is no longer there.');
}
