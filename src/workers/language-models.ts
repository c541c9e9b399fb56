import type { Decoding } from '../core/language/decoder/decode-sound.ts';
import type { TriedWeights } from '../core/language/decoder/search-weights.ts';
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

  /**
   * Finds the words in what the recogniser heard (`Recogniser.scoreSpeech`).
   *
   * @throws PhonoscopeError `language-gone`, `grammar-invalid`.
   */
  decode(argument: Argument<'decode'>, { signal }: Abortable = {}): Promise<Decoding> {
    this.#client.revive();
    return this.#client.call('decode', argument, { signal });
  }

  /** Tries weights on recordings whose words are known. @throws as `decode`. */
  searchWeights(
    argument: Argument<'searchWeights'>,
    { signal, onProgress }: Abortable & { readonly onProgress?: (tried: TriedWeights) => void } = {},
  ): Promise<readonly TriedWeights[]> {
    this.#client.revive();
    return this.#client.call('searchWeights', argument, {
      signal,
      ...(onProgress === undefined ? {} : { onProgress }),
    });
  }

  /** Reads a grammar and says which of its words the recogniser lacks. @throws PhonoscopeError `grammar-invalid`. */
  checkGrammar(
    argument: Argument<'checkGrammar'>,
    { signal }: Abortable = {},
  ): Promise<LanguageApi['checkGrammar']['result']> {
    this.#client.revive();
    return this.#client.call('checkGrammar', argument, { signal });
  }

  /** Gives a model another key; one that had it goes. */
  async rename(key: string, to: string): Promise<void> {
    await this.#client.call('rename', { key, to });
  }

  /** Forgets a model; nothing happens where there is none. */
  async remove(key: string): Promise<void> {
    await this.#client.call('remove', { key });
  }
}
