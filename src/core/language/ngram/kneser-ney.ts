import { countsOfCounts, type NgramCounts } from './count-ngrams.ts';
import { root } from './ngram-trie.ts';
import { startId } from './vocabulary.ts';

/** KenLM's `--discount_fallback`, for counts of 1, 2, and 3 or more. */
const fallback: readonly number[] = [0, 0.5, 1, 1.5];

/**
 * Counts of modified Kneser–Ney: as in the text for the longest N-grams and those that start with `<s>`, else the number
 * of different words to the left.
 *
 * @see Heafield et al. 2013, "Scalable Modified Kneser-Ney Language Model Estimation", §3.
 */
export function adjustedCounts({ trie, suffixes, counts, order }: NgramCounts): Float64Array {
  const numLeft = new Float64Array(trie.size);
  for (let node = root + 1; node < trie.size; node++) {
    const suffix = suffixes[node] ?? root;
    if (suffix !== root) numLeft[suffix] = (numLeft[suffix] ?? 0) + 1;
  }
  return counts.map((count, node) => {
    const isRaw = trie.lengthOf(node) === order || trie.firstWordOf(node) === startId;
    return isRaw ? count : (numLeft[node] ?? 0);
  });
}

/**
 * For each length what to take off a count of 0, 1, 2, and 3 or more, `[length][count]`. Where a length does not tell
 * (no N-gram is counted once, twice or three times, or the result is no possible discount), which is usual for short
 * texts, it gets 0.5, 1 and 1.5 as from KenLM.
 *
 * @see Chen and Goodman 1998, "An Empirical Study of Smoothing Techniques for Language Modeling", equation 26.
 */
export function kneserNeyDiscounts(counts: NgramCounts, adjusted: Float64Array): number[][] {
  return countsOfCounts(counts, adjusted).map(discountsOf);
}

function discountsOf([, n1 = 0, n2 = 0, n3 = 0, n4 = 0]: readonly number[]): number[] {
  const y = n1 / (n1 + 2 * n2);
  const discounts = [0, 1 - (2 * y * n2) / n1, 2 - (3 * y * n3) / n2, 3 - (4 * y * n4) / n3];
  const isUsable = discounts.every((discount, count) => discount >= 0 && discount <= count);
  return isUsable && n1 > 0 && n2 > 0 && n3 > 0 ? discounts : [...fallback];
}
