import { resolve } from 'node:path';
import type { NgramModel } from '../core/language/ngram/ngram-model.ts';
import type { Smoothing } from '../core/language/ngram/smoothing.ts';
import { splitSentences } from '../core/language/ngram/tokenizer.ts';
import { maxOrder, trainNgram } from '../core/language/ngram/train-ngram.ts';
import { numNgrams, writeArpa } from '../core/language/ngram/write-arpa.ts';
import type { CliIo } from './io.ts';
import { readTokenizer, tokenizerHelp } from './lm-options.ts';
import { printable } from './progress.ts';
import { readText } from './read-text.ts';
import { saveResult } from './save-result.ts';
import { parseNumber, parseOptions, parseWhole, UsageError } from './usage.ts';

const help = `npm run -s cli -- lm train FILE… --order N --out F.arpa [options]

Learns an N-gram language model from UTF-8 texts with one sentence a line; empty lines are left out.

  --order N           1 to ${maxOrder}: how many words an N-gram has
  --smoothing NAME    ml           maximum likelihood: what the text does not hold is impossible
                      add-k        k more for each count
                      witten-bell  the more different words follow, the more is left for others
                      absolute     the same taken off each count
                      kneser-ney   modified and interpolated (default)
  --k K               for add-k (default: 1)
  --back-off          for witten-bell and absolute: use shorter histories only for words not seen after
                      the longer one, instead of mixing the two
${tokenizerHelp}  --out F.arpa        the file to write
  --json              {order, words, ngrams: [one-word N-grams, two-word N-grams, …]}
`;

/** Runs `lm train`. */
export async function lmTrainCommand(args: string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    order: { type: 'string' },
    smoothing: { type: 'string', default: 'kneser-ney' },
    k: { type: 'string' },
    'back-off': { type: 'boolean', default: false },
    tokenizer: { type: 'string', default: 'whitespace' },
    out: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) {
    io.stdout(help);
    return 0;
  }
  if (positionals.length === 0) throw new UsageError('lm train needs at least one FILE.');
  if (values.order === undefined) throw new UsageError('lm train needs --order N.');
  if (values.out === undefined) throw new UsageError('lm train needs --out F.arpa.');
  const order = parseWhole('--order', values.order, 1, maxOrder);
  const smoothing = readSmoothing(values.smoothing, values.k, values['back-off']);
  const tokenizer = readTokenizer(values.tokenizer);
  const texts: string[] = [];
  for (const path of positionals) texts.push(await readText(path, io));
  const model = trainNgram(splitSentences(texts.join('\n'), tokenizer), order, smoothing, tokenizer);
  await saveResult(resolve(io.cwd, values.out), writeArpa(model));
  io.stdout(values.json ? `${JSON.stringify(describe(model))}\n` : `${summary(model, values.out)}\n`);
  return 0;
}

function readSmoothing(name: string, k: string | undefined, isBackOff: boolean): Smoothing {
  if (k !== undefined && name !== 'add-k') throw new UsageError('--k is for --smoothing add-k.');
  if (isBackOff && name !== 'witten-bell' && name !== 'absolute') {
    throw new UsageError('--back-off is for --smoothing witten-bell or absolute.');
  }
  switch (name) {
    case 'ml':
    case 'kneser-ney':
      return { name };
    case 'add-k':
      return { name, k: parseNumber('--k', k ?? '1', 1e-9, 1e9) };
    case 'witten-bell':
    case 'absolute':
      return { name, isInterpolated: !isBackOff };
    default:
      throw new UsageError(
        `--smoothing should be ml, add-k, witten-bell, absolute or kneser-ney, not "${name}".`,
      );
  }
}

function describe(model: NgramModel) {
  return { order: model.order, words: model.vocabulary.numWords, ngrams: numNgrams(model) };
}

function summary(model: NgramModel, path: string): string {
  const numbers = numNgrams(model).map((number, i) => `${number} ${i + 1}-grams`);
  return `${printable(path)}: ${model.vocabulary.numWords} words, ${numbers.join(', ')}`;
}
