import { countsOfCounts, type NgramCounts } from './count-ngrams.ts';
import { adjustedCounts, kneserNeyDiscounts } from './kneser-ney.ts';
import { root } from './ngram-trie.ts';
import { startId } from './vocabulary.ts';

/** How a model shares probability between what the text holds and what it does not. */
export type Smoothing =
  /** Maximum likelihood. After a history of the text nothing else can follow; another falls to the shorter one. */
  | { readonly name: 'ml' }
  /**
   * k added to the count of each word of the vocabulary, in histories of the model's full length (those at a
   * sentence's start are shorter); k > 0. After a history that the text does not hold all words are equally likely.
   */
  | { readonly name: 'add-k'; readonly k: number }
  | { readonly name: 'witten-bell'; readonly isInterpolated: boolean }
  /** One discount for each length: n1 / (n1 + 2 n2), and 0.5 where n1 or n2 is 0. */
  | { readonly name: 'absolute'; readonly isInterpolated: boolean }
  /** Modified, interpolated. */
  | { readonly name: 'kneser-ney' };

/** What a smoothing makes of counts. For each history the shares of its words and its rest sum to 1. */
export type Shares = {
  /** For each node, the part of its history's probability that goes to the word itself. */
  readonly shares: Float64Array;
  /** For each history, the part left to the shorter history; 1 where nothing follows. */
  readonly rests: Float64Array;
};

/** @param numWords What the root's rest is spread over: all words with `</s>` and `<unk>`, without `<s>`. */
export function shareOut(counts: NgramCounts, smoothing: Smoothing, numWords: number): Shares {
  switch (smoothing.name) {
    case 'ml':
      return discount(counts, counts.counts, () => 0);
    case 'add-k':
      return addMass(counts, (history) => (isFull(counts, history) ? smoothing.k * numWords : Infinity));
    case 'witten-bell': {
      const numTypes = sumByHistory(counts, (node) => ((counts.counts[node] ?? 0) > 0 ? 1 : 0));
      return addMass(counts, (history) => numTypes[history] ?? 0);
    }
    case 'absolute': {
      const discounts = absoluteDiscounts(counts);
      return discount(counts, counts.counts, (length) => discounts[length] ?? 0);
    }
    case 'kneser-ney':
      return shareByKneserNey(counts);
    default:
      return smoothing satisfies never;
  }
}

function shareByKneserNey(counts: NgramCounts): Shares {
  const adjusted = adjustedCounts(counts);
  const discounts = kneserNeyDiscounts(counts, adjusted);
  return discount(counts, adjusted, (length, count) => discounts[length]?.[Math.min(count, 3)] ?? 0);
}

/** Takes something off each count; what is taken off is left to the shorter history. */
function discount(
  counts: NgramCounts,
  tally: Float64Array,
  discountOf: (length: number, count: number) => number,
): Shares {
  const takenOff = (node: number) => {
    const count = tally[node] ?? 0;
    return count > 0 ? discountOf(counts.trie.lengthOf(node), count) : 0;
  };
  const totals = sumByHistory(counts, (node) => tally[node] ?? 0);
  const taken = sumByHistory(counts, takenOff);
  const shares = tally.map((count, node) => {
    const total = totals[counts.trie.parentOf(node)] ?? 0;
    return total > 0 ? (count - takenOff(node)) / total : 0;
  });
  return { shares, rests: totals.map((total, node) => (total > 0 ? (taken[node] ?? 0) / total : 1)) };
}

/** Adds counts that belong to no word; their part is left to the shorter history. */
function addMass(counts: NgramCounts, massOf: (history: number) => number): Shares {
  const totals = sumByHistory(counts, (node) => counts.counts[node] ?? 0);
  const rests = totals.map((total, node) => {
    const mass = massOf(node);
    return total === 0 || mass === Infinity ? 1 : mass / (total + mass);
  });
  const shares = counts.counts.map((count, node) => {
    const history = counts.trie.parentOf(node);
    return count / ((totals[history] ?? 0) + massOf(history));
  });
  return { shares, rests };
}

/** True for a history that the model never makes longer: of full length, or at a sentence's start. */
function isFull({ trie, order }: NgramCounts, history: number): boolean {
  return trie.lengthOf(history) === order - 1 || trie.firstWordOf(history) === startId;
}

function absoluteDiscounts(counts: NgramCounts): number[] {
  return countsOfCounts(counts, counts.counts).map(([, n1 = 0, n2 = 0]) =>
    n1 > 0 && n2 > 0 ? n1 / (n1 + 2 * n2) : 0.5,
  );
}

/** Adds something of each node up at its history. */
function sumByHistory({ trie }: NgramCounts, valueOf: (node: number) => number): Float64Array {
  const sums = new Float64Array(trie.size);
  for (let node = root + 1; node < trie.size; node++) {
    const history = trie.parentOf(node);
    sums[history] = (sums[history] ?? 0) + valueOf(node);
  }
  return sums;
}
