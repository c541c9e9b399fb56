import { type DBSchema, type IDBPDatabase, openDB, type StoreNames } from 'idb';
import type { Audio } from '../../core/audio/audio.ts';
import { PhonoscopeError } from '../../core/errors.ts';
import type { RunRecord } from '../../core/evaluation/run-record.ts';
import type { SavedRun } from '../../core/evaluation/saved-run.ts';
import { reasonOf } from './stored-file.ts';

/** A model of the visitor's own, as the browser keeps it. */
export type StoredModel = {
  readonly name: string;
  readonly title: string;
  readonly labels: readonly string[];
  readonly zip: Blob;
  /** In ms since 1970; earlier visits did not note it. */
  readonly addedMs?: number | null;
};

/** A clip of a training that may have to go on after the tab was closed. */
export type StoredClip = { readonly path: string; readonly label: string; readonly file: Blob | Audio };

/** A training as it was after an epoch. */
export type StoredTraining = {
  readonly title: string;
  readonly config: string;
  readonly numClips: number;
  readonly epoch: number;
  /** Null where the training counts steps. */
  readonly numEpochs: number | null;
  /** What `encodeTrainingState` wrote. */
  readonly state: Blob;
};

/** A take of one word for a model that is taught. */
export type StoredTake = {
  readonly id: string;
  readonly word: string;
  /** Eight hexadecimal digits, as in the file names of Speech Commands. */
  readonly speaker: string;
  readonly wav: Blob;
  readonly durationSec: number;
  /** Its loudness in a few points, 255 at the loudest. */
  readonly envelope: Uint8Array;
  /** It is never learnt from: models are measured on it. */
  readonly isHeldOut: boolean;
  /** In ms since 1970. */
  readonly addedMs: number;
};

interface PageSchema extends DBSchema {
  /** Models that were trained or imported, by name. */
  models: { key: string; value: StoredModel };
  /** The training that is under way or was broken off, under `current`, and its clips by number. */
  training: { key: string; value: StoredTraining };
  trainingClips: { key: number; value: StoredClip };
  /** Takes of words to teach, by id; the words themselves in their order under `words`. */
  takes: { key: string; value: StoredTake };
  teaching: { key: 'words'; value: readonly string[] };
  /** Evaluations for their list, by id, and all of each, which is large, under the same id. */
  runs: { key: string; value: SavedRun };
  runRecords: { key: string; value: RunRecord };
}

export const pageDatabaseName = 'phonoscope';

export type PageDatabase = IDBPDatabase<PageSchema>;
type StoreName = StoreNames<PageSchema>;

let opening: Promise<PageDatabase> | null = null;

/**
 * Opens what this page keeps in the browser, once.
 *
 * @throws PhonoscopeError `storage-unavailable` where the browser keeps nothing, as in some private windows.
 */
export async function openPageDatabase(): Promise<PageDatabase> {
  opening ??= openDB<PageSchema>(pageDatabaseName, 3, {
    upgrade: (database, formerVersion) => {
      if (formerVersion < 1) {
        database.createObjectStore('models', { keyPath: 'name' });
        database.createObjectStore('training');
        database.createObjectStore('trainingClips');
      }
      if (formerVersion < 2) {
        database.createObjectStore('takes', { keyPath: 'id' });
        database.createObjectStore('teaching');
      }
      database.createObjectStore('runs', { keyPath: 'id' });
      database.createObjectStore('runRecords');
    },
    // Another tab wants a newer version of the page: do not stand in its way.
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
      opening = null;
    },
    terminated: () => {
      opening = null;
    },
  });
  try {
    return await opening;
  } catch (thrown) {
    opening = null;
    throw toStorageError(thrown);
  }
}

/** All that a store holds. */
export async function readAll<Name extends StoreName>(name: Name): Promise<PageSchema[Name]['value'][]> {
  const store = await storeToRead(name);
  return store.getAll();
}

/** What a store holds under a key. */
export async function readOne<Name extends StoreName>(
  name: Name,
  key: PageSchema[Name]['key'],
): Promise<PageSchema[Name]['value'] | undefined> {
  const store = await storeToRead(name);
  return store.get(key);
}

/** The library's own `getAll` and `get` leave the failure of their transaction, as where the browser throws storage away, to nobody. */
async function storeToRead<Name extends StoreName>(name: Name) {
  const { store, done } = (await openPageDatabase()).transaction(name);
  // What is read fails by itself.
  done.catch(() => undefined);
  return store;
}

/** What a failed write means: `storage-full`, or `storage-unavailable` for anything else. */
export function toStorageError(thrown: unknown): PhonoscopeError {
  if (thrown instanceof PhonoscopeError) return thrown;
  const name = thrown instanceof DOMException || thrown instanceof Error ? thrown.name : '';
  if (name === 'QuotaExceededError')
    return new PhonoscopeError('storage-full', 'The browser has no room left.');
  const reason = reasonOf(thrown);
  return new PhonoscopeError('storage-unavailable', `The browser keeps nothing: ${reason}`, { reason });
}

/** Works in the database; what it throws says what that means, as `toStorageError`. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw toStorageError(thrown);
  }
}
