import { guarded, openPageDatabase, readAll, readOne, type StoredTake } from './page-database.ts';

/** Where words and takes to teach are kept between visits; tests pass their own. */
export type TakeStore = {
  /** In the order in which they were added. */
  readonly takes: () => Promise<StoredTake[]>;
  readonly words: () => Promise<readonly string[]>;
  readonly putTakes: (takes: readonly StoredTake[]) => Promise<void>;
  readonly removeTakes: (ids: readonly string[]) => Promise<void>;
  readonly putWords: (words: readonly string[]) => Promise<void>;
};

/** Keeps them in IndexedDB. Each function throws PhonoscopeError `storage-full` or `storage-unavailable`. */
export const browserTakeStore: TakeStore = {
  takes: () =>
    guarded(async () => {
      const takes = await readAll('takes');
      return takes.toSorted((a, b) => a.addedMs - b.addedMs);
    }),
  words: () => guarded(async () => (await readOne('teaching', 'words')) ?? []),
  putTakes: (takes) =>
    guarded(async () => {
      const { store, done } = (await openPageDatabase()).transaction('takes', 'readwrite');
      await Promise.all([...takes.map((take) => store.put(take)), done]);
    }),
  removeTakes: (ids) =>
    guarded(async () => {
      const { store, done } = (await openPageDatabase()).transaction('takes', 'readwrite');
      await Promise.all([...ids.map((id) => store.delete(id)), done]);
    }),
  putWords: (words) =>
    guarded(async () => {
      await (await openPageDatabase()).put('teaching', words, 'words');
    }),
};
