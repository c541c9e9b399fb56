import type { LanguageModel } from '../../../../src/core/language/language-model.ts';
import { createRandom } from '../../../../src/core/training/random.ts';

/** How much of the words before a toy model remembers. */
export type Memory = 'all' | 'one' | 'none';

/**
 * A language model with a made-up probability for each word after each history; about every sixth word is forbidden,
 * and about every fourth history cannot end a sentence.
 */
export function createToyLanguage(seed: number, words: readonly string[], memory: Memory): LanguageModel {
  const histories: string[] = [''];
  const idOf = (history: string) => {
    const known = histories.indexOf(history);
    return known >= 0 ? known : histories.push(history) - 1;
  };
  const remember = (history: string, word: string) =>
    ({ all: `${history}${words.indexOf(word)}`, one: String(words.indexOf(word)), none: '' })[memory];
  const draw = (history: string, event: number) => {
    const random = createRandom(seed, event, ...Array.from(history, Number), 99);
    return random.chance(event < 0 ? 0.25 : 0.16)
      ? Number.NEGATIVE_INFINITY
      : Math.log(random.uniform(0.05, 0.9));
  };
  return {
    start: 0,
    logProb: (state, word) => draw(histories[state] ?? '', words.indexOf(word)),
    advance: (state, word) => idOf(remember(histories[state] ?? '', word)),
    logProbEnd: (state) => draw(histories[state] ?? '', -1),
  };
}
