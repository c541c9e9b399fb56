/** Ids of the three words that every model has. */
export const unknownId = 0;
export const startId = 1;
export const endId = 2;

export const unknownWord = '<unk>';
const startWord = '<s>';
export const endWord = '</s>';

const reserved: ReadonlySet<string> = new Set([unknownWord, startWord, endWord]);

/** True for `<unk>`, `<s>` and `</s>`, which mean something to a model and cannot be words of a text. */
export const isReserved = (word: string) => reserved.has(word);

/** The words of a model, numbered from 0 in the order in which they were added; the first three are reserved. */
export class Vocabulary {
  readonly #ids = new Map<string, number>();
  readonly #words: string[] = [];

  constructor() {
    for (const word of reserved) this.add(word);
  }

  get size(): number {
    return this.#words.length;
  }

  /** Words without the reserved ones. */
  get numWords(): number {
    return this.size - reserved.size;
  }

  /** The word's id, a new one where it has none yet. */
  add(word: string): number {
    const known = this.#ids.get(word);
    if (known !== undefined) return known;
    this.#ids.set(word, this.#words.length);
    return this.#words.push(word) - 1;
  }

  /** The id of exactly this entry, `<s>` and `</s>` too. */
  find(entry: string): number | undefined {
    return this.#ids.get(entry);
  }

  /** The id of a word in a text: `<unk>` where it is not known, or where the text says `<s>` or `</s>`. */
  idOf(word: string): number {
    return isReserved(word) ? unknownId : (this.#ids.get(word) ?? unknownId);
  }

  wordOf(id: number): string {
    return this.#words[id] ?? unknownWord;
  }
}
