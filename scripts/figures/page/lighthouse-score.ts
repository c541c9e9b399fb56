/** What a first visit is like, on a phone. */
export type VisitFigures = {
  /** First contentful paint. */
  readonly fcpMs: number;
  /** Largest contentful paint. */
  readonly lcpMs: number;
  /** Total blocking time: what tasks of the main thread take beyond 50 ms. */
  readonly tbtMs: number;
  /** Cumulative layout shift. */
  readonly cls: number;
};

/** Lighthouse's curves for phones: the value that scores 0.9, the one that scores 0.5, and the weight. */
const curves: Readonly<Record<keyof VisitFigures, { p10: number; median: number; weight: number }>> = {
  fcpMs: { p10: 1800, median: 3000, weight: 10 },
  lcpMs: { p10: 2500, median: 4000, weight: 25 },
  tbtMs: { p10: 200, median: 600, weight: 30 },
  cls: { p10: 0.1, median: 0.25, weight: 25 },
};

/**
 * The performance score, 0 to 100, as Lighthouse weighs it, but for its speed index, which needs a film of the page.
 *
 * @see https://developer.chrome.com/docs/lighthouse/performance/performance-scoring (version 12)
 */
export function performanceScore(figures: VisitFigures): number {
  const parts = Object.entries(curves).map(([name, { p10, median, weight }]) => ({
    score: logNormalScore(figures[name as keyof VisitFigures], p10, median),
    weight,
  }));
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  return (100 * parts.reduce((sum, { score, weight }) => sum + score * weight, 0)) / total;
}

/** The share of a log-normal distribution, with this median and tenth percentile, that is worse. */
function logNormalScore(value: number, p10: number, median: number): number {
  if (value <= 0) return 1;
  // The inverse complementary error function at 1/5.
  const standardised = (Math.log(value / median) * 0.906_193_802_436_823_2) / Math.log(median / p10);
  return (1 - errorFunction(standardised)) / 2;
}

/** To 1.5e-7: Abramowitz and Stegun, 7.1.26. */
function errorFunction(x: number): number {
  const t = 1 / (1 + 0.327_591_1 * Math.abs(x));
  const series = [1.061_405_429, -1.453_152_027, 1.421_413_741, -0.284_496_736, 0.254_829_592];
  const sum = series.reduce((inner, factor) => inner * t + factor, 0);
  return Math.sign(x) * (1 - sum * t * Math.exp(-x * x));
}
