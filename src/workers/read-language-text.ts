import { PhonoscopeError } from '../core/errors.ts';
import type { LanguageText } from './language-protocol.ts';
import { readTextFile } from './read-text-file.ts';

/** Models of larger texts would not fit the memory of a page. */
const maxMegabytes = 64;

/**
 * The text of files, joined line by line.
 *
 * @throws PhonoscopeError `text-large`; `text-encoding` where it is not UTF-8; `file-unreadable`.
 */
export async function readLanguageText(text: LanguageText): Promise<string> {
  if (typeof text === 'string') return text;
  if (text.reduce((sum, { size }) => sum + size, 0) > maxMegabytes * 1e6) {
    throw new PhonoscopeError('text-large', `The text is larger than ${maxMegabytes} MB.`, {
      megabytes: maxMegabytes,
    });
  }
  const parts: string[] = [];
  for (const file of text) parts.push(await readTextFile(file));
  return parts.join('\n');
}
