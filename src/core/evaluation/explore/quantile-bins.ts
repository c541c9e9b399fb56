/** A range of numbers above `low` up to and with `high`. The first of several also holds `low`. */
export type Bin = { readonly low: number; readonly high: number };

const mostBins = 5;

/**
 * Parts numbers into five ranges with about as many in each, at their quantiles (linearly interpolated). Edges that
 * fall together leave fewer ranges, as pandas' `qcut(duplicates='drop')`; up to five distinct numbers are a range each.
 *
 * @param values - NaN and infinities do not count.
 */
export function quantileBins(values: Float64Array): Bin[] {
  const sorted = values.filter(Number.isFinite).sort();
  const distinct = [...new Set(sorted)];
  if (distinct.length <= mostBins) return distinct.map((value) => ({ low: value, high: value }));
  const edges = Array.from({ length: mostBins + 1 }, (_, i) => quantile(sorted, i / mostBins));
  const kept = [...new Set(edges)];
  return kept.slice(1).map((high, i) => ({ low: kept[i] ?? high, high }));
}

/** As NumPy's `quantile`. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? 0;
  return low + (place - below) * ((sorted[below + 1] ?? low) - low);
}
