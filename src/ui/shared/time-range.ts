/** A stretch of time in seconds. It may start before 0 where a window was padded. */
export type TimeRange = { readonly startSec: number; readonly endSec: number };

/** Position of a time in a range as per cent, for `left`. */
export function percentOf(timeSec: number, { startSec, endSec }: TimeRange): number {
  return endSec > startSec ? (100 * (timeSec - startSec)) / (endSec - startSec) : 0;
}

/**
 * Round numbers between two ends, for an axis.
 *
 * @param maxTicks At most so many, at least one.
 */
export function roundTicks(from: number, to: number, maxTicks: number): { values: number[]; digits: number } {
  const span = to - from;
  if (!(span > 0) || !Number.isFinite(span)) return { values: [from], digits: 1 };
  const rough = span / Math.max(1, maxTicks);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  const values = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  return { values, digits: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) };
}
