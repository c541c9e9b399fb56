/** Runs the newest of the tasks that it is given; each ends the one before. */
export class Newest {
  #abort = new AbortController();

  /**
   * @param delayMs how long it waits for a newer one.
   * @param task throws what it likes once its signal is aborted: nobody hears it.
   */
  async run(delayMs: number, task: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.cancel();
    const { signal } = this.#abort;
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (signal.aborted) return;
    try {
      await task(signal);
    } catch (thrown) {
      if (!signal.aborted) throw thrown;
    }
  }

  cancel(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
  }
}
