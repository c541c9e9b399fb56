/** The empty history; every N-gram is a node below it. */
export const root = 0;

/** What a trie may grow to; one that is full takes a few hundred MB. */
export const maxNgrams = 2_000_000;

/** Above any word id, so that parent and word make one key; nodes times words stay far below 2^53. */
const wordSpan = 2 ** 21;

/**
 * N-grams of word ids as a tree: the children of a node are the words seen after it. Nodes are numbered as they are
 * added, a parent before its children.
 */
export class NgramTrie {
  readonly #children = new Map<number, number>();
  readonly #parents: number[] = [root];
  readonly #words: number[] = [-1];
  readonly #lengths: number[] = [0];

  /** Nodes, the root included. */
  get size(): number {
    return this.#parents.length;
  }

  child(node: number, word: number): number | undefined {
    return this.#children.get(node * wordSpan + word);
  }

  /** The child, a new one where there is none. */
  add(node: number, word: number): number {
    const known = this.child(node, word);
    if (known !== undefined) return known;
    const added = this.#parents.length;
    this.#children.set(node * wordSpan + word, added);
    this.#parents.push(node);
    this.#words.push(word);
    this.#lengths.push(this.lengthOf(node) + 1);
    return added;
  }

  /** The node of all words but the last. */
  parentOf(node: number): number {
    return this.#parents[node] ?? root;
  }

  /** The last word. */
  wordOf(node: number): number {
    return this.#words[node] ?? -1;
  }

  lengthOf(node: number): number {
    return this.#lengths[node] ?? 0;
  }

  /** The first word; −1 at the root. */
  firstWordOf(node: number): number {
    let at = node;
    while (this.lengthOf(at) > 1) at = this.parentOf(at);
    return this.wordOf(at);
  }

  /** The ids from the first word to the last. */
  wordsOf(node: number): number[] {
    const words: number[] = [];
    for (let at = node; at !== root; at = this.parentOf(at)) words.push(this.wordOf(at));
    return words.reverse();
  }

  /** Nodes of each length, `[length][…]`, in the order in which they were added. */
  nodesByLength(): readonly (readonly number[])[] {
    const levels: number[][] = [];
    for (let node = 0; node < this.size; node++) (levels[this.lengthOf(node)] ??= []).push(node);
    return levels;
  }
}

/** For each node, the node of its longest proper suffix that the trie holds: what a model backs off to. */
export function suffixNodes(trie: NgramTrie): Int32Array {
  const suffixes = new Int32Array(trie.size);
  for (const nodes of trie.nodesByLength().slice(2)) {
    for (const node of nodes) suffixes[node] = longestSuffix(trie, suffixes, node);
  }
  return suffixes;
}

function longestSuffix(trie: NgramTrie, suffixes: Int32Array, node: number): number {
  const word = trie.wordOf(node);
  let history = trie.parentOf(node);
  while (history !== root) {
    history = suffixes[history] ?? root;
    const found = trie.child(history, word);
    if (found !== undefined) return found;
  }
  return root;
}
