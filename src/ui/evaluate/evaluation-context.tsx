import { createContext, type ReactNode, use, useSyncExternalStore } from 'react';
import type { CompareSession, CompareState } from './compare/compare-session.ts';
import type { RobustnessSession, RobustnessState } from './robustness/robustness-session.ts';
import type { RunsSession, RunsState } from './runs/runs-session.ts';
import type { EvaluationSession } from './session/evaluation-session.ts';

/** The panel's sessions. */
export type EvaluationParts = {
  readonly session: EvaluationSession;
  readonly runs: RunsSession;
  readonly comparison: CompareSession;
  readonly robustness: RobustnessSession;
};

const EvaluationContext = createContext<EvaluationParts | null>(null);

/** Gives everything below it the panel's sessions. */
export function EvaluationProvider({ parts, children }: { parts: EvaluationParts; children: ReactNode }) {
  return <EvaluationContext value={parts}>{children}</EvaluationContext>;
}

export function useEvaluation(): EvaluationParts {
  const parts = use(EvaluationContext);
  if (parts === null) throw new Error('There is no EvaluationProvider above.');
  return parts;
}

/** The saved runs; the component draws again when they change. */
export function useRuns(): { readonly runs: RunsSession; readonly state: RunsState } {
  const { runs } = useEvaluation();
  return { runs, state: useSyncExternalStore(runs.subscribe, runs.getSnapshot) };
}

/** What the run is compared with; the component draws again when that changes. */
export function useComparison(): { readonly comparison: CompareSession; readonly state: CompareState } {
  const { comparison } = useEvaluation();
  return { comparison, state: useSyncExternalStore(comparison.subscribe, comparison.getSnapshot) };
}

/** How far a measurement of robustness has come; the component draws again when that changes. */
export function useRobustness(): { readonly robustness: RobustnessSession; readonly state: RobustnessState } {
  const { robustness } = useEvaluation();
  return { robustness, state: useSyncExternalStore(robustness.subscribe, robustness.getSnapshot) };
}
