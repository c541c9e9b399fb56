/**
 * The exact 95 % interval for the mean of a Poisson distribution of which one count is known.
 *
 * @see Garwood 1936; SciPy: `chi2.ppf(0.025, 2 * k) / 2` to `chi2.ppf(0.975, 2 * k + 2) / 2`.
 */
export function poissonInterval(count: number): [number, number] {
  const low = count === 0 ? 0 : solve((mean) => 1 - cumulative(count - 1, mean) >= 0.025);
  return [low, solve((mean) => cumulative(count, mean) <= 0.025)];
}

/** The probability of at most so many. */
function cumulative(count: number, mean: number): number {
  let logTerm = -mean;
  let sum = Math.exp(logTerm);
  for (let k = 1; k <= count; k++) {
    logTerm += Math.log(mean / k);
    sum += Math.exp(logTerm);
  }
  return sum;
}

/** Where a condition begins to hold. */
function solve(holds: (mean: number) => boolean): number {
  let [low, high] = [0, 1];
  while (!holds(high)) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
