/** ln(eᵃ + eᵇ) without overflow; −Infinity stands for nothing. */
export function logAdd(a: number, b: number): number {
  const high = Math.max(a, b);
  return high === -Infinity ? high : high + Math.log1p(Math.exp(Math.min(a, b) - high));
}
