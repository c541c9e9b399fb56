import { PhonoscopeError } from '../core/errors.ts';
import type { ClipEdit, RunRecord } from '../core/evaluation/run-record.ts';
import type { ClipMap, EvaluationApi, ExportKind } from './evaluation-protocol.ts';
import type { Embeddings } from './protocol.ts';
import { startWorker } from './start-worker.ts';
import { WorkerClient, type WorkerLike } from './worker-client.ts';

type Abortable = { readonly signal?: AbortSignal | undefined };
type Asked = Exclude<keyof EvaluationApi, 'openRun' | 'project'>;
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
  #numRuns = 0;

  constructor(createWorker: () => WorkerLike = () => startWorker('evaluation')) {
    this.#client = new WorkerClient<EvaluationApi>(createWorker);
  }

  summarise = (run: AskedRun, options?: Abortable) => this.#ask('summarise', run, {}, options);
  curves = (run: AskedRun, options?: Abortable) => this.#ask('curves', run, {}, options);
  calibration = (run: AskedRun, options?: Abortable) => this.#ask('calibration', run, {}, options);
  slices = (run: AskedRun, options?: Abortable) => this.#ask('slices', run, {}, options);
  doubtfulLabels = (run: AskedRun, options?: Abortable) => this.#ask('doubtfulLabels', run, {}, options);
  exportRun = (run: AskedRun, kind: ExportKind, options?: Abortable) =>
    this.#ask('exportRun', run, { kind }, options);

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
  ): Promise<Answer<Method>> {
    this.#client.revive();
    const known = this.#keys.get(record);
    const key = known ?? `run ${(this.#numRuns += 1)}`;
    const argument = { key, edits, ...more } as EvaluationApi[Method]['argument'];
    const first = known === undefined ? null : await this.#client.call(method, argument, { signal });
    if (first !== null) return first;
    await this.#client.call('openRun', { key, record }, { signal });
    this.#keys.set(record, key);
    const answer = await this.#client.call(method, argument, { signal });
    if (answer === null) throw new PhonoscopeError('worker-crashed', 'The worker has lost the run.');
    return answer;
  }
}
