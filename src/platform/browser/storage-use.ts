/** What this page keeps in the browser. */
export type StorageUse = {
  readonly usedBytes: number;
  /** What the browser would give at most; it may give less. */
  readonly quotaBytes: number;
  /** The browser keeps it even where room is short. */
  readonly isPersistent: boolean;
};

/** @returns null where the browser does not tell. */
export async function measureStorage(): Promise<StorageUse | null> {
  try {
    const [{ usage, quota }, isPersistent] = await Promise.all([
      navigator.storage.estimate(),
      navigator.storage.persisted(),
    ]);
    return usage === undefined || quota === undefined
      ? null
      : { usedBytes: usage, quotaBytes: quota, isPersistent };
  } catch {
    return null;
  }
}

/** Asks that what is kept here is not thrown away when room is short; browsers decide by themselves. */
export async function askForPersistence(): Promise<boolean> {
  try {
    return await navigator.storage.persist();
  } catch {
    return false;
  }
}
