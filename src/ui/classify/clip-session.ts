import { toPhonoscopeError } from '../../core/errors.ts';
import type { Classification, ClipSource, ModelName, PlainError, Recording } from '../../workers/protocol.ts';
import type { Recogniser } from '../../workers/recogniser.ts';
import { Store } from '../shared/store.ts';

/** Where a clip came from; the page names it in its own language. */
export type ClipOrigin =
  | { readonly kind: 'sample'; readonly file: string; readonly word: string; readonly voice: string }
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'take'; readonly number: number };

/** A clip and what the model made of it. */
export type HeardClip = {
  readonly origin: ClipOrigin;
  readonly source: ClipSource;
  readonly classification: Classification;
};

type ClipState = {
  /** The last clip that worked; an error leaves it as it is. */
  readonly heard: HeardClip | null;
  readonly isBusy: boolean;
  readonly failure: { readonly origin: ClipOrigin; readonly error: PlainError } | null;
};

type Request = {
  readonly origin: ClipOrigin;
  readonly source: ClipSource;
  readonly model: ModelName | undefined;
};

/** Classifies one clip after another; a new one replaces one that is still being worked on. */
export class ClipSession extends Store<ClipState> {
  readonly #recogniser: Recogniser;
  #running: AbortController | null = null;
  #last: Request | null = null;
  #waitsForModel = false;
  #usedBackend: string | null = null;
  #numTakes = 0;

  constructor(recogniser: Recogniser) {
    super({ heard: null, isBusy: false, failure: null });
    this.#recogniser = recogniser;
  }

  /** @param model the model the clip was made for; the one in use otherwise. */
  async hear(origin: ClipOrigin, source: ClipSource, model?: ModelName): Promise<void> {
    await this.#run({ origin, source, model });
  }

  async hearTake(recording: Recording): Promise<void> {
    this.#numTakes += 1;
    await this.hear({ kind: 'take', number: this.#numTakes }, recording);
  }

  cancel(): void {
    this.#running?.abort();
    this.#running = null;
    this.#waitsForModel = false;
    this.update({ isBusy: false });
  }

  /** Tries the last clip again after a failure. */
  async retry(): Promise<void> {
    const last = this.#last;
    if (last === null) return;
    // Brings back workers that have crashed; whatever still fails is told by the next step.
    await this.#recogniser.warmUp().catch(() => undefined);
    await this.#run(last);
  }

  dismissFailure(): void {
    this.update({ failure: null });
  }

  /**
   * Keeps what is on the screen in step with the header: hears the clip again when model or backend change, and a
   * clip that waited for a model as soon as it is there.
   */
  followRecogniser(): () => void {
    return this.#recogniser.subscribe(() => this.#catchUp());
  }

  async #run(request: Request): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#last = request;
    this.#waitsForModel = false;
    this.update({ isBusy: true, failure: null });
    try {
      if (request.model !== undefined) this.#recogniser.setModel(request.model);
      const classification = await this.#recogniser.classify(request.source, { signal: running.signal });
      if (this.#running !== running) return;
      this.#usedBackend = this.#recogniser.getSnapshot().backend?.name ?? null;
      // From here on the clip goes with whichever model the visitor chooses.
      this.#last = { ...request, model: undefined };
      this.update({ heard: { origin: request.origin, source: request.source, classification } });
    } catch (thrown) {
      if (this.#running === running) this.#fail(request.origin, thrown);
    } finally {
      if (this.#running === running) {
        this.#running = null;
        this.update({ isBusy: false });
        this.#catchUp();
      }
    }
  }

  #fail(origin: ClipOrigin, thrown: unknown): void {
    const { code, message, details } = toPhonoscopeError(thrown);
    if (code === 'aborted') return;
    // The page says by itself that a model or backend is missing; the clip waits for it.
    const isTold = this.#recogniser.getSnapshot().error?.code === code;
    if (isTold || code.startsWith('model-') || code === 'backend-unavailable') this.#waitsForModel = true;
    else this.update({ failure: { origin, error: { code, message, details } } });
  }

  #catchUp(): void {
    const { model, backend, status, error } = this.#recogniser.getSnapshot();
    const { heard, isBusy } = this.getSnapshot();
    if (isBusy || status !== 'ready' || error !== null || backend === null) return;
    if (this.#waitsForModel && this.#last !== null) {
      void this.#run({ ...this.#last, model: undefined });
      return;
    }
    if (heard === null) return;
    const isSame = heard.classification.modelName === model && this.#usedBackend === backend.name;
    if (!isSame) void this.#run({ origin: heard.origin, source: heard.source, model: undefined });
  }
}
