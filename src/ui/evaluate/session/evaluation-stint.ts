import { type PhonoscopeError, toPhonoscopeError } from '../../../core/errors.ts';
import type { EvaluateProgress, PlainError } from '../../../workers/protocol.ts';
import type { Recogniser } from '../../../workers/recogniser.ts';
import type { TrainedOn } from '../../../core/models/trained-on.ts';
import { TableBuilder } from '../../../core/evaluation/table-builder.ts';
import { addToCounts } from '../../shared/matrix/live-matrix.ts';
import { beginRun, endRun, type EvaluationRun, type RunModel } from './evaluation-run.ts';
import { unlabelledFiles } from '../../shared/folder/skipped-file.ts';
import type { FolderPlan } from '../../shared/folder/folder-plan.ts';
import { yieldTurn } from '../../../workers/yield-turn.ts';

/** The page draws at most ten times a second. */
const flushMs = 100;

/** Carries one run from its first clip to its last, and tells of it at most every tenth of a second. */
export class EvaluationStint {
  #run: EvaluationRun;
  #heard: TableBuilder | null = null;
  #startedMs = 0;
  #trainedOn: TrainedOn | undefined;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #waiting: EvaluateProgress[] = [];
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
      const { modelName: name, metadata, backend, heard } = result;
      this.#trainedOn = metadata.card.trainedOn;
      // The visitor may have switched models in the moment before the first clip.
      if (name !== this.#run.modelName) {
        this.#prepare({ name, title: metadata.name, labels: metadata.labels, backend });
        this.#heard?.add(heard);
      }
      this.#run = {
        ...this.#run,
        backend,
        unreadable: [...unlabelledFiles(this.#plan.labelled), ...result.unreadable],
      };
      await this.#end('done', result.seconds, null);
    } catch (thrown) {
      this.#flush();
      const error = toPhonoscopeError(thrown);
      const seconds = this.#startedMs === 0 ? 0 : (performance.now() - this.#startedMs) / 1000;
      if (this.#signal.aborted || error.code === 'aborted') await this.#end('cancelled', seconds, null);
      else await this.#end('failed', seconds, plain(error));
    }
  }

  async #begin(): Promise<void> {
    await this.#recogniser.warmUp();
    this.#signal.throwIfAborted();
    const { metadata, model, backend } = this.#recogniser.getSnapshot();
    this.#prepare({
      name: model,
      title: metadata?.name ?? model,
      labels: metadata?.labels ?? [],
      backend,
    });
    this.#trainedOn = metadata?.card.trainedOn;
    this.#startedMs = performance.now();
    await yieldTurn();
    this.#tell(this.#run);
    await yieldTurn();
  }

  #prepare(model: RunModel): void {
    this.#run = beginRun(this.#run, this.#plan, model);
    this.#heard = new TableBuilder(this.#run.labels, model.labels.length, this.#plan.clips);
  }

  #receive(progress: EvaluateProgress): void {
    this.#waiting.push(progress);
    this.#timer ??= setTimeout(() => this.#flush(), flushMs);
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const last = this.#waiting.at(-1);
    if (last === undefined || this.#heard === null) return;
    const numBefore = this.#run.table.paths.length;
    for (const { finished } of this.#waiting) this.#heard.add(finished);
    const { table } = this.#heard;
    const counts = addToCounts(this.#run.counts, table, numBefore);
    this.#run = {
      ...this.#run,
      table,
      counts,
      numCorrect: counts.reduce((sum, row, i) => sum + (row[i] ?? 0), 0),
      numDone: last.done,
      numTotal: last.total,
      clipsPerSec: last.clipsPerSec,
      secLeft: last.secLeft,
      unreadable: [...this.#run.unreadable, ...this.#waiting.flatMap(({ unreadable }) => unreadable)],
    };
    this.#waiting = [];
    this.#tell(this.#run);
  }

  /** In turns: with 50,000 clips each part takes some hundredths of a second. */
  async #end(
    status: 'done' | 'cancelled' | 'failed',
    seconds: number,
    error: PlainError | null,
  ): Promise<void> {
    const endedMs = Date.now();
    const table = this.#heard?.finish(this.#plan.columns) ?? this.#run.table;
    await yieldTurn();
    this.#run = endRun(this.#run, table, { status, seconds, error, endedMs, trainedOn: this.#trainedOn });
    await yieldTurn();
    this.#tell(this.#run);
  }
}

/** An error without its stack, as state keeps it. */
export function plain({ code, message, details }: PhonoscopeError): PlainError {
  return { code, message, details };
}
