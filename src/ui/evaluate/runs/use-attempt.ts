import { useState } from 'react';
import { toPhonoscopeError } from '../../../core/errors.ts';
import type { PlainError } from '../../../workers/protocol.ts';
import { plain } from '../session/evaluation-stint.ts';

/** Tries things that may fail, and keeps why the last one did. */
export function useAttempt() {
  const [error, setError] = useState<PlainError | null>(null);
  /** @returns whether it worked. */
  const attempt = async (work: () => Promise<void>): Promise<boolean> => {
    setError(null);
    try {
      await work();
      return true;
    } catch (thrown) {
      setError(plain(toPhonoscopeError(thrown)));
      return false;
    }
  };
  return { error, attempt };
}
