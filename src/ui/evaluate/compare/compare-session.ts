import { toPhonoscopeError } from '../../../core/errors.ts';
import type { PredictionsNote } from '../../../core/evaluation/foreign/predictions-note.ts';
import type { ClipEdit, RunRecord } from '../../../core/evaluation/run-record.ts';
import type { SavedRun } from '../../../core/evaluation/saved-run.ts';
import type { ModelName, PlainError } from '../../../workers/protocol.ts';
import type { Recogniser } from '../../../workers/recogniser.ts';
import type { RunAnalysis } from '../../../workers/run-analysis.ts';
import { Store } from '../../shared/store.ts';
import type { RunsSession } from '../runs/runs-session.ts';
import type { EvaluationSession } from '../session/evaluation-session.ts';
import { plain } from '../session/evaluation-stint.ts';
import { clipsWithSound, recordOfOther } from './evaluate-with.ts';

/** What the run that is shown is compared with. */
export type OtherRun = {
  readonly name: string;
  readonly record: RunRecord;
  /** Null: those of the run that is shown, for these are the same clips. */
  readonly edits: readonly ClipEdit[] | null;
  /** Another model that was run just now: nobody has kept it yet. */
  readonly isNew: boolean;
  readonly notes: readonly PredictionsNote[];
};

export type CompareState = {
  readonly other: OtherRun | null;
  /** Which model is being run on the same clips, and how far. */
  readonly running: { readonly model: ModelName; readonly done: number; readonly total: number } | null;
  readonly isReading: boolean;
  readonly error: { readonly error: PlainError; readonly subject: string } | null;
};

type CompareParts = {
  readonly session: EvaluationSession;
  readonly runs: RunsSession;
  readonly analysis: RunAnalysis;
  readonly recogniser: Recogniser;
};

const nothing: CompareState = { other: null, running: null, isReading: false, error: null };

/** What the run that is shown is compared with: chosen, read or run in the background; forgotten with that run. */
export class CompareSession extends Store<CompareState> {
  readonly #parts: CompareParts;
  #abort = new AbortController();
  #runId: number | null = null;

  constructor(parts: CompareParts) {
    super(nothing);
    this.#parts = parts;
    parts.session.subscribe(() => {
      const runId = parts.session.getSnapshot().run?.id ?? null;
      if (runId === this.#runId) return;
      this.#runId = runId;
      this.clear();
    });
  }

  async chooseSaved(run: SavedRun): Promise<void> {
    await this.#choose(run.name, async () => {
      const record = await this.#parts.runs.read(run);
      return { name: run.name, record, edits: record.edits, isNew: false, notes: [] };
    });
  }

  async chooseFile(file: File): Promise<void> {
    await this.#choose(file.name, async () => {
      const { name, record, notes } = await this.#parts.analysis.readRun(file);
      return { name, record, edits: record.edits, isNew: false, notes };
    });
  }

  /** How many clips of the run could be given to another model. */
  numClipsWithSound(): number {
    const { run } = this.#parts.session.getSnapshot();
    return run?.record == null || run.isWithoutSound ? 0 : run.record.table.paths.length;
  }

  /** Lets another model hear the same clips, while the run that is shown stays. */
  async runModel(model: ModelName, title: string): Promise<void> {
    const { session, recogniser } = this.#parts;
    const { run } = session.getSnapshot();
    if (run?.record == null) return;
    const { record } = run;
    const clips = clipsWithSound(record.table, (path) => session.fileOf(path));
    const signal = this.#restart();
    this.update({ ...nothing, running: { model, done: 0, total: clips.length } });
    try {
      const onProgress = ({ done, total }: { done: number; total: number }) => {
        if (!signal.aborted) this.update({ running: { model, done, total } });
      };
      const result = await recogniser.evaluate(clips, { model, signal, onProgress });
      if (signal.aborted) return;
      const other = recordOfOther(record, clips, result, Date.now());
      this.update({ ...nothing, other: { name: title, record: other, edits: null, isNew: true, notes: [] } });
    } catch (thrown) {
      if (signal.aborted) return;
      this.update({ ...nothing, error: { error: plain(toPhonoscopeError(thrown)), subject: title } });
    }
  }

  /** Keeps the run of the other model, with the edits of the run that is shown. */
  async keepOther(name: string): Promise<void> {
    const { other } = this.getSnapshot();
    if (other === null) return;
    const edits = other.edits ?? this.#parts.session.getSnapshot().edits;
    const paths = new Set(other.record.table.paths);
    const own = edits.filter(({ path }) => paths.has(path));
    try {
      await this.#parts.runs.keep(name, { ...other.record, edits: own });
      this.update({ error: null, other: { ...other, name, isNew: false } });
    } catch (thrown) {
      this.update({ error: { error: plain(toPhonoscopeError(thrown)), subject: name } });
    }
  }

  /** Stops what goes on, and compares with nothing. */
  clear(): void {
    this.#restart();
    this.update(nothing);
  }

  async #choose(subject: string, read: () => Promise<OtherRun>): Promise<void> {
    const signal = this.#restart();
    this.update({ ...nothing, isReading: true });
    try {
      const other = await read();
      if (!signal.aborted) this.update({ ...nothing, other });
    } catch (thrown) {
      if (signal.aborted) return;
      this.update({ ...nothing, error: { error: plain(toPhonoscopeError(thrown)), subject } });
    }
  }

  #restart(): AbortSignal {
    this.#abort.abort();
    this.#abort = new AbortController();
    return this.#abort.signal;
  }
}
