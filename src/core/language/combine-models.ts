import type { LanguageModel } from './language-model.ts';

/** Every word may follow every other, at no cost: decoding by sound alone. */
export const anyWords: LanguageModel = {
  start: 0,
  logProb: () => 0,
  advance: () => 0,
  logProbEnd: () => 0,
};

/**
 * What a model knows more than an even guess among the words that can be heard: 0 for a word that is as likely as any, more
 * for a likelier one. So a language model changes which words are heard, and not how many: the penalty for a word stays
 * what it is without one.
 */
export function overEvenGuess(model: LanguageModel, numWords: number): LanguageModel {
  const evenGuess = -Math.log(Math.max(1, numWords));
  return {
    start: model.start,
    logProb: (state, word) => model.logProb(state, word) - evenGuess,
    advance: (state, word) => model.advance(state, word),
    logProbEnd: (state) => model.logProbEnd(state),
  };
}

/** Both models at once: their logarithms are added, and what one of them forbids is forbidden. */
export function combineModels(first: LanguageModel, second: LanguageModel): LanguageModel {
  const pairs: (readonly [number, number])[] = [];
  const numbers = new Map<string, number>();
  const intern = (a: number, b: number): number => {
    const key = `${a} ${b}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, pairs.length);
    return pairs.push([a, b]) - 1;
  };
  const at = (state: number): readonly [number, number] => {
    const pair = pairs[state];
    if (pair === undefined) throw new RangeError(`There is no state ${state}.`);
    return pair;
  };
  return {
    start: intern(first.start, second.start),
    logProb(state, word) {
      const [a, b] = at(state);
      return first.logProb(a, word) + second.logProb(b, word);
    },
    advance(state, word) {
      const [a, b] = at(state);
      return intern(first.advance(a, word), second.advance(b, word));
    },
    logProbEnd(state) {
      const [a, b] = at(state);
      return first.logProbEnd(a) + second.logProbEnd(b);
    },
  };
}
