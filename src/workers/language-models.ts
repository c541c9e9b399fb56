import type {
  Continuation,
  HmmProgress,
  HmmSummary,
  JudgedText,
  LanguageApi,
  LanguageSummary,
  NgramSummary,
} from './language-protocol.ts';
import { startWorker } from './start-worker.ts';
import { WorkerClient, type WorkerLike } from './worker-client.ts';

type Abortable = { readonly signal?: AbortSignal | undefined };
type Argument<Method extends keyof LanguageApi> = LanguageApi[Method]['argument'];

/**
 * Everything the page asks of the language worker, which starts at the first use and keeps models by key. After a crash
 * they are gone: calls with their keys throw `language-gone`.
 *
 * Besides what each method names, all of them throw `aborted` and `worker-crashed`.
 */
export class LanguageModels {
  readonly #client: WorkerClient<LanguageApi>;

  constructor(createWorker: () => WorkerLike = () => startWorker('language')) {
    this.#client = new WorkerClient<LanguageApi>(createWorker);
  }

  /** @throws PhonoscopeError `corpus-empty`, `corpus-reserved`, `corpus-large`, `text-encoding`, `text-large`. */
  trainNgram(argument: Argument<'trainNgram'>, { signal }: Abortable = {}): Promise<NgramSummary> {
    this.#client.revive();
    return this.#client.call('trainNgram', argument, { signal });
  }

  /** @throws PhonoscopeError `corpus-empty`, `hmm-invalid`, `text-encoding`, `text-large`. */
  trainHmm(
    argument: Argument<'trainHmm'>,
    { signal, onProgress }: Abortable & { readonly onProgress?: (progress: HmmProgress) => void } = {},
  ): Promise<HmmSummary> {
    this.#client.revive();
    return this.#client.call('trainHmm', argument, {
      signal,
      ...(onProgress === undefined ? {} : { onProgress }),
    });
  }

  /** @throws PhonoscopeError `arpa-invalid`, `hmm-invalid`, `text-encoding`, `text-large`. */
  open(argument: Argument<'open'>, { signal }: Abortable = {}): Promise<LanguageSummary> {
    this.#client.revive();
    return this.#client.call('open', argument, { signal });
  }

  /** An ARPA file, or a JSON file for a hidden Markov model. */
  save(key: string): Promise<Blob> {
    return this.#client.call('save', { key });
  }

  /** @throws PhonoscopeError `corpus-empty`, `text-encoding`, `text-large`. */
  scoreText(argument: Argument<'scoreText'>, { signal }: Abortable = {}): Promise<JudgedText> {
    return this.#client.call('scoreText', argument, { signal });
  }

  nextWords(argument: Argument<'nextWords'>, { signal }: Abortable = {}): Promise<readonly Continuation[]> {
    return this.#client.call('nextWords', argument, { signal });
  }

  generate(argument: Argument<'generate'>, { signal }: Abortable = {}): Promise<readonly string[]> {
    return this.#client.call('generate', argument, { signal });
  }

  /** Forgets a model; nothing happens where there is none. */
  async remove(key: string): Promise<void> {
    await this.#client.call('remove', { key });
  }
}
