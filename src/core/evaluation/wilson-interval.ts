/** Two-sided 95 % quantile of the normal distribution. */
const z = 1.959963984540054;

/**
 * Wilson's score interval for a share, 95 %.
 *
 * @returns `[low, high]` in 0…1; `[0, 1]` where nothing was counted.
 * @see Wilson 1927, JASA 22 (158); without continuity correction.
 */
export function wilsonInterval(numSuccesses: number, numTotal: number): [number, number] {
  if (numTotal === 0) return [0, 1];
  const share = numSuccesses / numTotal;
  const spread = (z * z) / numTotal;
  const centre = (share + spread / 2) / (1 + spread);
  const halfWidth = (z / (1 + spread)) * Math.sqrt((share * (1 - share) + spread / 4) / numTotal);
  // At the ends the formula gives exactly 0 or 1, but for rounding.
  const low = numSuccesses === 0 ? 0 : Math.max(0, centre - halfWidth);
  const high = numSuccesses === numTotal ? 1 : Math.min(1, centre + halfWidth);
  return [low, high];
}
