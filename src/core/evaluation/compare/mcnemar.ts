/**
 * McNemar's exact test: how likely two models that are equally good would differ at least so unevenly.
 *
 * @param onlyARight - clips that only the first model gets right.
 * @param onlyBRight - clips that only the second model gets right.
 * @returns the two-sided p-value, twice the smaller tail of the binomial distribution with 1/2; 1 where they differ on
 * no clip. As statsmodels' `mcnemar(exact=True)`.
 * @see McNemar 1947, Note on the sampling error of the difference between correlated proportions.
 */
export function mcnemarExact(onlyARight: number, onlyBRight: number): number {
  const numTrials = onlyARight + onlyBRight;
  const fewer = Math.min(onlyARight, onlyBRight);
  // The last term of the tail, ln: C(n, fewer) / 2^n, a sum that neither over- nor underflows.
  let logTerm = -numTrials * Math.LN2;
  for (let i = 1; i <= fewer; i++) logTerm += Math.log((numTrials - fewer + i) / i);
  let sum = 0;
  let ratio = 1;
  for (let k = fewer; k >= 0 && ratio > Number.EPSILON * sum * 1e-3; k--) {
    sum += ratio;
    ratio *= k / (numTrials - k + 1);
  }
  return Math.min(1, 2 * Math.exp(logTerm + Math.log(sum)));
}
