import { invalidGrammar, type Position } from './grammar-error.ts';
import { tokenizeGrammar } from './grammar-tokens.ts';
import { TokenReader } from './token-reader.ts';

/** What may be said at one place. Weights of a choice are above 0; their sum is the reader's to divide by. */
export type Expression =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'rule'; readonly name: string; readonly at: Position }
  | { readonly kind: 'sequence'; readonly parts: readonly Expression[] }
  | { readonly kind: 'choice'; readonly branches: readonly Branch[] }
  | { readonly kind: 'repeat'; readonly body: Expression; readonly isOptional: boolean };

export type Branch = { readonly weight: number; readonly body: Expression };

export type Rule = { readonly isPublic: boolean; readonly at: Position; readonly body: Expression };

/** A grammar as it is written: its own name and its rules by theirs. */
export type GrammarText = { readonly name: string | null; readonly rules: ReadonlyMap<string, Rule> };

/** Brackets within brackets. */
const maxBrackets = 100;
const maxWeight = 1e9;
const nothing: Expression = { kind: 'nothing' };

/**
 * Reads a grammar in a part of JSGF: `#JSGF V1.0;` and `grammar name;` (both may be missing), then rules
 * `public <name> = …;` or `<name> = …;` of words, `<rule>`, `( )`, `[ ]`, `|`, weights `/2.5/` before alternatives
 * (1 where none is given, 0 takes one out), `*`, `+`, `<NULL>`, `"quoted words"`, comments, and tags in braces, which
 * are passed over. No imports, no `<VOID>`, no repeats with a count (JSGF has none).
 *
 * @throws PhonoscopeError `grammar-invalid` with line and column.
 * @see JSpeech Grammar Format, W3C Note of 5 June 2000.
 */
export function parseGrammarText(text: string): GrammarText {
  const reader = new TokenReader(tokenizeGrammar(text));
  if (reader.takeWord('#JSGF')) readHeader(reader);
  const name = reader.takeWord('grammar') ? reader.expect('word', 'name').text : null;
  if (name !== null) reader.expectSymbol(';');
  const rules = new Map<string, Rule>();
  while (reader.peek().kind !== 'end') readRule(reader, rules);
  return { name, rules };
}

/** Behind the version a character set and a language may stand; both say nothing to us. */
function readHeader(reader: TokenReader): void {
  const version = reader.peek();
  if (!reader.takeWord('V1.0')) {
    const found = version.text;
    throw invalidGrammar('version', version.at, `the version should be V1.0, not "${found}"`, { found });
  }
  while (reader.peek().kind === 'word') reader.next();
  reader.expectSymbol(';');
}

function readRule(reader: TokenReader, rules: Map<string, Rule>): void {
  const first = reader.peek();
  if (first.kind === 'word' && first.text === 'import') throw unsupported('import', first.at);
  const isPublic = reader.takeWord('public');
  const { text: name, at } = reader.expect('rule', '<name>');
  if (name === 'NULL' || name === 'VOID') throw unsupported(`<${name}> =`, at);
  if (rules.has(name)) throw invalidGrammar('twice', at, `the rule <${name}> is there already`, { name });
  reader.expectSymbol('=');
  rules.set(name, { isPublic, at, body: readChoice(reader, 0) });
  reader.expectSymbol(';');
}

function readChoice(reader: TokenReader, depth: number): Expression {
  const { at } = reader.peek();
  if (depth > maxBrackets) {
    throw invalidGrammar('too-deep', at, 'brackets or rules are nested too deeply');
  }
  const branches: Branch[] = [];
  do {
    const weight = readWeight(reader);
    branches.push({ weight, body: readSequence(reader, depth) });
  } while (reader.takeSymbol('|'));
  const spoken = branches.filter(({ weight }) => weight > 0);
  const [only] = spoken;
  if (only === undefined) throw invalidGrammar('weights', at, 'all alternatives have the weight 0');
  return spoken.length === 1 ? only.body : { kind: 'choice', branches: spoken };
}

function readWeight(reader: TokenReader): number {
  const token = reader.peek();
  if (token.kind !== 'weight') return 1;
  reader.next();
  const weight = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(token.text) ? Number(token.text) : Number.NaN;
  if (weight === 0 || (weight >= 1 / maxWeight && weight <= maxWeight)) return weight;
  const found = token.text;
  const reason = `"${found}" is no weight: a number from 1e-9 to 1e9, or 0, should stand between the slashes`;
  throw invalidGrammar('weight', token.at, reason, { found });
}

function readSequence(reader: TokenReader, depth: number): Expression {
  const parts: Expression[] = [];
  for (let part = readPart(reader, depth); part !== null; part = readPart(reader, depth)) parts.push(part);
  const [only] = parts;
  if (only !== undefined) return parts.length === 1 ? only : { kind: 'sequence', parts };
  const { kind, text: found, at } = reader.peek();
  if (kind === 'end') throw reader.unexpected(';');
  throw invalidGrammar('empty-part', at, `there is nothing to say before "${found}"`, { found });
}

/** One thing to say with the repeats behind it; null where none begins. */
function readPart(reader: TokenReader, depth: number): Expression | null {
  let part = readPrimary(reader, depth);
  if (part === null) return null;
  for (;;) {
    const isOptional = reader.takeSymbol('*');
    if (!isOptional && !reader.takeSymbol('+')) return part;
    part = { kind: 'repeat', body: part, isOptional };
  }
}

function readPrimary(reader: TokenReader, depth: number): Expression | null {
  const { kind, text, at } = reader.peek();
  if (kind === 'word' || kind === 'rule') {
    reader.next();
    if (kind === 'word') return { kind, word: text };
    if (text === 'VOID') throw unsupported('<VOID>', at);
    return text === 'NULL' ? nothing : { kind, name: text, at };
  }
  if (reader.takeSymbol('(')) {
    const body = readChoice(reader, depth + 1);
    reader.expectSymbol(')');
    return body;
  }
  if (!reader.takeSymbol('[')) return null;
  const body = readChoice(reader, depth + 1);
  reader.expectSymbol(']');
  return { kind: 'choice', branches: [body, nothing].map((part) => ({ weight: 1, body: part })) };
}

function unsupported(found: string, at: Position): Error {
  return invalidGrammar('unsupported', at, `"${found}" cannot be used here`, { found });
}
