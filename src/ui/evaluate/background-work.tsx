import { usePageWork } from '../shared/page-work.ts';
import { useComparison, useRobustness } from './evaluation-context.tsx';

/** Marks the page as at work while clips are heard once more, by another model or under conditions, whatever is shown. */
export function BackgroundWork() {
  const { state: comparison } = useComparison();
  const { state: robustness } = useRobustness();
  usePageWork(comparison.running !== null || robustness.measuring !== null);
  return null;
}
