import { useEffect, useSyncExternalStore } from 'react';

/** Work that goes on in the page and would be lost by a reload: a training, a recording, an evaluation. */
const running = new Set<object>();
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Marks the page as at work, as long as it is so. */
export function usePageWork(isWorking: boolean): void {
  useEffect(() => {
    if (!isWorking) return undefined;
    const work = {};
    running.add(work);
    tell();
    return () => {
      running.delete(work);
      tell();
    };
  }, [isWorking]);
}

/** True while anything would be lost by a reload. */
export function useIsPageAtWork(): boolean {
  return useSyncExternalStore(subscribe, () => running.size > 0);
}
