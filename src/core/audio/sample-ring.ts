/** Keeps the last samples of an endless stream. */
export class SampleRing {
  readonly #samples: Float32Array;
  #next = 0;
  #numPushed = 0;

  /** @param capacitySamples how many samples are kept, at least 1. */
  constructor(capacitySamples: number) {
    this.#samples = new Float32Array(Math.max(1, Math.floor(capacitySamples)));
  }

  /** How many samples have come in since the start or the last `clear`. */
  get numPushed(): number {
    return this.#numPushed;
  }

  /** Copies a block in; the caller keeps it. */
  push(block: Float32Array): void {
    const capacity = this.#samples.length;
    const kept = block.length > capacity ? block.subarray(block.length - capacity) : block;
    const atEnd = Math.min(kept.length, capacity - this.#next);
    this.#samples.set(kept.subarray(0, atEnd), this.#next);
    this.#samples.set(kept.subarray(atEnd), 0);
    this.#next = (this.#next + kept.length) % capacity;
    this.#numPushed += block.length;
  }

  /**
   * Copies the newest samples out, oldest first.
   *
   * @param numSamples at most the capacity; zeros stand in front where fewer have come in.
   */
  latest(numSamples: number): Float32Array {
    const capacity = this.#samples.length;
    const numOut = Math.min(Math.max(0, Math.floor(numSamples)), capacity);
    const out = new Float32Array(numOut);
    const start = (this.#next - numOut + capacity) % capacity;
    const atEnd = Math.min(numOut, capacity - start);
    out.set(this.#samples.subarray(start, start + atEnd));
    out.set(this.#samples.subarray(0, numOut - atEnd), atEnd);
    return out;
  }

  clear(): void {
    this.#samples.fill(0);
    this.#next = 0;
    this.#numPushed = 0;
  }
}
