import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { PhonoscopeError } from '../core/errors.ts';
import { explainFileError } from '../platform/node/list-files.ts';
import type { CliIo } from './io.ts';

/** Far below the longest string that Node can hold. */
const maxMegabytes = 256;

/**
 * Reads a file of UTF-8 text; a byte order mark is taken off.
 *
 * @throws PhonoscopeError `file-unreadable` with a sentence that names the file, also where it is no such text.
 */
export async function readText(path: string, io: CliIo): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(resolve(io.cwd, path));
  } catch (thrown) {
    throw unreadable(`${path}: ${explainFileError(thrown)}`, path);
  }
  if (bytes.length > maxMegabytes * 1e6) throw unreadable(`${path} is larger than ${maxMegabytes} MB.`, path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable(`${path} is not UTF-8 text.`, path);
  }
}

function unreadable(reason: string, path: string): PhonoscopeError {
  return new PhonoscopeError('file-unreadable', reason, { path, reason });
}
