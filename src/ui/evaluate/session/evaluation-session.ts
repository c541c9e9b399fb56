import { toPhonoscopeError } from '../../../core/errors.ts';
import { applyEdits, editClip, removeEdit } from '../../../core/evaluation/clip-edits.ts';
import type { PredictionsNote } from '../../../core/evaluation/foreign/predictions-note.ts';
import {
  changeEdits,
  type EditHistory,
  redoEdits,
  startHistory,
  undoEdits,
} from '../../../core/evaluation/edit-history.ts';
import type { HeardCondition } from '../../../core/evaluation/robustness-schema.ts';
import type { ClipEdit, RunRecord } from '../../../core/evaluation/run-record.ts';
import type { PlainError } from '../../../workers/protocol.ts';
import type { Recogniser } from '../../../workers/recogniser.ts';
import { inTurns } from '../../../workers/in-turns.ts';
import { yieldTurn } from '../../../workers/yield-turn.ts';
import { Store } from '../../shared/store.ts';
import { allMistakes, type ClipSelection } from '../clips/clip-selection.ts';
import { type EvaluationRun, isBusy, prepareRun, runOfRecord, withTable } from './evaluation-run.ts';
import { EvaluationStint, plain } from './evaluation-stint.ts';
import { findSound } from './find-sound.ts';
import {
  type Folder,
  type FolderPlan,
  type Labelling,
  planFolderInSteps,
  splitsOf,
} from '../../shared/folder/folder-plan.ts';
import type { StoredFile } from '../../../platform/browser/stored-file.ts';

/** What is evaluated. */
export type EvaluatedData = {
  readonly folder: Folder;
  readonly plan: FolderPlan;
  /** null where nobody has said anything of the labels. */
  readonly labelling: Labelling | null;
};

/** Where a run is kept, and with what. */
export type SavedAs = {
  readonly id: string;
  readonly name: string;
  readonly edits: readonly ClipEdit[];
  readonly robustness: RunRecord['robustness'];
};

/** What the Evaluate panel shows. Immutable, a new object after each change. */
export type EvaluationState = {
  /** True while a folder is listed or fetched. */
  readonly isOpening: boolean;
  /** Why the last folder could not be used, with its name. */
  readonly error: { readonly error: PlainError; readonly subject: string } | null;
  readonly splits: readonly string[];
  readonly data: EvaluatedData | null;
  /** With the edits. */
  readonly run: EvaluationRun | null;
  readonly edits: readonly ClipEdit[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly selection: ClipSelection;
  /** Null until it is saved. */
  readonly savedAs: SavedAs | null;
  /** How a table of predictions was read. */
  readonly notes: readonly PredictionsNote[];
};

const emptyState: EvaluationState = {
  isOpening: false,
  error: null,
  splits: [],
  data: null,
  run: null,
  edits: [],
  canUndo: false,
  canRedo: false,
  selection: allMistakes,
  savedAs: null,
  notes: [],
};

/** The panel's work and its results; lives as long as the page, so they survive a change of panel. */
export class EvaluationSession extends Store<EvaluationState> {
  #folder: Folder | null = null;
  #plan: FolderPlan | null = null;
  #fileOf: ReadonlyMap<string, StoredFile> = new Map();
  /** Without the edits, once it has ended. */
  #ended: EvaluationRun | null = null;
  #history = startHistory();
  #abort = new AbortController();
  #numRuns = 0;
  readonly #recogniser: Recogniser;

  constructor(recogniser: Recogniser) {
    super(emptyState);
    this.#recogniser = recogniser;
  }

  /** Opens a folder that is still being read or fetched, and evaluates it; a run in progress is stopped. */
  async open(name: string, read: (signal: AbortSignal) => Promise<Folder>): Promise<void> {
    const signal = this.#restart();
    this.update({ isOpening: true, error: null });
    try {
      const folder = await read(signal);
      if (signal.aborted) return;
      await this.#evaluate(folder, null, null, signal);
    } catch (thrown) {
      if (!signal.aborted)
        this.update({ isOpening: false, error: { error: plain(toPhonoscopeError(thrown)), subject: name } });
    }
  }

  /** Evaluates another split of the folder, or the same once more with the model chosen now. */
  async evaluateAgain(
    split: string | null = this.#plan?.split ?? null,
    labelling: Labelling | null = this.getSnapshot().data?.labelling ?? null,
  ): Promise<void> {
    const folder = this.#folder;
    if (folder === null) return;
    const signal = this.#restart();
    try {
      await this.#evaluate(folder, splitsOf(folder).length === 0 ? null : split, labelling, signal);
    } catch (thrown) {
      if (!signal.aborted)
        this.update({ error: { error: plain(toPhonoscopeError(thrown)), subject: folder.name } });
    }
  }

  /** Evaluates the same split with other labels. */
  relabelData(labelling: Labelling): Promise<void> {
    return this.evaluateAgain(undefined, labelling);
  }

  /** Shows a run that was saved or came as a file; a run in progress is stopped. */
  openRecord(
    record: RunRecord,
    saved: { readonly id: string; readonly name: string } | null,
    notes: readonly PredictionsNote[] = [],
  ): void {
    this.#restart();
    this.#folder = null;
    this.#plan = null;
    this.#fileOf = new Map();
    this.#forgetEdits();
    this.#numRuns += 1;
    this.#ended = runOfRecord(this.#numRuns, record);
    const { edits, robustness } = record;
    const savedAs = saved === null ? null : { ...saved, edits, robustness };
    this.update({ ...emptyState, savedAs, notes });
    this.#apply(startHistory(edits));
  }

  /** Puts to a run what was measured of its robustness; nothing where another run is shown. */
  keepRobustness(runId: number, robustness: readonly HeardCondition[]): void {
    const ended = this.#ended;
    const { run } = this.getSnapshot();
    if (ended?.record == null || run?.id !== runId || ended.id !== runId) return;
    const record = { ...ended.record, robustness };
    this.#ended = { ...ended, record };
    this.update({ run: { ...run, record } });
  }

  /** Says where the present run is kept now; null: nowhere any longer. */
  setSavedAs(savedAs: SavedAs | null): void {
    this.update({ savedAs });
  }

  /** Gives a reopened run its sound. A folder that is not its own is told of. */
  async giveSound(name: string, read: () => Promise<Folder>): Promise<void> {
    const reopened = this.#ended;
    if (reopened?.record == null) return;
    try {
      const folder = await read();
      const { plan, fileOf } = await inTurns(findSound(folder, reopened.record));
      const { run } = this.getSnapshot();
      if (run?.id !== reopened.id) return;
      this.#folder = folder;
      this.#plan = plan;
      this.#fileOf = fileOf;
      this.#ended = { ...reopened, isWithoutSound: false };
      this.update({ error: null, splits: splitsOf(folder), run: { ...run, isWithoutSound: false } });
    } catch (thrown) {
      this.update({ error: { error: plain(toPhonoscopeError(thrown)), subject: name } });
    }
  }

  /** Says why something could not be opened. */
  showError(error: PlainError, subject: string): void {
    this.update({ isOpening: false, error: { error, subject } });
  }

  /** Stops the run; what it did stays. */
  cancel(): void {
    this.#abort.abort();
    this.update({ isOpening: false });
  }

  /** Back to the empty panel. */
  clear(): void {
    this.#restart();
    this.#folder = null;
    this.#plan = null;
    this.#fileOf = new Map();
    this.#forgetEdits();
    this.update(emptyState);
  }

  select(selection: ClipSelection): void {
    this.update({ selection });
  }

  dismissError(): void {
    this.update({ error: null });
  }

  /** The sound of a clip of the present run. */
  fileOf(path: string): StoredFile | null {
    return this.#fileOf.get(path) ?? null;
  }

  /** Gives a clip another label, or leaves it out. Nothing while the run goes on. */
  edit(edit: ClipEdit): void {
    const original = this.#labelOf(edit.path);
    if (original !== null) this.#change(editClip(this.#history.edits, edit, original));
  }

  /** Takes back what was changed of a clip. */
  removeEdit(path: string): void {
    this.#change(removeEdit(this.#history.edits, path));
  }

  undo(): void {
    this.#apply(undoEdits(this.#history));
  }

  redo(): void {
    this.#apply(redoEdits(this.#history));
  }

  #labelOf(path: string): string | null {
    const table = this.#ended?.record?.table;
    const row = table?.paths.indexOf(path) ?? -1;
    return table === undefined || row < 0 ? null : (table.labels[table.actual[row] ?? -1] ?? null);
  }

  #change(edits: readonly ClipEdit[]): void {
    this.#apply(changeEdits(this.#history, edits));
  }

  #apply(history: EditHistory): void {
    const ended = this.#ended;
    if (ended?.record == null) return;
    this.#history = history;
    const { past, edits, future } = history;
    const run = withTable(ended, applyEdits(ended.record.table, edits));
    this.update({ run, edits, canUndo: past.length > 0, canRedo: future.length > 0 });
  }

  /** @throws PhonoscopeError what `planFolder` throws; failures of the run itself are kept in the run. */
  async #evaluate(
    folder: Folder,
    split: string | null,
    labelling: Labelling | null,
    signal: AbortSignal,
  ): Promise<void> {
    const plan = await inTurns(planFolderInSteps(folder, split, labelling), signal);
    this.#folder = folder;
    this.#plan = plan;
    this.#fileOf = new Map(plan.clips.map(({ path, file }) => [path, file]));
    this.#forgetEdits();
    this.#numRuns += 1;
    await yieldTurn();
    signal.throwIfAborted();
    const prepared = prepareRun(this.#numRuns, folder.name, plan, this.#recogniser.getSnapshot().model);
    this.update({
      isOpening: false,
      error: null,
      splits: splitsOf(folder),
      data: { folder, plan, labelling },
      run: prepared,
      edits: [],
      canUndo: false,
      canRedo: false,
      selection: allMistakes,
      savedAs: null,
      notes: [],
    });
    await new EvaluationStint(this.#recogniser, plan, prepared, signal, (run) => {
      if (this.getSnapshot().run?.id !== run.id) return;
      if (!isBusy(run)) this.#ended = run;
      this.update({ run });
    }).finish();
  }

  #forgetEdits(): void {
    this.#ended = null;
    this.#history = startHistory();
  }

  #restart(): AbortSignal {
    this.#abort.abort();
    this.#abort = new AbortController();
    return this.#abort.signal;
  }
}
