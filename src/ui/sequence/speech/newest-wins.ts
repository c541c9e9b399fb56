/**
 * Runs one piece of work at a time. What is asked for meanwhile waits, and only the newest of it is done: a slider asks
 * more often than anybody can answer.
 */
export class NewestWins {
  readonly #work: () => Promise<void>;
  #isWanted = false;
  #running: Promise<void> | null = null;

  /** @param work must not reject. */
  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** Resolves once the newest is done. */
  ask(): Promise<void> {
    this.#isWanted = true;
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    while (this.#isWanted) {
      this.#isWanted = false;
      await this.#work();
    }
    this.#running = null;
  }
}
