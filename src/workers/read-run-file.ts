import { PhonoscopeError } from '../core/errors.ts';
import { type OpenedRun, openRunText } from '../core/evaluation/open-run-text.ts';
import { readTextFile } from './read-text-file.ts';

/** JavaScript's engines hold no text that is much longer. */
const maxMegabytes = 400;

/**
 * Reads a run file or a CSV of predictions.
 *
 * @param name what it is called, for a table of predictions.
 * @throws PhonoscopeError what `openRunText` throws; `text-encoding` where it is not UTF-8; `file-unreadable`.
 */
export async function readRunFile(file: Blob, name: string): Promise<OpenedRun> {
  if (file.size > maxMegabytes * 1e6) {
    const message = `The text is larger than ${maxMegabytes} MB.`;
    throw new PhonoscopeError('text-large', message, { megabytes: maxMegabytes });
  }
  return openRunText(await readTextFile(file), name, Date.now());
}
