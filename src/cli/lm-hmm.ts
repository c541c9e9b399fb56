import { resolve } from 'node:path';
import { generateText, nextWords } from '../core/language/hmm/predict-text.ts';
import { scoreTextHmm } from '../core/language/hmm/score-text-hmm.ts';
import { readTextHmm, writeTextHmm } from '../core/language/hmm/text-hmm-file.ts';
import { maxTextStates, trainTextHmm } from '../core/language/hmm/text-hmm.ts';
import { splitSentences, type Tokenizer } from '../core/language/ngram/tokenizer.ts';
import { createRandom } from '../core/training/random.ts';
import type { CliIo, Command } from './io.ts';
import { formatScore, readTokenizer, tokenizerHelp } from './lm-options.ts';
import { printable } from './progress.ts';
import { readText } from './read-text.ts';
import { saveResult } from './save-result.ts';
import { parseNumber, parseOptions, parseWhole, UsageError } from './usage.ts';

const help = `npm run -s cli -- lm hmm train FILE… --states N --out F.json [options]
npm run -s cli -- lm hmm score F.json FILE… [--json]
npm run -s cli -- lm hmm generate F.json [--seed N] [--temperature T] [--count N] [--max-words N] [--json]
npm run -s cli -- lm hmm next F.json WORD… [--count N] [--json]

Hidden Markov models of text: learn one by Baum and Welch, measure how well it foretells a text, let it speak, and
see what may follow some words. Texts are UTF-8 with one sentence a line; empty lines are left out.

train
  --states N          1 to ${maxTextStates} hidden states
${tokenizerHelp}  --out F.json        the file to write
  --seed N            where learning starts (default: 1); other seeds may find better models
  --iterations N      at most so many (default: 50)
  --json              {iterations, logProb10: of the text before the last one, states, words}
score               unknown words count as <unk>, sentence ends are tokens
  --json              {logProb10, perplexity, perplexityNoEnd, oov, tokens}; null for what is infinite
generate
  --seed N            0 to 2147483647 (default: 1)
  --temperature T     1 is the model as it is (default); less keeps to what is likely, more is bolder
  --count N           how many sentences (default: 1)
  --max-words N       where a sentence is cut off (default: 100)
  --json              [sentence]
next                </s> is the end of the sentence, <unk> an unknown word
  --count N           how many words (default: 10)
  --json              [{word, probability}]
`;

const maxSeed = 2 ** 31 - 1;
const commonOptions = {
  json: { type: 'boolean', default: false },
} as const;

const commands: ReadonlyMap<string, Command> = new Map([
  ['train', train],
  ['score', score],
  ['generate', generate],
  ['next', next],
]);

/** Runs `lm hmm`, whose first argument names what to do. */
export async function lmHmmCommand(args: string[], io: CliIo): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    io.stdout(help);
    return 0;
  }
  const [name, ...rest] = args;
  const command = name === undefined ? undefined : commands.get(name);
  if (command !== undefined) return command(rest, io);
  const names = [...commands.keys()].join(', ');
  throw new UsageError(
    name === undefined ? `lm hmm needs one of ${names}.` : `lm hmm has no "${name}", only ${names}.`,
  );
}

async function train(args: string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    states: { type: 'string' },
    tokenizer: { type: 'string', default: 'whitespace' },
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    iterations: { type: 'string', default: '50' },
    ...commonOptions,
  });
  if (positionals.length === 0) throw new UsageError('lm hmm train needs at least one FILE.');
  if (values.states === undefined) throw new UsageError('lm hmm train needs --states N.');
  if (values.out === undefined) throw new UsageError('lm hmm train needs --out F.json.');
  const tokenizer = readTokenizer(values.tokenizer);
  const steps = trainTextHmm(await readSentences(positionals, tokenizer, io), {
    tokenizer,
    numStates: parseWhole('--states', values.states, 1, maxTextStates),
    seed: parseWhole('--seed', values.seed, 0, maxSeed),
    iterations: parseWhole('--iterations', values.iterations, 1, 10_000),
  });
  let [iterations, logProb10] = [0, 0];
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) {
    iterations = step.value.iteration;
    logProb10 = step.value.logLikelihood / Math.LN10;
    io.stderr(`iteration ${iterations}: log10 P ${logProb10.toFixed(4)}\n`);
  }
  await saveResult(resolve(io.cwd, values.out), writeTextHmm(step.value));
  const { words, hmm } = step.value;
  const result = { iterations, logProb10, states: hmm.numStates, words: words.length };
  const summary = `${printable(values.out)}: ${words.length} words, ${hmm.numStates} states, ${iterations} iterations`;
  io.stdout(`${values.json ? JSON.stringify(result) : summary}\n`);
  return 0;
}

async function score(args: string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseOptions(args, commonOptions);
  const [path, ...paths] = positionals;
  if (path === undefined || paths.length === 0) {
    throw new UsageError('lm hmm score needs F.json and at least one FILE.');
  }
  const model = readTextHmm(await readText(path, io));
  const result = scoreTextHmm(model, await readSentences(paths, model.tokenizer, io));
  io.stdout(values.json ? `${JSON.stringify(result)}\n` : formatScore(result));
  return 0;
}

async function generate(args: string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    seed: { type: 'string', default: '1' },
    temperature: { type: 'string', default: '1' },
    count: { type: 'string', default: '1' },
    'max-words': { type: 'string', default: '100' },
    ...commonOptions,
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) throw new UsageError('lm hmm generate takes one F.json.');
  const seed = parseWhole('--seed', values.seed, 0, maxSeed);
  const temperature = parseNumber('--temperature', values.temperature, 0.01, 100);
  const count = parseWhole('--count', values.count, 1, 100_000);
  const maxWords = parseWhole('--max-words', values['max-words'], 1, 10_000);
  const model = readTextHmm(await readText(path, io));
  const sentences = Array.from({ length: count }, (_, i) =>
    model.tokenizer.join(generateText(model, createRandom(seed, i), temperature, maxWords)),
  );
  const lines = sentences.map((sentence) => `${printable(sentence)}\n`).join('');
  io.stdout(values.json ? `${JSON.stringify(sentences)}\n` : lines);
  return 0;
}

async function next(args: string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    count: { type: 'string', default: '10' },
    ...commonOptions,
  });
  const [path, ...before] = positionals;
  if (path === undefined) throw new UsageError('lm hmm next needs F.json.');
  const count = parseWhole('--count', values.count, 1, 1_000_000);
  const model = readTextHmm(await readText(path, io));
  const words = nextWords(model, model.tokenizer.split(before.join(' '))).slice(0, count);
  const lines = words.map(({ word, probability }) => `${printable(word)}\t${probability.toFixed(6)}\n`);
  io.stdout(values.json ? `${JSON.stringify(words)}\n` : lines.join(''));
  return 0;
}

async function readSentences(paths: readonly string[], tokenizer: Tokenizer, io: CliIo): Promise<string[][]> {
  const texts: string[] = [];
  for (const path of paths) texts.push(await readText(path, io));
  return splitSentences(texts.join('\n'), tokenizer);
}
