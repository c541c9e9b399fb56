import { toPhonoscopeError } from '../../../core/errors.ts';
import { parseTrainingConfig } from '../../../core/training/config/training-config.ts';
import type { ModelTrainer } from '../../../workers/model-trainer.ts';
import type { PlainError } from '../../../workers/protocol.ts';
import type { Recogniser } from '../../../workers/recogniser.ts';
import type {
  DataSummary,
  NetworkSummary,
  UnfinishedTraining,
  VariationPreview,
} from '../../../workers/training-protocol.ts';
import { type Folder, type FolderPlan, planTrainingInSteps } from '../../shared/folder/folder-plan.ts';
import { inTurns } from '../../../workers/in-turns.ts';
import { type SkippedFile, unlabelledFiles } from '../../shared/folder/skipped-file.ts';
import type { PlannedFolder } from '../../shared/labels/label-notes.tsx';
import { changeConfigText, type ConfigChange, type ConfigText, readConfigText } from './config-text.ts';
import { defaultConfig, sizesFor } from './default-config.ts';
import { isBusy, prepareRun, type TrainingRun } from './training-run.ts';
import { TrainingStint } from './training-stint.ts';

/** The clips that are open, as far as they have been looked at. */
export type TrainingData = {
  readonly name: string;
  readonly numClips: number;
  readonly skipped: readonly SkippedFile[];
  readonly numSilent: number;
  /** Null for a training that goes on: nobody knows its folder any longer. */
  readonly planned: PlannedFolder | null;
};

/** What the Train panel shows. Immutable, a new object after each change. */
export type TrainState = {
  /** While a folder is listed, fetched and read; `total` is 0 until it is known. */
  readonly opening: { readonly done: number; readonly total: number } | null;
  readonly error: { readonly error: PlainError; readonly subject: string } | null;
  readonly unfinished: UnfinishedTraining | null;
  /** A training runs in another tab: none can be started here. */
  readonly isElsewhere: boolean;
  readonly data: TrainingData | null;
  readonly config: ConfigText;
  /** Of the data by the configuration; null while it is being looked at. */
  readonly summary: DataSummary | null;
  readonly network: NetworkSummary | null;
  readonly run: TrainingRun | null;
};

const start: TrainState = {
  opening: null,
  error: null,
  unfinished: null,
  isElsewhere: false,
  data: null,
  config: readConfigText(defaultConfig, parseTrainingConfig('')),
  summary: null,
  network: null,
  run: null,
};

/** The panel's work and its results; lives as long as the page, so they survive a change of panel. */
export class TrainSession {
  #state = start;
  #plan: FolderPlan | null = null;
  #opening = new AbortController();
  #looking = new AbortController();
  #training = new AbortController();
  #stint: TrainingStint | null = null;
  #numRuns = 0;
  #isConfigOwn = false;
  readonly #recogniser: Recogniser;
  readonly #trainer: ModelTrainer;
  readonly #listeners = new Set<() => void>();

  constructor(recogniser: Recogniser, trainer: ModelTrainer) {
    this.#recogniser = recogniser;
    this.#trainer = trainer;
  }

  readonly getSnapshot = (): TrainState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Looks for a training that a tab was closed on, once no other tab trains. */
  async lookForUnfinished(): Promise<void> {
    if (this.#isTraining || this.#state.isElsewhere) return;
    if (await this.#trainer.isTrainingAnywhere()) {
      this.#set({ isElsewhere: true, unfinished: null });
      await this.#trainer.untilNobodyTrains();
      this.#set({ isElsewhere: false });
    }
    const unfinished = await this.#trainer.findUnfinished();
    if (this.#state.data === null && this.#state.opening === null) this.#set({ unfinished });
  }

  /** It is offered until it is gone: a tab closed before that would offer it again. */
  async discardUnfinished(): Promise<void> {
    try {
      await this.#trainer.discard();
      this.#set({ unfinished: null });
    } catch {
      // Another tab may have gone on with it since it was offered here.
      await this.lookForUnfinished();
    }
  }

  /** Opens a folder that is still being read or fetched. A training that runs is not disturbed. */
  async open(name: string, read: (signal: AbortSignal) => Promise<Folder>): Promise<void> {
    if (this.#isTraining) {
      const error = { code: 'training-running', message: 'A training is running.', details: {} } as const;
      this.#set({ error: { error, subject: name } });
      return;
    }
    this.#opening.abort();
    this.#opening = new AbortController();
    const { signal } = this.#opening;
    this.#set({ opening: { done: 0, total: 0 }, error: null });
    try {
      const folder = await read(signal);
      if (!signal.aborted) await this.#openFolder(folder, signal);
    } catch (thrown) {
      if (!signal.aborted) this.#fail(thrown, name);
    } finally {
      if (!signal.aborted) this.#set({ opening: null });
    }
  }

  cancelOpening(): void {
    this.#opening.abort();
    this.#set({ opening: null });
  }

  /** Back to the empty panel; the settings stay. */
  close(): void {
    this.#opening.abort();
    this.#looking.abort();
    this.#plan = null;
    this.#set({ opening: null, error: null, data: null, summary: null, network: null, run: null });
  }

  changeConfig(changes: readonly ConfigChange[]): void {
    this.editConfig(changeConfigText(this.#state.config.text, changes));
  }

  /** Takes a whole new text, as it is typed or loaded. */
  editConfig(text: string): void {
    this.#isConfigOwn = true;
    this.#useConfig(text);
  }

  resetConfig(): void {
    this.#isConfigOwn = false;
    this.#useConfig(this.#fittedConfig());
  }

  /** One clip as it is and varied; another for each number. */
  previewVariation(number: number): Promise<VariationPreview | null> {
    return this.#trainer.preview(this.#state.config.text, number);
  }

  async start(): Promise<void> {
    const { data, summary, config, isElsewhere } = this.#state;
    if (data === null || summary === null || config.error !== null) return;
    if (this.#isTraining || isElsewhere) return;
    await this.#train(data.name, config.text, summary, false);
  }

  /** Goes on with the training that the tab was closed on, unless another tab did since it was offered. */
  async goOn(): Promise<void> {
    const look = this.lookForUnfinished();
    if (await this.#trainer.isTrainingAnywhere()) return;
    await look;
    const { unfinished } = this.#state;
    if (unfinished === null || this.#isTraining) return;
    this.#isConfigOwn = true;
    const { title, config, numClips } = unfinished;
    this.#set({
      unfinished: null,
      error: null,
      data: { name: title, numClips, skipped: [], numSilent: 0, planned: null },
      config: readConfigText(config, this.#state.config.config),
    });
    try {
      await this.#trainer.restore();
      const summary = await this.#trainer.summarise(config);
      this.#set({ summary });
      await this.#train(title, config, summary, true);
    } catch (thrown) {
      this.#set({ data: null });
      this.#fail(thrown, title);
    }
  }

  async pause(isPaused: boolean): Promise<void> {
    await this.#trainer.pause(isPaused).catch(() => undefined);
  }

  /** Ends the training and keeps its best weights. */
  async stop(): Promise<void> {
    if (this.#isTraining) await this.#stint?.stop();
  }

  /** Ends the training and keeps nothing. */
  cancel(): void {
    this.#training.abort();
  }

  /** Back to the settings; the model stays among the models. */
  leaveRun(): void {
    if (!this.#isTraining) this.#set({ run: null });
    void this.#look();
  }

  async discardModel(): Promise<void> {
    await this.#setDiscarded(true);
  }

  async undoDiscard(): Promise<void> {
    await this.#setDiscarded(false);
  }

  dismissError(): void {
    this.#set({ error: null });
  }

  get #isTraining(): boolean {
    return this.#state.run !== null && isBusy(this.#state.run);
  }

  async #openFolder(folder: Folder, signal: AbortSignal): Promise<void> {
    const plan = await inTurns(planTrainingInSteps(folder), signal);
    this.#set({ opening: { done: 0, total: plan.clips.length } });
    const { unreadable, silent } = await this.#trainer.openClips(plan.clips, {
      signal,
      onProgress: (done, total) => this.#set({ opening: { done, total } }),
    });
    if (signal.aborted) return;
    this.#plan = plan;
    const silentFiles = silent.map((path) => ({ path, reason: '', error: silentError }));
    this.#set({
      opening: null,
      unfinished: null,
      run: null,
      summary: null,
      data: {
        name: folder.name,
        numClips: plan.clips.length - unreadable.length - silent.length,
        skipped: [...unreadable, ...silentFiles, ...unlabelledFiles(plan.labelled)],
        numSilent: silent.length,
        planned: { folder, plan },
      },
    });
    if (this.#isConfigOwn) await this.#look();
    else this.#useConfig(this.#fittedConfig());
  }

  #fittedConfig(): string {
    const { data } = this.#state;
    if (data === null) return defaultConfig;
    const { epochs, batchSize } = sizesFor(data.numClips);
    return changeConfigText(defaultConfig, [
      { path: ['training', 'epochs'], value: epochs },
      { path: ['training', 'batchSize'], value: batchSize },
    ]);
  }

  #useConfig(text: string): void {
    const config = readConfigText(text, this.#state.config.config);
    this.#set({ config });
    if (config.error === null) void this.#look();
  }

  /** Looks at data and network as the configuration has them; the newest wish wins. */
  async #look(): Promise<void> {
    this.#looking.abort();
    this.#looking = new AbortController();
    const { signal } = this.#looking;
    const { data, config } = this.#state;
    if (data === null || this.#isTraining) return;
    try {
      const summary = await this.#trainer.summarise(config.text, { signal });
      if (signal.aborted) return;
      this.#set({ summary, network: null });
      const { backend } = this.#recogniser.getSnapshot();
      if (summary.problem !== null || backend === null) return;
      const network = await this.#trainer.describe(config.text, backend, { signal });
      if (!signal.aborted) this.#set({ network });
    } catch (thrown) {
      if (!signal.aborted) this.#fail(thrown, data.name);
    }
  }

  async #train(title: string, config: string, summary: DataSummary, isResumed: boolean): Promise<void> {
    this.#looking.abort();
    this.#training = new AbortController();
    this.#numRuns += 1;
    const labels = summary.labels.map(({ label }) => label);
    const numValidation = summary.labels.reduce((sum, label) => sum + label.numValidation, 0);
    const run = prepareRun(this.#numRuns, title, labels, numValidation);
    this.#set({ run, error: null });
    const parts = { recogniser: this.#recogniser, trainer: this.#trainer };
    const stint = new TrainingStint(parts, run, this.#training.signal, (next) => {
      if (this.#state.run?.id === next.id) this.#set({ run: next });
    });
    this.#stint = stint;
    await stint.finish({ config, isResumed });
    if (this.#state.run?.error?.code === 'training-elsewhere') {
      this.#set({ run: null, data: isResumed ? null : this.#state.data });
      void this.lookForUnfinished();
    }
    if (this.#state.run?.error?.code === 'worker-crashed') await this.#reopen();
  }

  /** The worker's clips are gone with it. */
  async #reopen(): Promise<void> {
    const plan = this.#plan;
    if (plan !== null) await this.#trainer.openClips(plan.clips).catch(() => undefined);
  }

  async #setDiscarded(isDiscarded: boolean): Promise<void> {
    const { run } = this.#state;
    if (run === null || run.outcome === null) return;
    const { outcome } = run;
    this.#set({ run: { ...run, outcome: { ...outcome, isDiscarded } } });
    if (isDiscarded) await this.#recogniser.library.remove(outcome.model.name);
    else await this.#recogniser.ownModels.putBack(outcome.model);
  }

  #fail(thrown: unknown, subject: string): void {
    const { code, message, details } = toPhonoscopeError(thrown);
    if (code !== 'aborted') this.#set({ error: { error: { code, message, details }, subject } });
  }

  #set(change: Partial<TrainState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

const silentError: PlainError = { code: 'training-silent', message: 'The clip is silent.', details: {} };
