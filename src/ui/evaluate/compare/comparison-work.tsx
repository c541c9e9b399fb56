import { usePageWork } from '../../shared/page-work.ts';
import { useComparison } from '../evaluation-context.tsx';

/** Marks the page as at work while another model hears the clips, whatever is on the screen. */
export function ComparisonWork() {
  const { state } = useComparison();
  usePageWork(state.running !== null);
  return null;
}
