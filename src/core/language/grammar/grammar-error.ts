import { type ErrorDetails, PhonoscopeError } from '../../errors.ts';

/** A place in a text, both from 1; a column is a UTF-16 code unit. */
export type Position = { readonly line: number; readonly column: number };

/** What can be wrong with a grammar; the page has a sentence for each, `errors.grammar-invalid_<problem>`. */
type GrammarProblem =
  | 'expected'
  | 'ending'
  | 'unclosed'
  | 'stray'
  | 'empty-part'
  | 'empty-word'
  | 'rule-name'
  | 'weight'
  | 'weights'
  | 'version'
  | 'unsupported'
  | 'twice'
  | 'undefined'
  | 'recursion'
  | 'no-public'
  | 'no-words'
  | 'too-long'
  | 'too-deep'
  | 'too-large';

/** The error for a grammar that cannot be used; `reason` is a clause in English. */
export function invalidGrammar(
  problem: GrammarProblem,
  { line, column }: Position,
  reason: string,
  details: ErrorDetails = {},
): PhonoscopeError {
  const message = `The grammar has a mistake in line ${line}, column ${column}: ${reason}.`;
  // `context` chooses the page's sentence.
  return new PhonoscopeError('grammar-invalid', message, {
    ...details,
    line,
    column,
    reason,
    context: problem,
  });
}
