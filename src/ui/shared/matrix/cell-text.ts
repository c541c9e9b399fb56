import type { HeatScale } from '../../../core/evaluation/heat-colour.ts';
import { wholePercent } from './whole-percent.ts';

/** What stands in a cell; differences have their sign. */
export function cellText(count: number, share: number, scale: HeatScale): { count: string; percent: string } {
  const percent = wholePercent(Math.abs(share));
  if (scale === 'share') return { count: String(count), percent };
  const sign = count > 0 ? '+' : count < 0 ? '\u2212' : '';
  // The sign of what is only bounded stands with the count.
  return { count: sign + String(Math.abs(count)), percent: /^\d/.test(percent) ? sign + percent : percent };
}
