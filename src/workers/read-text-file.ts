import { PhonoscopeError } from '../core/errors.ts';

/**
 * The text of a file.
 *
 * @throws PhonoscopeError `text-encoding` where it is not UTF-8; `file-unreadable`.
 */
export async function readTextFile(file: Blob): Promise<string> {
  const bytes = await bytesOf(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new PhonoscopeError('text-encoding', 'The file is not UTF-8 text.');
  }
}

async function bytesOf(file: Blob): Promise<ArrayBuffer> {
  try {
    return await file.arrayBuffer();
  } catch {
    throw new PhonoscopeError('file-unreadable', 'The file could not be read.');
  }
}
