import { resolve } from 'node:path';
import { toPhonoscopeError } from '../core/errors.ts';
import { anyWords, combineModels, overEvenGuess } from '../core/language/combine-models.ts';
import { type DecodeOptions, optionsFor } from '../core/language/decoder/decode-options.ts';
import { type Decoding, decodeSound } from '../core/language/decoder/decode-sound.ts';
import { sortLabels } from '../core/language/decoder/emissions.ts';
import { createGrammarModel } from '../core/language/grammar/grammar-model.ts';
import { missingWords, parseGrammar } from '../core/language/grammar/grammar.ts';
import type { LanguageModel } from '../core/language/language-model.ts';
import { readArpa } from '../core/language/ngram/read-arpa.ts';
import type { ModelMetadata } from '../core/models/metadata.ts';
import { modelForStrings } from '../core/models/shipped-models.ts';
import { describeNotes, readClip } from '../platform/node/read-clip.ts';
import type { CliIo } from './io.ts';
import { openModelFile } from './open-model.ts';
import { listUnreadable, printable } from './progress.ts';
import { readText } from './read-text.ts';
import { parseNumber, parseOptions, parseWhole, UsageError } from './usage.ts';

const help = `npm run -s cli -- decode FILE… [--lm F.arpa] [--grammar F] [--model M] [--json]

Says which words a recording holds, and when.

  --model M      a shipped model's name or a .zip file (default: digits; where words may run into each other, its
                 sister strings finds them first)
  --separate     there is a pause of 0.1 s or more between any two words: each is heard by itself
  --lm F.arpa    an N-gram language model
  --grammar F    a grammar (JSGF): what it does not allow is not heard
  --fit P        how sure it is that people follow the grammar, 0 to 1 (default: 1); less only prefers what it allows
  --lm-weight W  what the language model counts (default: 1)
  --penalty W    taken off for each word; more of it gives fewer words
  --n-best N     so many sentences (default: 5)
  --json         lm in natural logarithms above an even guess among the words
                 [{path, words: [{word, startSec, endSec, score}], nBest: [{words: [word], acoustic, lm, total}]}]
`;

/** Runs `decode`. Files that cannot be used are listed on stderr; 1 when none could be used. */
export async function decodeCommand(args: string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    model: { type: 'string', default: 'digits' },
    separate: { type: 'boolean', default: false },
    lm: { type: 'string' },
    grammar: { type: 'string' },
    fit: { type: 'string', default: '1' },
    'lm-weight': { type: 'string' },
    penalty: { type: 'string' },
    'n-best': { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) {
    io.stdout(help);
    return 0;
  }
  if (positionals.length === 0) throw new UsageError('decode needs at least one FILE.');
  const count = parseWhole('--n-best', values['n-best'], 1, 1000);
  const kind = values.separate ? 'segments' : 'frames';
  const options: DecodeOptions = {
    ...optionsFor(kind),
    ...(values['lm-weight'] === undefined
      ? {}
      : { lmWeight: parseNumber('--lm-weight', values['lm-weight'], 0, 100) }),
    ...(values.penalty === undefined
      ? {}
      : { wordInsertionPenalty: parseNumber('--penalty', values.penalty, -100, 100) }),
  };
  const fit = parseNumber('--fit', values.fit, 0, 1);
  const file = await openModelFile(values.model, io);
  const sliding = modelForStrings(values.model);
  const language = await openLanguage({ arpa: values.lm, grammar: values.grammar, fit }, file.metadata, io);
  const { createSpeechScorer } = await import('../platform/node/speech-scorer.ts');
  const scorer = await createSpeechScorer(
    file,
    sliding === values.model ? file : await openModelFile(sliding, io),
  );
  const decoded = await decodeFiles(positionals, io, async (path) => {
    const audio = await readClip(resolve(io.cwd, path));
    for (const note of describeNotes(audio)) io.stderr(`${printable(path)}: ${note}\n`);
    const setup = { labelSet: scorer.metadata, languageModel: language, options, priors: null };
    return decodeSound(await scorer.score(audio, kind), setup, count);
  });
  scorer.dispose();
  if (decoded.length === 0) return 1;
  io.stdout(values.json ? `${JSON.stringify(decoded.map(toResult))}\n` : decoded.map(format).join(''));
  return 0;
}

type DecodedFile = { readonly path: string; readonly decoding: Decoding };

async function decodeFiles(
  paths: readonly string[],
  io: CliIo,
  decode: (path: string) => Promise<Decoding>,
): Promise<DecodedFile[]> {
  const decoded: DecodedFile[] = [];
  for (const path of paths) {
    try {
      decoded.push({ path, decoding: await decode(path) });
    } catch (thrown) {
      listUnreadable(io, [{ path, reason: toPhonoscopeError(thrown).message }]);
    }
  }
  return decoded;
}

type LanguageChoice = {
  readonly arpa: string | undefined;
  readonly grammar: string | undefined;
  readonly fit: number;
};

async function openLanguage(
  { arpa, grammar, fit }: LanguageChoice,
  metadata: ModelMetadata,
  io: CliIo,
): Promise<LanguageModel> {
  const words = sortLabels(metadata).words.map(({ word }) => word);
  const models: LanguageModel[] = [];
  if (arpa !== undefined) models.push(overEvenGuess(readArpa(await readText(arpa, io)), words.length));
  if (grammar !== undefined) {
    const parsed = parseGrammar(await readText(grammar, io));
    const missing = missingWords(parsed, words);
    if (missing.length > 0) {
      io.stderr(
        `${printable(grammar)}: ${metadata.name} does not know ${missing.map(printable).join(', ')}\n`,
      );
    }
    models.push(overEvenGuess(createGrammarModel(parsed, { fit, vocabulary: words }), words.length));
  }
  const [first = anyWords, second] = models;
  return second === undefined ? first : combineModels(first, second);
}

function toResult({ path, decoding: { nBest } }: DecodedFile) {
  return {
    path,
    words: (nBest[0]?.words ?? []).map(({ word, startSec, endSec, score }) => ({
      word,
      startSec,
      endSec,
      score,
    })),
    nBest: nBest.map(({ words, acoustic, lm, total }) => ({
      words: words.map(({ word }) => word),
      acoustic,
      lm,
      total,
    })),
  };
}

function format({ path, decoding: { nBest, isComplete } }: DecodedFile): string {
  const [best, ...others] = nBest;
  const rows = (best?.words ?? []).map(
    ({ word, startSec, endSec, score }) =>
      `  ${startSec.toFixed(2)}–${endSec.toFixed(2)} s  ${printable(word)}  ${score.toFixed(2)}\n`,
  );
  const sentence = (words: readonly { readonly word: string }[]) =>
    words.length === 0 ? '(nothing)' : words.map(({ word }) => printable(word)).join(' ');
  const rest = others.map(
    ({ words, total }) => `  ${(total - (best?.total ?? 0)).toFixed(2)}  ${sentence(words)}\n`,
  );
  const note = isComplete ? '' : '  (no sentence of the language model ends here)\n';
  return `${printable(path)}\t${sentence(best?.words ?? [])}\n${note}${rows.join('')}${rest.join('')}`;
}
