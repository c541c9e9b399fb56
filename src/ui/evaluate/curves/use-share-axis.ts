import { useMemo } from 'react';
import { useFormat } from '../../shared/format.ts';
import type { ChartAxis } from './charts/chart-line.ts';

const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** An axis from 0 to 1. */
export function useShareAxis(title: string): ChartAxis {
  const format = useFormat();
  return useMemo(
    () => ({ title, low: 0, high: 1, ticks, write: (value: number) => format.plain(value, 1) }),
    [title, format],
  );
}
