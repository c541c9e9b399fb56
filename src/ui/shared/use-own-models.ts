import { useSyncExternalStore } from 'react';
import type { OwnModel } from '../../workers/protocol.ts';
import { useRecogniser } from './recogniser-context.tsx';

/** The models that were trained or imported here. */
export function useOwnModels(): readonly OwnModel[] {
  const { ownModels } = useRecogniser().recogniser;
  return useSyncExternalStore(ownModels.subscribe, ownModels.getSnapshot);
}
