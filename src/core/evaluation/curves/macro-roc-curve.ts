import type { Curve } from './curve.ts';

/**
 * The mean of ROC curves: at each false positive rate that one of them has a point at, the mean of their true positive
 * rates, linearly interpolated. So does scikit-learn's example "Multiclass Receiver Operating Characteristic".
 *
 * @returns null without curves.
 */
export function macroRocCurve(curves: readonly Curve[]): Curve | null {
  if (curves.length === 0) return null;
  const x = distinctRates(curves);
  const y = new Float64Array(x.length);
  for (const curve of curves) addInterpolated(curve, x, y);
  for (let i = 0; i < y.length; i++) y[i] = (y[i] ?? 0) / curves.length;
  return { x, y, thresholds: null };
}

/** All x of the curves, rising, each once. */
function distinctRates(curves: readonly Curve[]): Float64Array {
  const all = new Float64Array(curves.reduce((total, { x }) => total + x.length, 0));
  let end = 0;
  for (const { x } of curves) {
    all.set(x, end);
    end += x.length;
  }
  all.sort();
  let length = 0;
  for (let i = 0; i < all.length; i++) {
    if (i === 0 || all[i] !== all[i - 1]) all[length++] = all[i] ?? 0;
  }
  return all.subarray(0, length);
}

/** Adds the curve's y at each x of a rising grid; where it rises straight up, the topmost, as NumPy's `interp`. */
function addInterpolated(curve: Curve, grid: Float64Array, sums: Float64Array): void {
  const last = curve.x.length - 1;
  let j = 0;
  for (let i = 0; i < grid.length; i++) {
    const x = grid[i] ?? 0;
    while (j < last && (curve.x[j + 1] ?? 0) <= x) j += 1;
    const left = curve.x[j] ?? 0;
    const low = curve.y[j] ?? 0;
    const slope = j === last ? 0 : ((curve.y[j + 1] ?? 0) - low) / ((curve.x[j + 1] ?? 0) - left);
    sums[i] = (sums[i] ?? 0) + low + slope * (x - left);
  }
}
