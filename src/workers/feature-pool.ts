import { PhonoscopeError } from '../core/errors.ts';
import type { FeatureChunk, FeaturesApi } from './protocol.ts';
import { type CallOptions, WorkerClient, type WorkerLike } from './worker-client.ts';

type Member = { readonly client: WorkerClient<FeaturesApi>; numCalls: number };

/**
 * The features workers: the first serves single clips and the microphone, all of them serve folders. Those beside the
 * first start when a folder needs them. A crash of one restarts it; it rejects calls for single clips, and a folder's calls
 * are made once more.
 */
export class FeaturePool {
  /** The worker of single clips. */
  readonly first: WorkerClient<FeaturesApi>;
  readonly #members: readonly Member[];

  /** @param size how many workers there may be; at least one. */
  constructor(createWorker: () => WorkerLike, size: number) {
    this.first = new WorkerClient<FeaturesApi>(createWorker);
    const others = Array.from(
      { length: Math.max(1, size) - 1 },
      () => new WorkerClient<FeaturesApi>(createWorker),
    );
    this.#members = [this.first, ...others].map((client) => ({ client, numCalls: 0 }));
  }

  /** How many calls of `extractMany` can be worked on at once. */
  get size(): number {
    return this.#members.length;
  }

  /**
   * Calls `extractMany` of the worker that has the fewest such calls waiting. Where that worker crashes, the call is made
   * once more; a clip that crashes every worker does so twice.
   *
   * @throws PhonoscopeError `worker-crashed` at the second crash, `aborted`, and what the worker threw.
   */
  async extractMany(
    argument: FeaturesApi['extractMany']['argument'],
    options: CallOptions<never>,
  ): Promise<FeatureChunk> {
    try {
      return await this.#extractByOne(argument, options);
    } catch (thrown) {
      if (!(thrown instanceof PhonoscopeError) || thrown.code !== 'worker-crashed') throw thrown;
      return this.#extractByOne(argument, options);
    }
  }

  async #extractByOne(
    argument: FeaturesApi['extractMany']['argument'],
    options: CallOptions<never>,
  ): Promise<FeatureChunk> {
    const running = this.#members.filter(({ client }) => !client.isDown);
    const choice = running.length > 0 ? running : this.#members;
    const least = choice.reduce((best, member) => (member.numCalls < best.numCalls ? member : best));
    least.numCalls += 1;
    try {
      return await least.client.call('extractMany', argument, options);
    } finally {
      least.numCalls -= 1;
    }
  }

  /** Allows workers that crashed twice in a row to start again. */
  revive(): void {
    for (const { client } of this.#members) client.revive();
  }

  /** Stops all workers for good. */
  dispose(): void {
    for (const { client } of this.#members) client.dispose();
  }
}

/** As many workers as there are cores, less one for the model; at most eight. */
export function countFeatureWorkers(numCores: number): number {
  return Math.min(8, Math.max(1, Math.floor(numCores) - 1));
}
