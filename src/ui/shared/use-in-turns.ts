import { startTransition, useEffect, useState } from 'react';
import type { Steps } from '../../core/steps.ts';
import { inTurns } from '../../workers/in-turns.ts';
import { toPlainError } from '../../workers/plain-error.ts';
import type { PlainError } from '../../workers/protocol.ts';

type Outcome<Result> = {
  /** What it is the outcome of. */
  readonly of: (() => Steps<Result>) | null;
  /** null before the first and after a failure. */
  readonly value: Result | null;
  readonly error: PlainError | null;
};

const nothingYet = { of: null, value: null, error: null };

/**
 * Does long work in turns with the page, and anew where `start` is another function.
 *
 * @param start must stay the same function while the work stays the same.
 * @returns the last outcome; while `isBusy` that of former work.
 */
export function useInTurns<Result>(
  start: () => Steps<Result>,
): Pick<Outcome<Result>, 'value' | 'error'> & { readonly isBusy: boolean } {
  const [{ of, value, error }, setOutcome] = useState<Outcome<Result>>(nothingYet);
  useEffect(() => {
    const abort = new AbortController();
    const tell = (outcome: Pick<Outcome<Result>, 'value' | 'error'>) => {
      // What is drawn of it may be long as well: React then pauses, too.
      if (!abort.signal.aborted) startTransition(() => setOutcome({ of: start, ...outcome }));
    };
    inTurns(start(), abort.signal).then(
      (done) => tell({ value: done, error: null }),
      (thrown: unknown) => tell({ value: null, error: toPlainError(thrown) }),
    );
    return () => abort.abort();
  }, [start]);
  return { value, error, isBusy: of !== start };
}
