import { createContext, use, useSyncExternalStore, type ReactNode } from 'react';
import type { ModelTrainer } from '../../workers/model-trainer.ts';
import type { RecogniserState } from '../../workers/protocol.ts';
import type { Recogniser } from '../../workers/recogniser.ts';

const RecogniserContext = createContext<Recogniser | null>(null);
const TrainerContext = createContext<ModelTrainer | null>(null);

/** Gives the panels below the page's one recogniser and one trainer. */
export function RecogniserProvider({
  recogniser,
  trainer,
  children,
}: {
  recogniser: Recogniser;
  trainer: ModelTrainer;
  children: ReactNode;
}) {
  return (
    <RecogniserContext value={recogniser}>
      <TrainerContext value={trainer}>{children}</TrainerContext>
    </RecogniserContext>
  );
}

/** The page's recogniser and its state; the component draws again when the state changes. */
export function useRecogniser(): { recogniser: Recogniser; state: RecogniserState } {
  const recogniser = use(RecogniserContext);
  if (recogniser === null) throw new Error('useRecogniser needs a RecogniserProvider around it.');
  const state = useSyncExternalStore(recogniser.subscribe, recogniser.getSnapshot);
  return { recogniser, state };
}

/** The page's trainer. */
export function useTrainer(): ModelTrainer {
  const trainer = use(TrainerContext);
  if (trainer === null) throw new Error('useTrainer needs a RecogniserProvider around it.');
  return trainer;
}
