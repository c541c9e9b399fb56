import type { Random } from '../../training/random.ts';
import type { Grammar } from './grammar.ts';

/** A grammar may go on for ever, and hostile ones do. */
const maxWords = 1000;

/**
 * Draws a sentence with the probability that the grammar gives it.
 *
 * @returns null where it does not end within 1000 words.
 */
export function generateSentence({ automaton }: Grammar, random: Random): string[] | null {
  const words: string[] = [];
  let state = 0;
  while (words.length <= maxWords) {
    let rest = random.uniform(0, 1) - automaton.end[state]!;
    if (rest < 0) return words;
    let drawn: { word: string; to: number } | null = null;
    for (const [word, arcs] of automaton.arcs[state] ?? []) {
      for (const { to, probability } of arcs) {
        // Rounding may leave a rest behind the last.
        if (rest >= 0 && probability > 0) drawn = { word, to };
        rest -= probability;
      }
    }
    if (drawn === null) return words;
    words.push(drawn.word);
    state = drawn.to;
  }
  return null;
}
