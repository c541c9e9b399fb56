import { generateSentence } from '../core/language/ngram/generate-sentence.ts';
import { readArpa } from '../core/language/ngram/read-arpa.ts';
import { createRandom } from '../core/training/random.ts';
import type { CliIo } from './io.ts';
import { printable } from './progress.ts';
import { readText } from './read-text.ts';
import { parseNumber, parseOptions, parseWhole, UsageError } from './usage.ts';

const help = `npm run -s cli -- lm generate F.arpa [options]

Lets a language model speak: sentences drawn word by word. The same seed gives the same ones.

  --seed N          0 to 2147483647 (default: 1)
  --temperature T   1 is the model as it is (default); less keeps to what is likely, more is bolder
  --count N         how many sentences (default: 1)
  --max-words N     where a sentence is cut off (default: 100)
  --json            [sentence]
`;

/** Runs `lm generate`. */
export async function lmGenerateCommand(args: string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    seed: { type: 'string', default: '1' },
    temperature: { type: 'string', default: '1' },
    count: { type: 'string', default: '1' },
    'max-words': { type: 'string', default: '100' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) {
    io.stdout(help);
    return 0;
  }
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) throw new UsageError('lm generate takes one F.arpa.');
  const seed = parseWhole('--seed', values.seed, 0, 2 ** 31 - 1);
  const temperature = parseNumber('--temperature', values.temperature, 0.01, 100);
  const count = parseWhole('--count', values.count, 1, 100_000);
  const maxWords = parseWhole('--max-words', values['max-words'], 1, 10_000);
  const model = readArpa(await readText(path, io));
  const sentences = Array.from({ length: count }, (_, i) =>
    model.tokenizer.join(generateSentence(model, createRandom(seed, i), temperature, maxWords)),
  );
  io.stdout(
    values.json
      ? `${JSON.stringify(sentences)}\n`
      : sentences.map((sentence) => `${printable(sentence)}\n`).join(''),
  );
  return 0;
}
