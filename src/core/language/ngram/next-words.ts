import type { NgramModel } from './ngram-model.ts';
import { startId, unknownId } from './vocabulary.ts';

/** A word that may follow, by its id. */
export type NextWord = { readonly id: number; readonly word: string; readonly probability: number };

/**
 * What may follow, the likeliest first: words, `</s>`, and `<unk>` where the model has it.
 *
 * @param limit How many at most.
 */
export function nextWords(model: NgramModel, state: number, limit: number = Infinity): NextWord[] {
  const isMissing = (id: number) => id === startId || (id === unknownId && !model.hasUnknown);
  return Array.from({ length: model.vocabulary.size }, (_, id) => id)
    .filter((id) => !isMissing(id))
    .map((id) => ({ id, word: model.vocabulary.wordOf(id), probability: 10 ** model.logProb10(state, id) }))
    .filter(({ probability }) => probability > 0)
    .sort((a, b) => b.probability - a.probability || a.id - b.id)
    .slice(0, limit);
}
