import type { TriedWeights, WeightGrid } from '../../../../core/language/decoder/search-weights.ts';
import type { LanguageChoice } from '../../../../workers/language-protocol.ts';

const lmWeights = [0, 0.5, 1, 1.5, 2, 3];
const wordInsertionPenalties = [-2, 0, 1, 2, 4, 6];

/** The weights to try; without a language model its weight changes nothing and stays. */
export function gridFor(language: LanguageChoice, lmWeight: number): WeightGrid {
  return { lmWeights: language.kind === 'none' ? [lmWeight] : lmWeights, wordInsertionPenalties };
}

/** The pairs with the lowest rate. */
export function bestOf(tried: readonly TriedWeights[]): TriedWeights[] {
  const lowest = Math.min(...tried.map(({ wordErrorRate }) => wordErrorRate));
  return tried.filter(({ wordErrorRate }) => wordErrorRate === lowest);
}
