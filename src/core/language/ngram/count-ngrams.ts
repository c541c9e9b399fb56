import { PhonoscopeError } from '../../errors.ts';
import { maxNgrams, NgramTrie, root, suffixNodes } from './ngram-trie.ts';
import { endId, isReserved, startId, unknownId, Vocabulary } from './vocabulary.ts';

/** All N-grams of a text up to a length. Every suffix of an N-gram in the trie is in the trie as well. */
export type NgramCounts = {
  readonly order: number;
  readonly vocabulary: Vocabulary;
  readonly trie: NgramTrie;
  /** For each node its longest proper suffix. */
  readonly suffixes: Int32Array;
  /** For each node how often it occurs. 0 for `<unk>`, and for `<s>`, which is never predicted. */
  readonly counts: Float64Array;
};

/**
 * Counts the N-grams of sentences, each between one `<s>` and one `</s>`.
 *
 * @throws PhonoscopeError `corpus-empty` without a word, `corpus-reserved` where a sentence holds `<s>`, `</s>` or
 *   `<unk>`, `corpus-large` where there are more than {@link maxNgrams} different N-grams.
 */
export function countNgrams(sentences: readonly (readonly string[])[], order: number): NgramCounts {
  if (sentences.every((words) => words.length === 0)) {
    throw new PhonoscopeError('corpus-empty', 'The text holds no words.');
  }
  const vocabulary = new Vocabulary();
  const trie = new NgramTrie();
  for (const id of [unknownId, startId, endId]) trie.add(root, id);
  const counts: number[] = [];
  for (const words of sentences) {
    const ids = [startId, ...words.map((word) => addWord(vocabulary, word)), endId];
    for (let from = 0; from < ids.length; from++) {
      let node = root;
      for (const id of ids.slice(from, from + order)) {
        node = trie.add(node, id);
        counts[node] = (counts[node] ?? 0) + 1;
      }
      if (trie.size > maxNgrams) throw tooLarge();
    }
  }
  const all = Float64Array.from({ length: trie.size }, (_, node) => counts[node] ?? 0);
  all[trie.add(root, startId)] = 0;
  return { order, vocabulary, trie, suffixes: suffixNodes(trie), counts: all };
}

function addWord(vocabulary: Vocabulary, word: string): number {
  if (!isReserved(word)) return vocabulary.add(word);
  throw new PhonoscopeError('corpus-reserved', `The text holds ${word}, which stands for something else.`, {
    word,
  });
}

function tooLarge(): PhonoscopeError {
  const text = `The text has more than ${maxNgrams} different N-grams: take a lower order or less text.`;
  return new PhonoscopeError('corpus-large', text, { max: maxNgrams });
}

/** For each length how many N-grams have a count of 0…4, `[length][count]`. */
export function countsOfCounts({ trie, order }: NgramCounts, counts: Float64Array): number[][] {
  const numbers = Array.from({ length: order + 1 }, () => [0, 0, 0, 0, 0]);
  counts.forEach((count, node) => {
    const row = numbers[trie.lengthOf(node)];
    const number = row?.[count];
    if (row !== undefined && number !== undefined) row[count] = number + 1;
  });
  return numbers;
}
