import { createTokenizer, type Tokenizer } from '../core/language/ngram/tokenizer.ts';
import type { TextScore } from '../core/language/text-score.ts';
import { UsageError } from './usage.ts';

/** What `--help` says of `--tokenizer`. */
export const tokenizerHelp = `  --tokenizer NAME    whitespace (default), character, or segmenter:LOCALE such as segmenter:zh
                      (words without punctuation); the file keeps it
`;

/**
 * Reads `--tokenizer`.
 *
 * @throws UsageError where there is none of that name.
 */
export function readTokenizer(spec: string): Tokenizer {
  const tokenizer = createTokenizer(spec);
  if (tokenizer === null) throw new UsageError(`--tokenizer: there is no "${spec}".`);
  return tokenizer;
}

/** A score as lines of text. */
export function formatScore({ logProb10, perplexity, perplexityNoEnd, oov, tokens }: TextScore): string {
  const rows = [
    ['log10 P', logProb10.toFixed(4)],
    ['perplexity', perplexity.toFixed(4)],
    ['without sentence ends', perplexityNoEnd.toFixed(4)],
    ['unknown words', String(oov)],
    ['tokens', String(tokens)],
  ];
  return rows.map(([name = '', value = '']) => `${name.padEnd(22)}${value}\n`).join('');
}
