import { countNgrams, type NgramCounts } from './count-ngrams.ts';
import { NgramModel } from './ngram-model.ts';
import { root } from './ngram-trie.ts';
import { shareOut, type Shares, type Smoothing } from './smoothing.ts';
import type { Tokenizer } from './tokenizer.ts';
import { startId, unknownId } from './vocabulary.ts';

/** The highest order of a model that is trained here. */
export const maxOrder = 5;

/**
 * Trains an N-gram model on sentences that a tokenizer has cut into words. The model is in back-off form, to which
 * interpolated ones are converted exactly. After every history the words of the text, `</s>` and `<unk>` sum to 1.
 *
 * @param order 1 to {@link maxOrder}.
 * @param tokenizer Kept with the model; it cut the sentences.
 * @throws PhonoscopeError `corpus-empty`, `corpus-reserved` or `corpus-large`.
 * @see Chen and Goodman 1998, "An Empirical Study of Smoothing Techniques for Language Modeling".
 */
export function trainNgram(
  sentences: readonly (readonly string[])[],
  order: number,
  smoothing: Smoothing,
  tokenizer: Tokenizer,
): NgramModel {
  const counts = countNgrams(sentences, order);
  const numWords = counts.vocabulary.size - 1;
  const shares = shareOut(counts, smoothing, numWords);
  const isInterpolated = !('isInterpolated' in smoothing) || smoothing.isInterpolated;
  const { probabilities, weights } = isInterpolated
    ? interpolate(counts, shares, 1 / numWords)
    : backOff(counts, shares, 1 / numWords);
  const { vocabulary, trie } = counts;
  const logProbs = probabilities.map((probability) => Math.min(0, Math.log10(probability)));
  return new NgramModel({ order, vocabulary, trie, logProbs, backOffs: weights.map(Math.log10), tokenizer });
}

type Conditional = {
  /** For each node, P(word | history). */
  readonly probabilities: Float64Array;
  /** For each history, what P(word | shorter history) is multiplied by where the word was not seen. */
  readonly weights: Float64Array;
};

/** P(w | h) = share + rest(h) · P(w | shorter h), for seen words and others. */
function interpolate(counts: NgramCounts, { shares, rests }: Shares, uniform: number): Conditional {
  const probabilities = new Float64Array(shares.length);
  for (const node of shortestFirst(counts)) {
    const rest = rests[counts.trie.parentOf(node)] ?? 0;
    probabilities[node] = (shares[node] ?? 0) + rest * shorter(counts, probabilities, node, uniform);
  }
  return { probabilities, weights: rests };
}

/** P(w | h) = share for seen words; the rest goes to the others only, in proportion to P(w | shorter h). */
function backOff(counts: NgramCounts, { shares, rests }: Shares, uniform: number): Conditional {
  const probabilities = Float64Array.from(shares);
  const seen = new Float64Array(shares.length);
  for (const node of shortestFirst(counts)) {
    const history = counts.trie.parentOf(node);
    seen[history] = (seen[history] ?? 0) + shorter(counts, probabilities, node, uniform);
  }
  // The shortest history has seen every word but this one.
  const unknown = counts.trie.add(root, unknownId);
  probabilities[unknown] = rests[root] ?? 0;
  return { probabilities, weights: rests.map((rest, history) => rest / (1 - (seen[history] ?? 0))) };
}

/** Every N-gram that has a probability, without `<s>`. */
function shortestFirst({ trie }: NgramCounts): number[] {
  const start = trie.child(root, startId);
  return trie
    .nodesByLength()
    .slice(1)
    .flat()
    .filter((node) => node !== start);
}

function shorter(counts: NgramCounts, probabilities: Float64Array, node: number, uniform: number): number {
  const suffix = counts.suffixes[node] ?? root;
  return suffix === root ? uniform : (probabilities[suffix] ?? 0);
}
