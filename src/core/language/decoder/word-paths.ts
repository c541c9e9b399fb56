/** Where a path came into a word. */
export type Entry = {
  readonly frame: number;
  /** Lattice node of the word before. */
  readonly node: number;
  /** Of the path before the word's first frame, its language score and penalty included. */
  readonly score: number;
  /** Of the pause before the word. */
  readonly pause: number;
};

const nowhere: Entry = { frame: 0, node: 0, score: Number.NEGATIVE_INFINITY, pause: 0 };

/**
 * The best paths within one word after one history, one for each state of its model: state k is reached in the word's
 * frame k, and the last one may be stayed in. That is a left-to-right model with a minimum duration.
 */
export class WordPaths {
  readonly scores: Float64Array;
  readonly #entries: Entry[];

  constructor(numStates: number) {
    this.scores = new Float64Array(numStates).fill(Number.NEGATIVE_INFINITY);
    this.#entries = Array.from({ length: numStates }, () => nowhere);
  }

  /** Goes on by one frame: every path into the next state, one that has come to the last may stay there. */
  step(entry: Entry, gain: number, stayGain = gain): void {
    const { scores } = this;
    const entries = this.#entries;
    const last = scores.length - 1;
    for (let state = last; state >= 0; state--) {
      const from = state === 0 ? entry.score : (scores[state - 1] ?? 0);
      if (state === last && (scores[last] ?? 0) + stayGain >= from + gain) {
        scores[last]! += stayGain;
        continue;
      }
      scores[state] = from + gain;
      entries[state] = state === 0 ? entry : (entries[state - 1] ?? nowhere);
    }
  }

  /** The score of the path that may leave the word. */
  get endScore(): number {
    return this.scores.at(-1) ?? Number.NEGATIVE_INFINITY;
  }

  /** How the path that may leave the word came in. */
  get endEntry(): Entry {
    return this.#entries.at(-1) ?? nowhere;
  }

  get bestScore(): number {
    return this.scores.reduce((best, score) => Math.max(best, score), Number.NEGATIVE_INFINITY);
  }
}

/** Nothing comes in. */
export const noEntry = nowhere;
