import type { NgramModel, NgramParts } from './ngram-model.ts';

/** What other programs take for log10 of 0, as SRILM writes it. */
const zeroLog10 = '-99';

/**
 * Writes a model as an ARPA file, with its tokenizer in a line before `\data\`, where readers skip text. Numbers have as
 * many digits as it takes to read the same ones back; 0 is −99, back-off weights of 1 are left out.
 */
export function writeArpa({ parts, tokenizer, vocabulary }: NgramModel): string {
  const { trie, logProbs, backOffs } = parts;
  const levels = listed(parts);
  const formatNode = (node: number) => {
    const words = trie.wordsOf(node).map((id) => vocabulary.wordOf(id));
    const fields = [formatLog10(logProbs[node] ?? 0), words.join(' ')];
    const backOff = backOffs[node] ?? 0;
    return (backOff === 0 ? fields : [...fields, formatLog10(backOff)]).join('\t');
  };
  const numbers = levels.map((nodes, i) => `ngram ${i + 1}=${nodes.length}`);
  const sections = levels.map((nodes, i) => `\n\\${i + 1}-grams:\n${nodes.map(formatNode).join('\n')}\n`);
  return `# tokenizer: ${tokenizer.spec}\n\n\\data\\\n${numbers.join('\n')}\n${sections.join('')}\n\\end\\\n`;
}

/** How many N-grams a model lists, by length from 1. */
export function numNgrams({ parts }: NgramModel): number[] {
  return listed(parts).map((nodes) => nodes.length);
}

/** The N-grams that have a probability, by length from 1, sorted by their words' ids: IRSTLM finds no others. */
function listed({ trie, logProbs }: NgramParts): number[][] {
  const ranks = new Int32Array(trie.size);
  const compare = (a: number, b: number) =>
    (ranks[trie.parentOf(a)] ?? 0) - (ranks[trie.parentOf(b)] ?? 0) || trie.wordOf(a) - trie.wordOf(b);
  const levels = trie.nodesByLength().map((nodes) => {
    const sorted = [...nodes].sort(compare);
    for (const [rank, node] of sorted.entries()) ranks[node] = rank;
    return sorted.filter((node) => !Number.isNaN(logProbs[node]));
  });
  return levels.slice(1);
}

const formatLog10 = (value: number) => (value === -Infinity ? zeroLog10 : String(value));
