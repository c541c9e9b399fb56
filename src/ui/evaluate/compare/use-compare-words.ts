import { useTranslation } from 'react-i18next';
import type { Interval } from '../../../core/evaluation/metrics/rate-intervals.ts';
import { useFormat } from '../../shared/format.ts';

/** Below this many clips a decimal would say more than is certain. */
const fewClips = 100;
/** From here on p is only said to be small. */
const smallestP = 0.001;

/** Figures of a comparison in the page's language. */
export function useCompareWords(numClips: number) {
  const { t } = useTranslation();
  const format = useFormat();
  const digits = numClips < fewClips ? 0 : 1;
  const points = (share: number) => withSign(share, format.plain(share * 100, digits));
  return {
    percent: (share: number) => `${format.plain(share * 100, digits)}\u00A0%`,
    interval: ([low, high]: Interval) =>
      // Word joiners: a line must not break at the dash.
      `${format.plain(low * 100, digits)}\u2060–\u2060${format.plain(high * 100, digits)}\u00A0%`,
    points: (share: number) => t('evaluate.compare.points', { points: points(share) }),
    pointsInterval: ([low, high]: Interval) =>
      t('evaluate.compare.fromTo', { low: points(low), high: points(high) }),
    p: (value: number) =>
      value < smallestP
        ? `p\u00A0<\u00A0${format.upTo(smallestP, 3)}`
        : `p\u00A0=\u00A0${format.upTo(value, value < 0.1 ? 3 : 2)}`,
  };
}

/** Zero has none, nor has what is written as zero. */
function withSign(value: number, text: string): string {
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}
