import { toPhonoscopeError } from '../../../core/errors.ts';
import type { ModelTrainer } from '../../../workers/model-trainer.ts';
import type { PlainError } from '../../../workers/protocol.ts';
import type { Recogniser } from '../../../workers/recogniser.ts';
import { advanceRun, type TrainingRun } from './training-run.ts';

/** The page draws at most five times a second: charts take their time. */
const flushMs = 200;

type Parts = { readonly recogniser: Recogniser; readonly trainer: ModelTrainer };

/** Carries one training to its end, and tells of it a few times a second. */
export class TrainingStint {
  #run: TrainingRun;
  #timer: ReturnType<typeof setTimeout> | null = null;
  readonly #parts: Parts;
  readonly #signal: AbortSignal;
  readonly #tell: (run: TrainingRun) => void;

  constructor(parts: Parts, run: TrainingRun, signal: AbortSignal, tell: (run: TrainingRun) => void) {
    this.#parts = parts;
    this.#run = run;
    this.#signal = signal;
    this.#tell = tell;
  }

  async finish({ config, isResumed }: { config: string; isResumed: boolean }): Promise<void> {
    const { recogniser, trainer } = this.#parts;
    const { title } = this.#run;
    try {
      const backend = recogniser.getSnapshot().backend ?? wasm;
      const result = await trainer.start(
        { config, title, backend, isResumed, from: null, isKept: true },
        {
          signal: this.#signal,
          onProgress: (progress) => {
            this.#run = advanceRun(this.#run, progress);
            this.#timer ??= setTimeout(() => this.#flush(), flushMs);
          },
        },
      );
      // Loaded as any model file is: what is offered has been tried.
      const { model, storageError } = await recogniser.library.add(result.zip, { title });
      const { epochs, best, confusion } = result;
      const outcome = { result, model, storageError, isDiscarded: false };
      this.#run = { ...this.#run, status: 'done', epochs, best, confusion, outcome };
    } catch (thrown) {
      const error = toPhonoscopeError(thrown);
      this.#run =
        this.#signal.aborted || error.code === 'aborted'
          ? { ...this.#run, status: 'cancelled' }
          : { ...this.#run, status: 'failed', error: plain(error) };
    }
    this.#flush();
  }

  /** Ends the training and keeps its best weights. */
  async stop(): Promise<void> {
    this.#run = { ...this.#run, status: 'stopping' };
    this.#flush();
    await this.#parts.trainer.stop().catch(() => undefined);
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#tell(this.#run);
  }
}

/** Before the adapter has been looked at. */
const wasm = { name: 'wasm', reason: 'no-adapter', adapter: null } as const;

function plain({ code, message, details }: PlainError): PlainError {
  return { code, message, details };
}
