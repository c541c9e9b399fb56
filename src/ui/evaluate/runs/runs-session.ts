import { toPhonoscopeError } from '../../../core/errors.ts';
import type { RunRecord } from '../../../core/evaluation/run-record.ts';
import type { SavedRun } from '../../../core/evaluation/saved-run.ts';
import type { RunStore } from '../../../platform/browser/run-store.ts';
import type { PlainError } from '../../../workers/protocol.ts';
import type { RunAnalysis } from '../../../workers/run-analysis.ts';
import { downloadFile } from '../../shared/download-file.ts';
import { fileNameOf } from '../../shared/file-name.ts';
import { Store } from '../../shared/store.ts';
import type { EvaluationSession } from '../session/evaluation-session.ts';
import { plain } from '../session/evaluation-stint.ts';

/** The saved runs. Immutable, a new object after each change. */
export type RunsState = {
  /** Null until they have been listed. */
  readonly runs: readonly SavedRun[] | null;
  /** The browser keeps nothing: runs can still be saved as files and opened from them. */
  readonly isUnavailable: boolean;
  /** True while a run or a file is being read. */
  readonly isReading: boolean;
  /** The last run that was deleted, as long as it can be put back. */
  readonly removed: { readonly run: SavedRun; readonly record: RunRecord } | null;
  readonly error: { readonly error: PlainError; readonly subject: string } | null;
};

type RunsParts = {
  readonly session: EvaluationSession;
  readonly analysis: RunAnalysis;
  readonly store: RunStore;
};

/** What can be done with saved runs; the one that is opened is shown by the session. */
export class RunsSession extends Store<RunsState> {
  readonly #parts: RunsParts;

  constructor(parts: RunsParts) {
    super({ runs: null, isUnavailable: false, isReading: false, removed: null, error: null });
    this.#parts = parts;
  }

  async list(): Promise<void> {
    try {
      this.update({ runs: await this.#parts.store.list(), isUnavailable: false });
    } catch {
      this.update({ runs: [], isUnavailable: true });
    }
  }

  /** Shows a saved run in the place of the present one. */
  async open({ id, name }: SavedRun): Promise<void> {
    await this.#work(name, async () => {
      const record = await this.#read(() => this.#parts.store.open(id));
      this.#parts.session.openRecord(record, { id, name });
    });
  }

  /** All of a saved run, to compare with. */
  read(run: SavedRun): Promise<RunRecord> {
    return this.#parts.store.open(run.id);
  }

  /** Shows what a file holds: a run, or a table of predictions. */
  async openFile(file: File): Promise<void> {
    const { session, analysis } = this.#parts;
    try {
      const { record, notes } = await this.#read(() => analysis.readRun(file));
      this.update({ error: null });
      session.openRecord(record, null, notes);
    } catch (thrown) {
      session.showError(plain(toPhonoscopeError(thrown)), file.name);
    }
  }

  /**
   * Keeps the run that is shown, with what a person changed: as a new one, or in the place of the one that it is.
   *
   * @throws PhonoscopeError `storage-full`, `storage-unavailable`.
   */
  async save(name: string): Promise<void> {
    const { session, store } = this.#parts;
    const { run, edits, savedAs } = session.getSnapshot();
    if (run?.record == null) return;
    const id = savedAs?.id ?? crypto.randomUUID();
    const { robustness } = run.record;
    await store.put(id, name, { ...run.record, edits });
    if (session.getSnapshot().run?.id === run.id) session.setSavedAs({ id, name, edits, robustness });
    await this.list();
  }

  /**
   * Keeps a run that is not shown.
   *
   * @throws PhonoscopeError `storage-full`, `storage-unavailable`.
   */
  async keep(name: string, record: RunRecord): Promise<void> {
    await this.#parts.store.put(crypto.randomUUID(), name, record);
    await this.list();
  }

  /** Saves the run that is shown as a file. */
  async exportShown(name: string): Promise<void> {
    const { run, edits } = this.#parts.session.getSnapshot();
    if (run?.record != null) await this.#export(name, { ...run.record, edits });
  }

  async export(run: SavedRun): Promise<void> {
    await this.#work(run.name, async () => this.#export(run.name, await this.#parts.store.open(run.id)));
  }

  async rename({ id, name }: SavedRun, next: string): Promise<void> {
    const { session, store } = this.#parts;
    await this.#work(name, async () => {
      await store.rename(id, next);
      const { savedAs } = session.getSnapshot();
      if (savedAs?.id === id) session.setSavedAs({ ...savedAs, name: next });
    });
    await this.list();
  }

  async remove(run: SavedRun): Promise<void> {
    const { session, store } = this.#parts;
    await this.#work(run.name, async () => {
      // A broken one can only be taken away for good.
      const record = await store.open(run.id).catch(() => null);
      await store.remove(run.id);
      if (session.getSnapshot().savedAs?.id === run.id) session.setSavedAs(null);
      this.update({ removed: record === null ? null : { run, record } });
    });
    await this.list();
  }

  async putBack(): Promise<void> {
    const { removed } = this.getSnapshot();
    if (removed === null) return;
    const { id, name } = removed.run;
    await this.#work(name, async () => {
      await this.#parts.store.put(id, name, removed.record);
      this.update({ removed: null });
    });
    await this.list();
  }

  /** Forgets what was deleted, and what went wrong. */
  dismiss(): void {
    this.update({ removed: null, error: null });
  }

  async #export(name: string, record: RunRecord): Promise<void> {
    const { edits } = record;
    const file = await this.#parts.analysis.exportRun({ record, edits }, 'run', { name });
    downloadFile(fileNameOf([name], 'phonoscope-run.json'), file);
  }

  async #read<Result>(read: () => Promise<Result>): Promise<Result> {
    this.update({ isReading: true });
    try {
      return await read();
    } finally {
      this.update({ isReading: false });
    }
  }

  async #work(subject: string, work: () => Promise<void>): Promise<void> {
    this.update({ error: null });
    try {
      await work();
    } catch (thrown) {
      this.update({ error: { error: plain(toPhonoscopeError(thrown)), subject } });
    }
  }
}
