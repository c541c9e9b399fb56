import { type Automaton, compileGrammar } from './compile-grammar.ts';
import { parseGrammarText } from './grammar-syntax.ts';

/** A grammar that is ready to listen by. */
export type Grammar = {
  /** What `grammar …;` calls it. */
  readonly name: string | null;
  /** Every word that occurs in its sentences, in the order of code points. */
  readonly words: readonly string[];
  readonly automaton: Automaton;
};

/**
 * Reads a grammar, see {@link parseGrammarText} for how it is written and {@link compileGrammar} for how likely each
 * sentence is.
 *
 * @throws PhonoscopeError `grammar-invalid` with line, column and reason.
 */
export function parseGrammar(text: string): Grammar {
  const written = parseGrammarText(text);
  const automaton = compileGrammar(written);
  const words = new Set(automaton.arcs.flatMap((arcs) => [...arcs.keys()]));
  return { name: written.name, words: [...words].sort(), automaton };
}

/** The words of a grammar that a recogniser cannot hear, for want of a label. */
export function missingWords(grammar: Grammar, labels: readonly string[]): string[] {
  const known = new Set(labels);
  return grammar.words.filter((word) => !known.has(word));
}
