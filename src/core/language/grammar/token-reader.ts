import { invalidGrammar } from './grammar-error.ts';
import type { Token } from './grammar-tokens.ts';

/** Reads tokens one after the other; past the last, which is the end, it stays there. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #index = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(): Token {
    const token = this.#tokens[this.#index];
    if (token === undefined) throw new RangeError('There is no token.');
    return token;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.#index++;
    return token;
  }

  /** Passes over this word, if it is next. */
  takeWord(text: string): boolean {
    return this.#take('word', text);
  }

  /** Passes over this symbol, if it is next. */
  takeSymbol(text: string): boolean {
    return this.#take('symbol', text);
  }

  /** @throws PhonoscopeError `grammar-invalid`, where another kind of token is next; `name` says what was expected. */
  expect(kind: Token['kind'], name: string): Token {
    if (this.peek().kind !== kind) throw this.unexpected(name);
    return this.next();
  }

  /** @throws PhonoscopeError `grammar-invalid`, where something else is next. */
  expectSymbol(text: string): void {
    if (!this.takeSymbol(text)) throw this.unexpected(text);
  }

  /** The error that something else was expected here. */
  unexpected(expected: string): Error {
    const { kind, text, at } = this.peek();
    if (kind === 'end')
      return invalidGrammar('ending', at, `the text ends where "${expected}" should stand`, { expected });
    const found = kind === 'rule' ? `<${text}>` : kind === 'weight' ? `/${text}/` : text;
    const reason = `"${expected}" should stand here, not "${found}"`;
    return invalidGrammar('expected', at, reason, { expected, found });
  }

  #take(kind: Token['kind'], text: string): boolean {
    const token = this.peek();
    if (token.kind !== kind || token.text !== text) return false;
    this.next();
    return true;
  }
}
