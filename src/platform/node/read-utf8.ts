import { readFile } from 'node:fs/promises';
import { PhonoscopeError } from '../../core/errors.ts';
import { explainFileError } from './list-files.ts';

/** Far below the longest string that Node can hold. */
const maxMegabytes = 256;

/**
 * Reads a file of UTF-8 text; a byte order mark is taken off.
 *
 * @param name what the sentence of an error calls it.
 * @throws PhonoscopeError `file-unreadable` with a sentence that names the file, also where it is no such text.
 */
export async function readUtf8(path: string, name = path): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (thrown) {
    throw unreadable(`${name}: ${explainFileError(thrown)}`, name);
  }
  if (bytes.length > maxMegabytes * 1e6) throw unreadable(`${name} is larger than ${maxMegabytes} MB.`, name);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable(`${name} is not UTF-8 text.`, name);
  }
}

function unreadable(reason: string, path: string): PhonoscopeError {
  return new PhonoscopeError('file-unreadable', reason, { path, reason });
}
