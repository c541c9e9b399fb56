import { openPageDatabase, readAll, type StoredModel, toStorageError } from './page-database.ts';

/** Where the visitor's own models are kept between visits; tests pass their own. */
export type ModelStore = {
  readonly list: () => Promise<StoredModel[]>;
  readonly put: (model: StoredModel) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
};

/** Keeps models in IndexedDB. Each function throws PhonoscopeError `storage-full` or `storage-unavailable`. */
export const browserModelStore: ModelStore = {
  list: () => readAll('models'),
  put: async (model) => {
    const database = await openPageDatabase();
    await database.put('models', model).catch((thrown: unknown) => {
      throw toStorageError(thrown);
    });
  },
  remove: async (name) => (await openPageDatabase()).delete('models', name),
};
