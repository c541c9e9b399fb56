import { useRecogniser } from '../shared/recogniser-context.tsx';
import { useModelWords } from '../shared/use-model-words.ts';

/** The words that the model knows, or a few on them before it is loaded. */
export function useWordsToSay(): string {
  const { model, metadata } = useRecogniser().state;
  const { hint } = useModelWords();
  const words = metadata?.labels.filter((label) => metadata.roles.get(label) === 'word');
  return words?.join(' · ') ?? hint(model);
}
