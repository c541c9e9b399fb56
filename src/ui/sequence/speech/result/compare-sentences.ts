import { type AlignedWord, alignWords } from '../../../../core/evaluation/align-words.ts';
import type { DecodedSentence } from '../../../../core/language/decoder/decode-sound.ts';

/** The words of a sentence. */
export function wordsOf(sentence: DecodedSentence | undefined): string[] {
  return sentence?.words.map(({ word }) => word) ?? [];
}

/** A word of one of two sentences, and whether the other one has it too. */
export type ComparedWord = { readonly word: string; readonly isDifferent: boolean };

/** Puts two sentences side by side and marks where they differ. */
export function compareSentences(
  first: readonly string[],
  second: readonly string[],
): { first: ComparedWord[]; second: ComparedWord[] } {
  const aligned = alignWords(first, second);
  const side = (pick: (word: AlignedWord) => string | null) =>
    aligned.flatMap((step) => {
      const word = pick(step);
      return word === null ? [] : [{ word, isDifferent: step.kind !== 'correct' }];
    });
  return { first: side(({ reference }) => reference), second: side(({ hypothesis }) => hypothesis) };
}
