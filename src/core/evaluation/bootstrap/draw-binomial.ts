import type { Random } from '../../training/random.ts';

/** ln 0!, ln 1!, … ln max!: what {@link drawBinomial} needs for up to `max` trials. */
export function logFactorials(max: number): Float64Array {
  const table = new Float64Array(max + 1);
  for (let i = 1; i <= max; i++) table[i] = (table[i - 1] ?? 0) + Math.log(i);
  return table;
}

/** From this mean on, rejection is faster than summing; Hörmann's limit. */
const smallestMean = 10;

/**
 * Draws how many of `numTrials` trials succeed.
 *
 * @param probability - of one success, 0…1; more counts as 1.
 * @param logFactorial - of {@link logFactorials}, for at least `numTrials`.
 */
export function drawBinomial(
  numTrials: number,
  probability: number,
  logFactorial: Float64Array,
  random: Random,
): number {
  if (numTrials === 0 || probability <= 0) return 0;
  if (probability >= 1) return numTrials;
  if (probability > 0.5) return numTrials - drawRare(numTrials, 1 - probability, logFactorial, random);
  return drawRare(numTrials, probability, logFactorial, random);
}

function drawRare(numTrials: number, p: number, logFactorial: Float64Array, random: Random): number {
  return numTrials * p < smallestMean
    ? drawBySumming(numTrials, p, random)
    : drawByRejection(numTrials, p, logFactorial, random);
}

/** Walks up the distribution until it has passed a uniform number. */
function drawBySumming(numTrials: number, p: number, random: Random): number {
  const odds = p / (1 - p);
  let rest = random.uniform(0, 1);
  let term = Math.exp(numTrials * Math.log1p(-p));
  let k = 0;
  while (rest > term && k < numTrials) {
    rest -= term;
    k += 1;
    term *= (odds * (numTrials - k + 1)) / k;
  }
  return k;
}

/**
 * Transformed rejection with squeeze, for a mean of 10 or more and p ≤ 0.5.
 *
 * @see Hörmann 1993, The generation of binomial random variates (algorithm BTRS; its constants).
 */
function drawByRejection(numTrials: number, p: number, logFactorial: Float64Array, random: Random): number {
  const spread = Math.sqrt(numTrials * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const centre = numTrials * p + 0.5;
  const squeeze = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const logOdds = Math.log(p / (1 - p));
  const mode = Math.floor((numTrials + 1) * p);
  const logWays = (k: number) => (logFactorial[k] ?? 0) + (logFactorial[numTrials - k] ?? 0);
  const logMode = logWays(mode);
  for (;;) {
    const u = random.uniform(-0.5, 0.5);
    const v = random.uniform(0, 1);
    const away = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / away + b) * u + centre);
    if (away >= 0.07 && v <= squeeze) return k;
    if (!(k >= 0 && k <= numTrials)) continue;
    const bound = logMode - logWays(k) + (k - mode) * logOdds;
    if (Math.log((v * alpha) / (a / (away * away) + b)) <= bound) return k;
  }
}
