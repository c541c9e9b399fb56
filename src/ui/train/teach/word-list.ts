import { PhonoscopeError } from '../../../core/errors.ts';

/** More words than these are no lesson any more: a folder is dropped for them. */
const maxWords = 50;
const maxLetters = 40;

/**
 * Tidies a word and checks that it can be added.
 *
 * @param words those that are there.
 * @returns the word in the form NFC, without spaces around it.
 * @throws PhonoscopeError `word-empty`, `word-known`, `word-name`, `takes-too-many`.
 */
export function checkWord(typed: string, words: readonly string[]): string {
  const word = typed.normalize('NFC').trim();
  if (word === '') throw new PhonoscopeError('word-empty', 'The word has no letters.');
  const known = words.find((other) => isSameWord(other, word));
  if (known !== undefined)
    throw new PhonoscopeError('word-known', `The word "${known}" is there.`, { word: known });
  // A word becomes a folder's name; a leading underscore is for the labels that come along by themselves.
  if (word.length > maxLetters || /[/\\\p{Cc}]|^[._]/u.test(word)) {
    throw new PhonoscopeError('word-name', `The word "${word}" cannot be used.`, { max: maxLetters });
  }
  if (words.length >= maxWords)
    throw new PhonoscopeError('takes-too-many', `There are ${maxWords} words.`, { max: maxWords });
  return word;
}

/** Whether two words differ only in capitals, spaces or the way accents are written. */
export function isSameWord(a: string, b: string): boolean {
  return fold(a) === fold(b);
}

function fold(word: string): string {
  return word.normalize('NFKC').trim().toLowerCase();
}
