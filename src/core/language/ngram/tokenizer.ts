/** Cuts a line of text into a model's words, and puts words together again. */
export type Tokenizer = {
  /** What {@link createTokenizer} makes it from: `whitespace`, `character` or `segmenter:LOCALE`. */
  readonly spec: string;
  split(line: string): string[];
  join(words: readonly string[]): string;
};

/** How a space is written among characters, as SentencePiece does. */
const space = '\u2581';

/** Words at white space, as they stand. */
export const whitespaceTokenizer: Tokenizer = {
  spec: 'whitespace',
  split: (line) => line.split(/\s+/).filter((word) => word !== ''),
  join: (words) => words.join(' '),
};

/**
 * The tokenizer of a name, null where there is none:
 *
 * - `whitespace`: words at white space, as they stand.
 * - `character`: what a reader takes for one character (a grapheme cluster). White space between others is one `▁`.
 * - `segmenter:LOCALE`, such as `segmenter:zh`: words as `Intl.Segmenter` finds them, without punctuation and white
 *   space. Where they are depends on the version of ICU.
 */
export function createTokenizer(spec: string): Tokenizer | null {
  if (spec === whitespaceTokenizer.spec) return whitespaceTokenizer;
  if (spec === 'character') return characterTokenizer();
  const locale = /^segmenter:([\w-]+)$/.exec(spec)?.[1];
  if (locale === undefined) return null;
  try {
    return wordTokenizer(spec, new Intl.Segmenter(locale, { granularity: 'word' }));
  } catch {
    return null;
  }
}

function characterTokenizer(): Tokenizer {
  const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
  return {
    spec: 'character',
    split: (line) =>
      Array.from(segmenter.segment(line.trim().replace(/\s+/g, space)), ({ segment }) => segment),
    join: (words) => words.join('').replaceAll(space, ' '),
  };
}

function wordTokenizer(spec: string, segmenter: Intl.Segmenter): Tokenizer {
  const { locale } = segmenter.resolvedOptions();
  // Languages that are written without spaces between words.
  const separator = /^(?:zh|ja|yue|th|lo|km|my)\b/.test(locale) ? '' : ' ';
  return {
    spec,
    split: (line) =>
      Array.from(segmenter.segment(line))
        .filter(({ isWordLike }) => isWordLike)
        .map(({ segment }) => segment),
    join: (words) => words.join(separator),
  };
}

/** One sentence a line, cut into words; lines without a word are left out. */
export function splitSentences(text: string, tokenizer: Tokenizer): string[][] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  return lines.map((line) => tokenizer.split(line)).filter((words) => words.length > 0);
}
