import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The command line was wrong; it ends with exit code 2 and the sentence in `message`. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Parses the arguments of one command. `--help` may stand beside any other option.
 *
 * @throws UsageError on an unknown option, or an option without its value.
 */
export function parseOptions<T extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (thrown) {
    throw new UsageError(thrown instanceof Error ? thrown.message : String(thrown));
  }
}
