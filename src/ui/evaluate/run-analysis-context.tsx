import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { RunAnalysis } from '../../workers/run-analysis.ts';

const AnalysisContext = createContext<RunAnalysis | null>(null);

/** Gives everything below it one evaluation worker, which starts at the first question. */
export function RunAnalysisProvider({ children }: { children: ReactNode }) {
  const [analysis] = useState(() => new RunAnalysis());
  return <AnalysisContext value={analysis}>{children}</AnalysisContext>;
}

export function useRunAnalysis(): RunAnalysis {
  const analysis = useContext(AnalysisContext);
  if (analysis === null) throw new Error('There is no RunAnalysisProvider above.');
  return analysis;
}

export type Answer<Result> = {
  /** The last one; of other edits while the next is worked out. */
  readonly result: Result | null;
  readonly isBusy: boolean;
  readonly hasFailed: boolean;
};

/**
 * Asks the evaluation worker whenever `ask` changes.
 *
 * @param ask memoised by what it asks about; null where there is nothing to ask.
 */
export function useAnswer<Result>(ask: ((signal: AbortSignal) => Promise<Result>) | null): Answer<Result> {
  const [answer, setAnswer] = useState<Answer<Result>>({ result: null, isBusy: true, hasFailed: false });
  useEffect(() => {
    if (ask === null) {
      setAnswer({ result: null, isBusy: false, hasFailed: false });
      return undefined;
    }
    const abort = new AbortController();
    setAnswer(({ result }) => ({ result, isBusy: true, hasFailed: false }));
    ask(abort.signal).then(
      (result) => {
        if (!abort.signal.aborted) setAnswer({ result, isBusy: false, hasFailed: false });
      },
      () => {
        if (!abort.signal.aborted) setAnswer(({ result }) => ({ result, isBusy: false, hasFailed: true }));
      },
    );
    return () => abort.abort();
  }, [ask]);
  return answer;
}
