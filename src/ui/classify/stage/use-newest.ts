import { useSyncExternalStore } from 'react';
import type { Classification } from '../../../workers/protocol.ts';
import type { Classify } from '../use-classify.ts';

/** The newest sound that the model has answered: the clip on the screen, or live mode's last window. */
export function useNewest({ clips, live, view }: Classify): Classification | null {
  const { heard } = useSyncExternalStore(clips.subscribe, clips.getSnapshot);
  const { newest } = useSyncExternalStore(live.subscribe, live.getSnapshot);
  return view === 'live' ? newest : (heard?.classification ?? null);
}
