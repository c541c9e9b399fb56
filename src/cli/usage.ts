import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The command line was wrong; it ends with exit code 2 and the sentence in `message`. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Config<T extends Options> = { args: string[]; options: T; allowPositionals: true; strict: true };

/**
 * Parses the arguments of one command.
 *
 * @throws UsageError on an unknown option, or an option without its value.
 */
export function parseOptions<const T extends Options>(
  args: string[],
  options: T,
): ReturnType<typeof parseArgs<Config<T>>> {
  try {
    return parseArgs<Config<T>>({ args, options, allowPositionals: true, strict: true });
  } catch (thrown) {
    throw new UsageError(thrown instanceof Error ? thrown.message : String(thrown));
  }
}
