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

type Answered<Result> = Omit<Answer<Result>, 'isBusy'> & { readonly by: unknown };

/**
 * Asks the evaluation worker whenever `ask` changes.
 *
 * @param ask memoised by what it asks about; null where there is nothing to ask.
 */
export function useAnswer<Result>(ask: ((signal: AbortSignal) => Promise<Result>) | null): Answer<Result> {
  const [answered, setAnswered] = useState<Answered<Result>>({ result: null, by: null, hasFailed: false });
  useEffect(() => {
    if (ask === null) return undefined;
    const abort = new AbortController();
    ask(abort.signal).then(
      (result) => {
        if (!abort.signal.aborted) setAnswered({ result, by: ask, hasFailed: false });
      },
      () => {
        if (!abort.signal.aborted) setAnswered(({ result }) => ({ result, by: ask, hasFailed: true }));
      },
    );
    return () => abort.abort();
  }, [ask]);
  if (ask === null) return { result: null, isBusy: false, hasFailed: false };
  const isBusy = answered.by !== ask;
  return { result: answered.result, isBusy, hasFailed: !isBusy && answered.hasFailed };
}
