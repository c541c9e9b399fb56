import { PhonoscopeError } from '../core/errors.ts';
import type { RunComparison } from '../core/evaluation/compare/comparison.ts';
import type { OpenedRun } from '../core/evaluation/open-run-text.ts';
import type { ClipEdit, RunRecord } from '../core/evaluation/run-record.ts';
import type { ClipMap, EvaluationApi, ExportKind, ExportOptions } from './evaluation-protocol.ts';
import type { Embeddings } from './protocol.ts';
import { startWorker } from './start-worker.ts';
import { WorkerClient, type WorkerLike } from './worker-client.ts';

type Abortable = { readonly signal?: AbortSignal | undefined };
type Asked = Exclude<keyof EvaluationApi, 'openRun' | 'project' | 'readRun'>;
type Answer<Method extends Asked> = NonNullable<EvaluationApi[Method]['result']>;

/** A run that has ended, with what a person changed of it. */
export type AskedRun = { readonly record: RunRecord; readonly edits: readonly ClipEdit[] };

/**
 * Everything the page asks of the evaluation worker, which starts at the first question. A run is sent along with the first
 * question about it, and again where the worker has lost it.
 *
 * All methods throw PhonoscopeError `aborted` and `worker-crashed`.
 */
export class RunAnalysis {
  readonly #client: WorkerClient<EvaluationApi>;
  readonly #keys = new WeakMap<RunRecord, string>();
  readonly #sent = new WeakSet<RunRecord>();
  #numRuns = 0;

  constructor(createWorker: () => WorkerLike = () => startWorker('evaluation')) {
    this.#client = new WorkerClient<EvaluationApi>(createWorker);
  }

  summarise = (run: AskedRun, options?: Abortable) => this.#ask('summarise', run, {}, options);
  curves = (run: AskedRun, options?: Abortable) => this.#ask('curves', run, {}, options);
  calibration = (run: AskedRun, options?: Abortable) => this.#ask('calibration', run, {}, options);
  slices = (run: AskedRun, options?: Abortable) => this.#ask('slices', run, {}, options);
  doubtfulLabels = (run: AskedRun, options?: Abortable) => this.#ask('doubtfulLabels', run, {}, options);

  /** @param options `compared`: what an HTML report compares the run with. */
  exportRun(
    run: AskedRun,
    kind: ExportKind,
    {
      compared,
      signal,
      ...options
    }: Abortable & ExportOptions & { readonly compared?: AskedRun | null } = {},
  ): Promise<Blob> {
    if (compared == null) return this.#ask('exportRun', run, { kind, ...options }, { signal });
    const other = { key: this.#keyOf(compared.record), edits: compared.edits };
    return this.#ask('exportRun', run, { kind, ...options, other }, { signal }, [compared.record]);
  }

  /** How much better the second run is than the first one, with the edits of both. */
  compare(run: AskedRun, { record, edits }: AskedRun, options?: Abortable): Promise<RunComparison> {
    return this.#ask('compare', run, { other: { key: this.#keyOf(record), edits } }, options, [record]);
  }

  /**
   * Reads a run file or a CSV of predictions.
   *
   * @throws PhonoscopeError `run-invalid`, `run-newer`, `csv-invalid`, `text-encoding`, `text-large`, `file-unreadable`.
   */
  readRun(file: File, { signal }: Abortable = {}): Promise<OpenedRun> {
    this.#client.revive();
    return this.#client.call('readRun', { file, name: file.name }, { signal });
  }

  /** Projects rows of `dim` values onto their two principal components. */
  project({ values, dim }: Embeddings, { signal }: Abortable = {}): Promise<ClipMap> {
    this.#client.revive();
    const numRows = dim === 0 ? 0 : values.length / dim;
    const argument = { values, numRows, dim };
    return this.#client.call('project', argument, { signal, transfer: [values.buffer] });
  }

  dispose(): void {
    this.#client.dispose();
  }

  async #ask<Method extends Asked>(
    method: Method,
    { record, edits }: AskedRun,
    more: Omit<EvaluationApi[Method]['argument'], 'key' | 'edits'>,
    { signal }: Abortable = {},
    others: readonly RunRecord[] = [],
  ): Promise<Answer<Method>> {
    this.#client.revive();
    const records = [record, ...others];
    const argument = { key: this.#keyOf(record), edits, ...more } as EvaluationApi[Method]['argument'];
    const areKnown = records.every((each) => this.#sent.has(each));
    const first = areKnown ? await this.#client.call(method, argument, { signal }) : null;
    if (first !== null) return first;
    for (const each of records) await this.#send(each, signal);
    const answer = await this.#client.call(method, argument, { signal });
    if (answer === null) throw new PhonoscopeError('worker-crashed', 'The worker has lost the run.');
    return answer;
  }

  #keyOf(record: RunRecord): string {
    const known = this.#keys.get(record);
    if (known !== undefined) return known;
    const key = `run ${(this.#numRuns += 1)}`;
    this.#keys.set(record, key);
    return key;
  }

  async #send(record: RunRecord, signal: AbortSignal | undefined): Promise<void> {
    await this.#client.call('openRun', { key: this.#keyOf(record), record }, { signal });
    this.#sent.add(record);
  }
}
