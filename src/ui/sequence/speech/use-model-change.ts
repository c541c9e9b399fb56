import { useEffect, useRef } from 'react';
import type { ModelName } from '../../../workers/protocol.ts';
import type { SpeechSession } from './speech-session.ts';

/** Hears the recording on the screen again where the visitor chooses another model. */
export function useModelChange(model: ModelName, session: SpeechSession): void {
  const former = useRef(model);
  useEffect(() => {
    if (former.current === model) return;
    former.current = model;
    void session.hearAgain();
  }, [model, session]);
}
