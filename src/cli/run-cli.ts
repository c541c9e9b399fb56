import { PhonoscopeError, toPhonoscopeError } from '../core/errors.ts';
import type { CliIo, Command } from './io.ts';
import { UsageError } from './usage.ts';

type Entry = { readonly summary: string; readonly load: () => Promise<Command> };

/** Each command is loaded when it is called, so that `report` never waits for TensorFlow.js. */
const commands: ReadonlyMap<string, Entry> = new Map([
  [
    'predict',
    {
      summary: 'say which word each file holds',
      load: async () => (await import('./predict.ts')).predictCommand,
    },
  ],
  [
    'evaluate',
    {
      summary: 'measure how often a model is right on a folder',
      load: async () => (await import('./evaluate.ts')).evaluateCommand,
    },
  ],
  [
    'features',
    {
      summary: 'print the features of files',
      load: async () => (await import('./features.ts')).featuresCommand,
    },
  ],
  [
    'report',
    {
      summary: 'classification report of a CSV with the columns label and predicted',
      load: async () => (await import('./report.ts')).reportCommand,
    },
  ],
  [
    'decode',
    {
      summary: 'say which words a recording holds, and when',
      load: async () => (await import('./decode.ts')).decodeCommand,
    },
  ],
  ['train', { summary: 'train a model', load: async () => (await import('./train.ts')).trainCommand }],
  ['lm', { summary: 'language models', load: async () => (await import('./lm.ts')).lmCommand }],
]);

/**
 * Runs one command line and returns its exit code: 0 done, 1 the work failed or nothing was readable,
 * 2 wrong usage. Never throws.
 */
export async function runCli(args: string[], io: CliIo): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') {
    io.stdout(overview());
    return 0;
  }
  const entry = name === undefined ? undefined : commands.get(name);
  if (entry === undefined) {
    io.stderr(name === undefined ? overview() : `There is no command "${name}".\n\n${overview()}`);
    return 2;
  }
  try {
    return await (
      await entry.load()
    )(rest, io);
  } catch (thrown) {
    return fail(thrown, `${name} --help shows how to call it.`, io);
  }
}

function overview(): string {
  const rows = [...commands].map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}\n`);
  return `npm run -s cli -- COMMAND\n\n${rows.join('')}\nCOMMAND --help shows its options.\n`;
}

/** Prints one sentence; the stack only for our own bugs. */
function fail(thrown: unknown, hint: string, io: CliIo): number {
  if (thrown instanceof UsageError) {
    io.stderr(`${thrown.message}\n${hint}\n`);
    return 2;
  }
  io.stderr(`${toPhonoscopeError(thrown).message}\n`);
  const isBug = !(thrown instanceof PhonoscopeError) && thrown instanceof Error;
  if (isBug && io.env['DEBUG'] !== undefined) io.stderr(`${thrown.stack ?? ''}\n`);
  return 1;
}
