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

/**
 * Reads an option that is a number.
 *
 * @throws UsageError where it is none, or not in min…max.
 */
export function parseNumber(name: string, text: string, min: number, max: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= min && value <= max) return value;
  throw new UsageError(`${name} should be a number from ${min} to ${max}, not "${text}".`);
}

/**
 * Reads an option that is a whole number.
 *
 * @throws UsageError where it is none, or not in min…max.
 */
export function parseWhole(name: string, text: string, min: number, max: number): number {
  const value = parseNumber(name, text, min, max);
  if (Number.isInteger(value)) return value;
  throw new UsageError(`${name} should be a whole number, not "${text}".`);
}
