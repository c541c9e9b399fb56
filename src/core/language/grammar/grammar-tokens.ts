import { invalidGrammar, type Position } from './grammar-error.ts';

/** A piece of a grammar's text. `text` is a word without its quotes, a rule's name without its brackets, a bare number. */
export type Token = {
  readonly kind: 'word' | 'rule' | 'weight' | 'symbol' | 'end';
  readonly text: string;
  readonly at: Position;
};

/** What a person may write; ours have a few hundred characters. */
const maxLength = 200_000;

/** Passed over: white space, comments, and tags in braces, which say what words mean and not which there are. */
const skipped = /[^\S\r\n]+|\r\n|\r|\n|\/\/[^\r\n]*|\/\*[^]*?\*\/|\{(?:\\[^]|[^\\}])*\}/y;
const piece =
  /"(?<quoted>(?:\\[^\r\n]|[^"\\\r\n])*)"|<(?<rule>[^<>\r\n]*)>|\/(?!\*)(?<weight>[^/\r\n]*)\/|(?<symbol>[=|*+()[\];])|(?<word>[^\s=|*+<>()[\]{};/"]+)/y;

/**
 * Cuts a grammar's text into pieces, the last of which is its end.
 *
 * @throws PhonoscopeError `grammar-invalid`, where no piece can begin or one does not close.
 */
export function tokenizeGrammar(text: string): Token[] {
  if (text.length > maxLength) {
    const reason = `it has more than ${maxLength} characters`;
    throw invalidGrammar('too-long', { line: 1, column: 1 }, reason, { limit: maxLength });
  }
  const tokens: Token[] = [];
  let at = { line: 1, column: 1 };
  let offset = 0;
  while (offset < text.length) {
    const length = matchLength(skipped, text, offset);
    const token = length === 0 ? readToken(text, offset, at) : null;
    const end = offset + (token === null ? length : piece.lastIndex - offset);
    if (token !== null) tokens.push(token);
    at = moveOn(at, text.slice(offset, end));
    offset = end;
  }
  return [...tokens, { kind: 'end', text: '', at }];
}

function matchLength(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0].length ?? 0;
}

function readToken(text: string, offset: number, at: Position): Token {
  piece.lastIndex = offset;
  const groups = piece.exec(text)?.groups;
  if (groups === undefined) throw explainStray(text, offset, at);
  const { quoted, rule, weight, symbol, word = '' } = groups;
  if (quoted !== undefined) {
    if (quoted === '') throw invalidGrammar('empty-word', at, 'a word in quotes has no letters');
    return { kind: 'word', text: quoted.replaceAll(/\\(.)/g, '$1'), at };
  }
  if (rule !== undefined) return { kind: 'rule', text: checkName(rule, at), at };
  if (weight !== undefined) return { kind: 'weight', text: weight.trim(), at };
  return symbol === undefined ? { kind: 'word', text: word, at } : { kind: 'symbol', text: symbol, at };
}

function checkName(name: string, at: Position): string {
  if (/^\S+$/.test(name)) return name;
  const reason = 'the name of a rule has no letters or has spaces in it';
  throw invalidGrammar('rule-name', at, reason);
}

function explainStray(text: string, offset: number, at: Position): Error {
  const found = text.startsWith('/*', offset) ? '/*' : text.charAt(offset);
  if (found === '>' || found === '}')
    return invalidGrammar('stray', at, `"${found}" closes nothing`, { found });
  return invalidGrammar('unclosed', at, `what "${found}" opens does not close`, { found });
}

function moveOn({ line, column }: Position, text: string): Position {
  const lines = text.split(/\r\n|\r|\n/);
  const last = lines.at(-1)?.length ?? 0;
  return { line: line + lines.length - 1, column: lines.length === 1 ? column + last : last + 1 };
}
