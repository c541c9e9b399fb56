import { resolve } from 'node:path';
import { readUtf8 } from '../platform/node/read-utf8.ts';
import type { CliIo } from './io.ts';

/**
 * Reads a file of UTF-8 text that was named on the command line; a byte order mark is taken off.
 *
 * @throws PhonoscopeError `file-unreadable` with a sentence that names the file, also where it is no such text.
 */
export function readText(path: string, io: CliIo): Promise<string> {
  return readUtf8(resolve(io.cwd, path), path);
}
