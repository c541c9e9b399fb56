import type { TFunction } from 'i18next';
import type { Condition } from '../../../core/augmentation/conditions/condition.ts';
import type { useFormat } from '../../shared/format.ts';

/** A condition in words. */
export function conditionWords(
  condition: Condition | null,
  t: TFunction,
  format: ReturnType<typeof useFormat>,
): string {
  if (condition === null) return t('evaluate.robustness.asIs');
  switch (condition.kind) {
    case 'noise':
      return t('evaluate.robustness.noise', { db: format.plain(condition.snrDb, 0) });
    case 'shift': {
      const ms = format.plain(Math.abs(condition.shiftSec) * 1000, 0);
      return t(condition.shiftSec < 0 ? 'evaluate.robustness.earlier' : 'evaluate.robustness.later', { ms });
    }
    case 'speed':
      return t('evaluate.robustness.speed', { factor: format.plain(condition.factor, 2) });
    case 'band':
      return bandWords(condition, t);
    case 'room':
      return t('evaluate.robustness.room', { sec: format.plain(condition.decaySec, 1) });
    default:
      return t('evaluate.robustness.level', { db: format.plain(condition.peakDbfs, 0) });
  }
}

function bandWords({ lowHz, highHz }: Extract<Condition, { kind: 'band' }>, t: TFunction): string {
  if (highHz === null) return t('evaluate.robustness.above', { hz: lowHz ?? 0 });
  if (lowHz === null) return t('evaluate.robustness.below', { hz: highHz });
  return t('evaluate.robustness.between', { low: lowHz, high: highHz });
}
