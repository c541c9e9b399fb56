import { useSyncExternalStore } from 'react';
import { OfflineCopy, type OfflineState } from '../../platform/browser/offline-copy.ts';

/** The page's copy for visits without a network. */
export const offlineCopy = new OfflineCopy();

/** Starts it once the page is there: what is on the screen is fetched first. */
export function startOfflineCopy(): void {
  const start = () => void offlineCopy.start(new URL('service-worker.js', document.baseURI).href);
  // The development server has no service worker.
  if (import.meta.env.PROD) addEventListener('load', start, { once: true });
}

export function useOffline(): OfflineState {
  return useSyncExternalStore(offlineCopy.subscribe, offlineCopy.getSnapshot);
}
