/**
 * What a decoder asks of a language model, be it an N-gram or a grammar: it is walked word by word, and a state stands
 * for all that the model remembers of the words before.
 *
 * States are small whole numbers that the model hands out itself: two histories that it cannot tell apart have the same
 * number, so a decoder may compare states and use them as keys. They are valid for the life of the model.
 */
export type LanguageModel = {
  /** The state before the first word. */
  readonly start: number;
  /**
   * ln P(word | state), −Infinity for a word that cannot follow. A word that the model does not know is scored as its
   * unknown word.
   */
  logProb(state: number, word: string): number;
  /** The state after a word that can follow. */
  advance(state: number, word: string): number;
  /** ln P(end of sentence | state), −Infinity where it cannot end. */
  logProbEnd(state: number): number;
};
