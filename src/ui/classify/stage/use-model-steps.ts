import { useRecogniser } from '../../shared/recogniser-context.tsx';
import { useModelWords } from '../../shared/use-model-words.ts';
import { neighbour } from './neighbour.ts';

/** Chooses the model some places further in the header's list. */
export function useModelSteps(): (steps: number) => void {
  const { recogniser, state } = useRecogniser();
  const { names } = useModelWords();
  return (steps) => {
    const next = neighbour(names, state.model, steps);
    if (next !== undefined) recogniser.setModel(next);
  };
}
