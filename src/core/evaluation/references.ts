import { PhonoscopeError } from '../errors.ts';

/** What was said in recordings, by the name that the file of references gives them. */
export type References = ReadonlyMap<string, readonly string[]>;

/**
 * Reads a file of references, a recording in each line: its path or the identifier of the utterance, then what is said
 * in it. A tab separates them, so that a path may have spaces; in a line without a tab, the first white space does, as
 * in Kaldi's `text`. Words stand between white space. No word at all means that nothing is said. Empty lines are
 * passed over; a byte order mark and any line ends are fine.
 *
 * @returns names with forward slashes, without `./` before them, extensions kept.
 * @throws PhonoscopeError `references-invalid` with the line, where a name is missing or comes a second time, or
 *   (line 0) where the file holds none.
 */
export function parseReferences(text: string): References {
  const references = new Map<string, readonly string[]>();
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const [name, words] = splitLine(line);
    if (name === '') throw invalid(index + 1, 'nameless', 'no recording is named before the words');
    if (references.has(name)) throw invalid(index + 1, 'twice', `“${name}” came before`, name);
    references.set(name, words);
  }
  if (references.size === 0) throw invalid(0, 'empty', 'it names no recording');
  return references;
}

function splitLine(line: string): [string, string[]] {
  const tab = line.indexOf('\t');
  const [, name = '', words = ''] =
    tab >= 0 ? ['', line.slice(0, tab), line.slice(tab + 1)] : (/^\s*(\S+)\s*(.*)$/.exec(line) ?? []);
  return [nameOfPath(name.trim()), splitWords(words)];
}

/** Cuts a line of a reference into words. */
export function splitWords(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** A path as it is compared: with forward slashes, no `./` before it, in one Unicode form. */
function nameOfPath(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .normalize('NFC');
}

/** A path without its extension; that of a name which begins with a point is kept. */
export function withoutExtension(path: string): string {
  return path.replace(/(?<=[^/])\.[^./]*$/, '');
}

/**
 * Finds what is said in a recording: under its path, then its path without extension, then its file's name, then that
 * without extension.
 *
 * @param path relative to the folder with the recordings.
 * @returns null where the references do not have it.
 */
export function findReference(references: References, path: string): readonly string[] | null {
  const whole = nameOfPath(path);
  const file = whole.slice(whole.lastIndexOf('/') + 1);
  for (const name of [whole, withoutExtension(whole), file, withoutExtension(file)]) {
    const words = references.get(name);
    if (words !== undefined) return words;
  }
  return null;
}

/** Digits as a file name writes them, with nothing between but an underscore before what follows: `1234_theo.wav`. */
const digitsName = /^(\d{2,})(?:[_-].*)?$/;
/** Words with a plus sign between them: `one+two+three.wav`, `one+two_take3.wav`. */
const wordsName = /^([^_+\s]+(?:\+[^_+\s]+)+)(?:_.*)?$/;
const digitWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;

/**
 * Reads what is said out of a file name: `one+two+three_anna.wav`. Digits (`1234_theo.wav`) are words only where the
 * model has words for all of them: a number may as well be a date.
 *
 * @param known the words that the model tells apart.
 * @returns null where the name does not say it.
 */
export function referenceFromFileName(path: string, known: readonly string[]): readonly string[] | null {
  const stem = withoutExtension(nameOfPath(path).split('/').at(-1) ?? '');
  const words = wordsName.exec(stem)?.[1]?.split('+');
  if (words !== undefined) return words;
  const digits = digitsName.exec(stem)?.[1];
  if (digits === undefined || digitWords.some((word) => !known.includes(word))) return null;
  return Array.from(digits, (digit) => digitWords[Number(digit)] ?? '');
}

/** What can be wrong with a file of references; the page has a sentence for each, `errors.references-invalid_<problem>`. */
type ReferencesProblem = 'nameless' | 'twice' | 'empty';

function invalid(line: number, context: ReferencesProblem, reason: string, name = ''): PhonoscopeError {
  const where = line === 0 ? '' : ` in line ${line}`;
  const message = `The references have a mistake${where}: ${reason}.`;
  return new PhonoscopeError('references-invalid', message, { line, reason, name, context });
}
