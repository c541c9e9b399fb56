import { toPhonoscopeError } from '../../../../core/errors.ts';
import type { LanguageModels } from '../../../../workers/language-models.ts';
import { toPlainError } from '../../../../workers/plain-error.ts';
import type { Store } from '../../../shared/store.ts';
import { Newest } from './newest.ts';
import { isBlank, modelKeys, type ModelKind, type PlaygroundState, textOf } from './playground-state.ts';

/** Words of the attempt that are drawn one by one. */
const numShown = 48;
const numNext = 10;
/** Where a generated sentence is cut off. */
const maxWords = 100;

/** What the models say of what is typed: asked anew at each change, and only the newest answer counts. */
export class LiveResults {
  readonly #languages: LanguageModels;
  readonly #store: Store<PlaygroundState>;
  readonly #onError: (thrown: unknown) => void;
  readonly #judging = new Newest();
  readonly #continuing = new Newest();
  readonly #generating = new Newest();

  constructor(languages: LanguageModels, store: Store<PlaygroundState>, onError: (thrown: unknown) => void) {
    this.#languages = languages;
    this.#store = store;
    this.#onError = onError;
  }

  refresh(): void {
    this.judge(0);
    this.goOn(0);
    this.generate(0);
  }

  /** Measures the attempt by both models. */
  judge(delayMs: number): void {
    void this.#judging.run(delayMs, async (signal) => {
      const { attempt } = this.#store.getSnapshot();
      this.#store.update({ isJudging: true });
      try {
        const judged = isBlank(attempt)
          ? { ngram: null, hmm: null }
          : { ngram: await this.#judgeBy('ngram', signal), hmm: await this.#judgeBy('hmm', signal) };
        if (!signal.aborted) this.#store.update({ judged, attemptError: null });
      } catch (thrown) {
        if (signal.aborted) return;
        if (isLoss(thrown)) this.#onError(thrown);
        else this.#store.update({ judged: { ngram: null, hmm: null }, attemptError: toPlainError(thrown) });
      }
    });
  }

  async #judgeBy(kind: ModelKind, signal: AbortSignal) {
    const { attempt, models } = this.#store.getSnapshot();
    if (models[kind] === null) return null;
    return this.#languages.scoreText({ key: modelKeys[kind], text: textOf(attempt), numShown }, { signal });
  }

  /** Looks what may come next. */
  goOn(delayMs: number): void {
    this.#ask(this.#continuing, delayMs, async (key, signal) => {
      const { history } = this.#store.getSnapshot();
      return { next: await this.#languages.nextWords({ key, history, limit: numNext }, { signal }) };
    });
  }

  generate(delayMs: number): void {
    this.#ask(this.#generating, delayMs, async (key, signal) => {
      const { generation } = this.#store.getSnapshot();
      return { sentences: await this.#languages.generate({ key, ...generation, maxWords }, { signal }) };
    });
  }

  /** Asks the model on the screen, where there is one. */
  #ask(
    newest: Newest,
    delayMs: number,
    question: (key: string, signal: AbortSignal) => Promise<Partial<PlaygroundState>>,
  ): void {
    void newest.run(delayMs, async (signal) => {
      const { kind, models } = this.#store.getSnapshot();
      if (models[kind] === null) return;
      try {
        const answer = await question(modelKeys[kind], signal);
        if (!signal.aborted) this.#store.update(answer);
      } catch (thrown) {
        if (!signal.aborted) this.#onError(thrown);
      }
    });
  }
}

/** Whether the worker's models are gone, as after a crash. */
export function isLoss(thrown: unknown): boolean {
  const { code } = toPhonoscopeError(thrown);
  return code === 'worker-crashed' || code === 'language-gone';
}
