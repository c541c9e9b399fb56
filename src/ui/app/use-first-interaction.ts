import { useEffect } from 'react';
import { useRecogniser } from '../shared/recogniser-context.tsx';

const events = ['pointerdown', 'keydown', 'focusin', 'dragenter'] as const;

/** Starts workers and model at the first sign that the visitor wants something; until then the page stays light. */
export function useFirstInteraction(): void {
  const { recogniser } = useRecogniser();
  useEffect(() => {
    const start = () => {
      stopListening();
      // A failure shows in the recogniser's state, beside the result.
      recogniser.warmUp().catch(() => undefined);
    };
    const stopListening = () => {
      for (const event of events) removeEventListener(event, start, true);
    };
    for (const event of events) addEventListener(event, start, { capture: true, passive: true });
    return stopListening;
  }, [recogniser]);
}
