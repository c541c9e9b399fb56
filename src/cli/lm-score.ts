import { readArpa } from '../core/language/ngram/read-arpa.ts';
import { type NgramWord, scoreSentences, scoreWords } from '../core/language/ngram/score-text.ts';
import { splitSentences } from '../core/language/ngram/tokenizer.ts';
import type { CliIo } from './io.ts';
import { formatScore } from './lm-options.ts';
import { printable } from './progress.ts';
import { readText } from './read-text.ts';
import { parseOptions, UsageError } from './usage.ts';

const help = `npm run -s cli -- lm score F.arpa FILE… [--words] [--json]

Measures how well a language model foretells texts, all FILEs together: UTF-8, one sentence a line; empty lines
are left out. Unknown words count as <unk>, and are left out where the model has none; sentence ends are tokens.

  --words  also list each word with log10 P and how many words of context and word the model knew together
  --json   {logProb10, perplexity, perplexityNoEnd, oov, tokens}; null for what is infinite
`;

/** Runs `lm score`. */
export async function lmScoreCommand(args: string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    words: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) {
    io.stdout(help);
    return 0;
  }
  const [modelPath, ...paths] = positionals;
  if (modelPath === undefined || paths.length === 0) {
    throw new UsageError('lm score needs F.arpa and at least one FILE.');
  }
  const model = readArpa(await readText(modelPath, io));
  const texts: string[] = [];
  for (const path of paths) texts.push(await readText(path, io));
  const sentences = splitSentences(texts.join('\n'), model.tokenizer);
  const score = scoreSentences(model, sentences);
  if (values.words && !values.json) {
    for (const words of sentences) io.stdout(`${scoreWords(model, words).map(formatWord).join('')}\n`);
  }
  io.stdout(values.json ? `${JSON.stringify(score)}\n` : formatScore(score));
  return 0;
}

function formatWord({ word, logProb10, matchLength, isKnown }: NgramWord): string {
  return `${printable(word)}\t${logProb10.toFixed(4)}\t${matchLength}${isKnown ? '' : '\tunknown'}\n`;
}
