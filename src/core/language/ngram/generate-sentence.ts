import type { Random } from '../../training/random.ts';
import { type NextWord, nextWords } from './next-words.ts';
import type { NgramModel } from './ngram-model.ts';
import { endId, unknownId } from './vocabulary.ts';

/**
 * Draws a sentence word by word; `<unk>` is never drawn.
 *
 * @param temperature Above 0: probabilities to the power 1 / temperature, so that 1 is the model as it is and less keeps
 *   to what is likely.
 * @param maxWords Where a sentence is cut off that does not end before.
 */
export function generateSentence(
  model: NgramModel,
  random: Random,
  temperature: number,
  maxWords: number,
): string[] {
  const words: string[] = [];
  let state = model.start;
  while (words.length < maxWords) {
    const candidates = nextWords(model, state).filter(({ id }) => id !== unknownId);
    const next = draw(candidates, random, temperature);
    if (next === undefined || next.id === endId) break;
    words.push(next.word);
    state = model.advanceId(state, next.id);
  }
  return words;
}

/** @param candidates The likeliest first: weights are relative to it, so that none underflows at low temperatures. */
function draw(candidates: readonly NextWord[], random: Random, temperature: number): NextWord | undefined {
  const best = candidates[0]?.probability ?? 0;
  const weights = candidates.map(({ probability }) => (probability / best) ** (1 / temperature));
  let left = random.uniform(
    0,
    weights.reduce((sum, weight) => sum + weight, 0),
  );
  return candidates.find((_, i) => (left -= weights[i] ?? 0) < 0) ?? candidates[0];
}
