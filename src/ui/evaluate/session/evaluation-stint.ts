import { type PhonoscopeError, toPhonoscopeError } from '../../../core/errors.ts';
import type { EvaluateProgress, PlainError } from '../../../workers/protocol.ts';
import type { Recogniser } from '../../../workers/recogniser.ts';
import { advanceRun, beginRun, endRun, type EvaluationRun, unlabelledFiles } from './evaluation-run.ts';
import type { FolderPlan } from '../../shared/folder/folder-plan.ts';

/** The page draws at most ten times a second. */
const flushMs = 100;

/** Carries one run from its first clip to its last, and tells of it at most every tenth of a second. */
export class EvaluationStint {
  #run: EvaluationRun;
  #indexByLabel: ReadonlyMap<string, number> = new Map();
  #startedMs = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #waiting: EvaluateProgress | null = null;
  readonly #recogniser: Recogniser;
  readonly #plan: FolderPlan;
  readonly #signal: AbortSignal;
  readonly #tell: (run: EvaluationRun) => void;

  constructor(
    recogniser: Recogniser,
    plan: FolderPlan,
    run: EvaluationRun,
    signal: AbortSignal,
    tell: (run: EvaluationRun) => void,
  ) {
    this.#recogniser = recogniser;
    this.#plan = plan;
    this.#run = run;
    this.#signal = signal;
    this.#tell = tell;
  }

  async finish(): Promise<void> {
    try {
      await this.#begin();
      const result = await this.#recogniser.evaluate(this.#plan.clips, {
        signal: this.#signal,
        onProgress: (progress) => this.#receive(progress),
      });
      this.#flush();
      const { modelName: name, metadata, backend } = result;
      // The visitor may have switched models in the moment before the first clip.
      if (name !== this.#run.modelName) {
        const model = { name, title: metadata.name, labels: metadata.labels, backend };
        this.#run = beginRun(this.#run, this.#plan, model);
      }
      this.#run = {
        ...this.#run,
        backend,
        predictions: result.predictions,
        unreadable: [...unlabelledFiles(this.#plan), ...result.unreadable],
      };
      this.#end('done', result.seconds, null);
    } catch (thrown) {
      this.#flush();
      const error = toPhonoscopeError(thrown);
      const seconds = this.#startedMs === 0 ? 0 : (performance.now() - this.#startedMs) / 1000;
      if (this.#signal.aborted || error.code === 'aborted') this.#end('cancelled', seconds, null);
      else this.#end('failed', seconds, plain(error));
    }
  }

  async #begin(): Promise<void> {
    await this.#recogniser.warmUp();
    this.#signal.throwIfAborted();
    const { metadata, model, backend } = this.#recogniser.getSnapshot();
    this.#run = beginRun(this.#run, this.#plan, {
      name: model,
      title: metadata?.name ?? model,
      labels: metadata?.labels ?? [],
      backend,
    });
    this.#indexByLabel = new Map(this.#run.labels.map((label, index) => [label, index]));
    this.#startedMs = performance.now();
    this.#tell(this.#run);
  }

  #receive(progress: EvaluateProgress): void {
    this.#waiting = this.#waiting === null ? progress : join(this.#waiting, progress);
    this.#timer ??= setTimeout(() => this.#flush(), flushMs);
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#waiting === null) return;
    this.#run = advanceRun(this.#run, this.#waiting, this.#indexByLabel);
    this.#waiting = null;
    this.#tell(this.#run);
  }

  #end(status: 'done' | 'cancelled' | 'failed', seconds: number, error: PlainError | null): void {
    this.#run = endRun(this.#run, status, seconds, error);
    this.#tell(this.#run);
  }
}

function join(earlier: EvaluateProgress, later: EvaluateProgress): EvaluateProgress {
  return {
    ...later,
    finished: [...earlier.finished, ...later.finished],
    unreadable: [...earlier.unreadable, ...later.unreadable],
  };
}

/** An error without its stack, as state keeps it. */
export function plain({ code, message, details }: PhonoscopeError): PlainError {
  return { code, message, details };
}
