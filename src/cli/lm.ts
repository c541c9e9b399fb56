import type { CliIo, Command } from './io.ts';
import { UsageError } from './usage.ts';

const help = `npm run -s cli -- lm train FILE… --order N --out F.arpa
npm run -s cli -- lm score F.arpa FILE…
npm run -s cli -- lm generate F.arpa
npm run -s cli -- lm hmm train, score, generate or next

N-gram language models in ARPA files: learn one from text, measure how well it foretells a text, let it speak.
\`hmm\` does the same with hidden Markov models, in JSON files. Texts are UTF-8 with one sentence a line.

lm train --help, and so on, shows the options.
`;

const commands: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['train', async () => (await import('./lm-train.ts')).lmTrainCommand],
  ['score', async () => (await import('./lm-score.ts')).lmScoreCommand],
  ['generate', async () => (await import('./lm-generate.ts')).lmGenerateCommand],
  ['hmm', async () => (await import('./lm-hmm.ts')).lmHmmCommand],
]);

/** Runs `lm`, whose first argument names what to do. */
export async function lmCommand(args: string[], io: CliIo): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h') {
    io.stdout(help);
    return 0;
  }
  const load = name === undefined ? undefined : commands.get(name);
  if (load !== undefined) return (await load())(rest, io);
  const names = [...commands.keys()].join(', ');
  throw new UsageError(
    name === undefined ? `lm needs one of ${names}.` : `lm has no "${name}", only ${names}.`,
  );
}
