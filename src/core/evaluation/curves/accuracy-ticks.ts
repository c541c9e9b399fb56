/** Steps that can be read, as shares. */
const steps = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2];

export type AccuracyTicks = {
  /** Where the axis begins; it ends at 1. */
  readonly low: number;
  readonly step: number;
  readonly ticks: readonly number[];
};

/** An axis from below the lowest accuracy to 1, in at most six steps. */
export function accuracyTicks(accuracies: Float64Array): AccuracyTicks {
  const lowest = accuracies.reduce((least, value) => Math.min(least, value), 1);
  const step = steps.find((each) => (1 - lowest) / each <= 5) ?? 0.2;
  const low = Math.max(0, Math.floor(lowest / step - 1e-9) * step);
  const numSteps = Math.round((1 - low) / step);
  return { low, step, ticks: Array.from({ length: numSteps + 1 }, (_, i) => low + i * step) };
}
