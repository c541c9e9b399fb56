import {
  guarded,
  openPageDatabase,
  readAll,
  readOne,
  type StoredClip,
  type StoredTraining,
} from './page-database.ts';

/** Clips written at once: a transaction that lasts would hold up the others. */
const clipsAtOnce = 100;

/** Where a training is kept so that it can go on after the tab was closed; tests pass their own. */
export type TrainingStore = {
  /** Keeps the clips of a new training; what an earlier one left is gone. */
  readonly begin: (clips: readonly StoredClip[], isWanted: () => boolean) => Promise<void>;
  readonly save: (training: StoredTraining) => Promise<void>;
  readonly find: () => Promise<StoredTraining | null>;
  readonly clips: () => Promise<StoredClip[]>;
  readonly discard: () => Promise<void>;
};

/** Keeps one training in IndexedDB. Each function throws PhonoscopeError `storage-full` or `storage-unavailable`. */
export const browserTrainingStore: TrainingStore = {
  begin: (clips, isWanted) =>
    guarded(async () => {
      await clear();
      const database = await openPageDatabase();
      for (let first = 0; first < clips.length && isWanted(); first += clipsAtOnce) {
        const { store, done } = database.transaction('trainingClips', 'readwrite');
        const puts = clips
          .slice(first, first + clipsAtOnce)
          .map((clip, index) => store.put(clip, first + index));
        await Promise.all([...puts, done]);
      }
    }),
  save: (training) =>
    guarded(async () => {
      await (await openPageDatabase()).put('training', training, 'current');
    }),
  find: () => guarded(async () => (await readOne('training', 'current')) ?? null),
  clips: () => guarded(() => readAll('trainingClips')),
  discard: () => guarded(clear),
};

async function clear(): Promise<void> {
  const database = await openPageDatabase();
  await Promise.all([database.clear('training'), database.clear('trainingClips')]);
}
