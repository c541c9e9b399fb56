import { PhonoscopeError } from '../../errors.ts';

/** The lines of an ARPA file that hold something, one after the other. */
export class ArpaLines {
  readonly #text: string;
  #position: number;
  #number = 0;

  constructor(text: string) {
    this.#text = text;
    this.#position = text.startsWith('\uFEFF') ? 1 : 0;
  }

  /** The next line that is not blank, without its end; undefined after the last. */
  next(): string | undefined {
    while (this.#position < this.#text.length) {
      const found = this.#text.indexOf('\n', this.#position);
      const end = found === -1 ? this.#text.length : found;
      const line = this.#text.slice(this.#position, end).replace(/[ \t\r]+$/, '');
      this.#position = end + 1;
      this.#number++;
      if (line !== '') return line;
    }
    return undefined;
  }

  /** An error about the line read last. */
  problem(reason: string): PhonoscopeError {
    const line = Math.max(1, this.#number);
    const text = `The ARPA file has a problem in line ${line}: ${reason}.`;
    return new PhonoscopeError('arpa-invalid', text, { line, reason });
  }
}
