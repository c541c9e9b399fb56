import type { Random } from '../../training/random.ts';
import { sentenceEnd, type TextHmm, unknownWord } from './text-hmm.ts';

/** P(state that emits the next word | the words before), `[states]`; zeros after what is impossible. */
export type Belief = Float64Array;

/** Before the first word. */
export function startBelief({ hmm }: TextHmm): Belief {
  return hmm.initial;
}

/** P(symbol | the words before). */
export function symbolProb({ hmm }: TextHmm, belief: Belief, symbol: number): number {
  return belief.reduce((sum, p, state) => sum + p * hmm.emission[state * hmm.numSymbols + symbol]!, 0);
}

/** The belief once a symbol has come too. */
export function advanceBelief({ hmm }: TextHmm, belief: Belief, symbol: number): Belief {
  const { numStates, numSymbols, emission, transition } = hmm;
  const said = belief.map((p, state) => p * emission[state * numSymbols + symbol]!);
  const sum = said.reduce((a, b) => a + b, 0);
  const next = new Float64Array(numStates);
  if (sum === 0) return next;
  for (let from = 0; from < numStates; from++) {
    for (let to = 0; to < numStates; to++) {
      next[to]! += (said[from]! / sum) * transition[from * numStates + to]!;
    }
  }
  return next;
}

export type NextWord = { readonly word: string; readonly probability: number };

/** What may follow some words, the likeliest first; `<unk>` and `</s>` are among it. The sum is 1. */
export function nextWords(model: TextHmm, before: readonly string[]): NextWord[] {
  const belief = before.reduce(
    (reached, word) => advanceBelief(model, reached, model.symbolOf(word)),
    startBelief(model),
  );
  return [...model.words, unknownWord, sentenceEnd]
    .map((word, symbol) => ({ word, probability: symbolProb(model, belief, symbol) }))
    .sort((a, b) => b.probability - a.probability);
}

/**
 * Draws a sentence word by word, without `<unk>`.
 *
 * @param temperature above 0: 1 draws as the model says, less keeps to what is likely, more is bolder.
 * @param maxWords where a sentence without an end is cut off.
 */
export function generateText(
  model: TextHmm,
  random: Random,
  temperature: number,
  maxWords: number,
): string[] {
  const sentence: string[] = [];
  let belief = startBelief(model);
  while (sentence.length < maxWords) {
    const symbol = drawSymbol(model, belief, random, temperature);
    const word = model.words[symbol];
    if (word === undefined) break;
    sentence.push(word);
    belief = advanceBelief(model, belief, symbol);
  }
  return sentence;
}

/** A word, or the end; the end also where nothing is possible. */
function drawSymbol(model: TextHmm, belief: Belief, random: Random, temperature: number): number {
  const { words, endSymbol } = model;
  const symbols = [...words.keys(), endSymbol];
  const probabilities = symbols.map((symbol) => symbolProb(model, belief, symbol));
  const highest = probabilities.reduce((a, b) => Math.max(a, b), 0);
  const weights = probabilities.map((p) => (highest === 0 ? 0 : (p / highest) ** (1 / temperature)));
  let rest = random.uniform(
    0,
    weights.reduce((a, b) => a + b, 0),
  );
  let drawn = endSymbol;
  for (const [i, weight] of weights.entries()) {
    // Rounding may leave a rest behind the last.
    if (rest >= 0 && weight > 0) drawn = symbols[i]!;
    rest -= weight;
  }
  return drawn;
}
