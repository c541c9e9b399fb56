import { createContext, use, useSyncExternalStore, type ReactNode } from 'react';
import type { RecogniserState } from '../../workers/protocol.ts';
import type { Recogniser } from '../../workers/recogniser.ts';

const RecogniserContext = createContext<Recogniser | null>(null);

/** Gives the panels below the page's one recogniser. */
export function RecogniserProvider({
  recogniser,
  children,
}: {
  recogniser: Recogniser;
  children: ReactNode;
}) {
  return <RecogniserContext value={recogniser}>{children}</RecogniserContext>;
}

/** The page's recogniser and its state; the component draws again when the state changes. */
export function useRecogniser(): { recogniser: Recogniser; state: RecogniserState } {
  const recogniser = use(RecogniserContext);
  if (recogniser === null) throw new Error('useRecogniser needs a RecogniserProvider around it.');
  const state = useSyncExternalStore(recogniser.subscribe, recogniser.getSnapshot);
  return { recogniser, state };
}
