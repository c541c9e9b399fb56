import { invalidGrammar, type Position } from './grammar-error.ts';
import type { Expression, GrammarText, Rule } from './grammar-syntax.ts';

/** What an expression comes to once rules stand where they are named: words (`<NULL>` is one), and levels above them. */
type Size = { readonly numWords: number; readonly height: number };

const maxWords = 20_000;
/** Keeps recursion within what any stack holds. */
const maxHeight = 500;

/**
 * Refuses a grammar whose rules are undefined, name themselves, or grow too large, and one without a public rule.
 *
 * @returns the public rules, of which there is at least one.
 * @throws PhonoscopeError `grammar-invalid` with line and column.
 */
export function measureGrammar({ rules }: GrammarText): Rule[] {
  const sizes = new Map<string, Size>();
  const open: string[] = [];
  const measure = (expression: Expression, depth: number, at: Position): Size => {
    if (depth > maxHeight) throw invalidGrammar('too-deep', at, 'brackets or rules are nested too deeply');
    if (expression.kind === 'word' || expression.kind === 'nothing') return { numWords: 1, height: 0 };
    if (expression.kind === 'rule') return join([measureRule(expression.name, depth + 1, expression.at)]);
    return join(parts(expression).map((part) => measure(part, depth + 1, at)));
  };
  const measureRule = (name: string, depth: number, at: Position): Size => {
    const rule = rules.get(name);
    if (rule === undefined) throw invalidGrammar('undefined', at, `there is no rule <${name}>`, { name });
    if (open.includes(name)) throw recursion([...open.slice(open.indexOf(name)), name], at);
    const known = sizes.get(name);
    if (known !== undefined) {
      if (depth + known.height <= maxHeight) return known;
      throw invalidGrammar('too-deep', at, 'brackets or rules are nested too deeply');
    }
    open.push(name);
    const size = measure(rule.body, depth, rule.at);
    open.pop();
    refuseLarge(size.numWords, rule.at);
    sizes.set(name, size);
    return size;
  };
  for (const [name, { at }] of rules) measureRule(name, 0, at);
  return publicRules(rules, sizes);
}

function publicRules(rules: ReadonlyMap<string, Rule>, sizes: ReadonlyMap<string, Size>): Rule[] {
  const open = [...rules].filter(([, rule]) => rule.isPublic);
  const [first] = open;
  if (first === undefined) {
    throw invalidGrammar('no-public', { line: 1, column: 1 }, 'no rule is public, so nothing can be said');
  }
  const numWords = open.reduce((sum, [name]) => sum + (sizes.get(name)?.numWords ?? 0), 0);
  refuseLarge(numWords, first[1].at);
  return open.map(([, rule]) => rule);
}

/** What stands directly inside an expression. */
function parts(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'sequence':
      return expression.parts;
    case 'choice':
      return expression.branches.map(({ body }) => body);
    case 'repeat':
      return [expression.body];
    default:
      return [];
  }
}

function join(sizes: readonly Size[]): Size {
  let numWords = 0;
  let height = 0;
  for (const size of sizes) {
    numWords += size.numWords;
    height = Math.max(height, size.height);
  }
  return { numWords, height: height + 1 };
}

function refuseLarge(numWords: number, at: Position): void {
  if (numWords <= maxWords) return;
  const reason = `with its rules written out it has more than ${maxWords} words`;
  throw invalidGrammar('too-large', at, reason, { limit: maxWords });
}

function recursion(names: readonly string[], at: Position): Error {
  const cycle = names.map((name) => `<${name}>`).join(' → ');
  return invalidGrammar('recursion', at, `a rule must not come back to itself: ${cycle}`, { cycle });
}
