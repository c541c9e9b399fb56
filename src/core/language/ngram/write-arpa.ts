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

/** The N-grams that have a probability, by length from 1. */
function listed({ trie, logProbs }: NgramParts): number[][] {
  return trie
    .nodesByLength()
    .slice(1)
    .map((nodes) => nodes.filter((node) => !Number.isNaN(logProbs[node])));
}

const formatLog10 = (value: number) => (value === -Infinity ? zeroLog10 : String(value));
