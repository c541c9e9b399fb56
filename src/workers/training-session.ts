import { PhonoscopeError } from '../core/errors.ts';
import type { StepReport, TrainingState } from '../core/training/run-training.ts';
import type { OpenBatches } from '../core/training/batches/batch-source.ts';
import { parseTrainingConfig } from '../core/training/config/training-config.ts';
import { createTrainingSwitch } from '../core/training/training-control.ts';
import type { BackendInfo } from '../platform/browser/backend-choice.ts';
import type { StartedBackend } from '../platform/browser/tensorflow-backend.ts';
import type { TrainingLock } from '../platform/browser/training-lock.ts';
import type { TrainingStore } from '../platform/browser/training-store.ts';
import { type LoadModel, trainModel } from './train-model.ts';
import { readModelBlob } from './read-model-blob.ts';
import type { GoodClip } from './training-clips.ts';
import { TrainingKeeper } from './training-keeper.ts';
import type { TrainingApi, TrainingProgress, TrainingResult } from './training-protocol.ts';

/** At most ten reports of steps a second: more would only keep the page from drawing. */
const minReportGapMs = 100;

/** What a training stands on; the worker passes the real things, tests pass their own. */
export type TrainingParts = {
  readonly startBackend: (choice: BackendInfo) => Promise<StartedBackend>;
  readonly nextChoice: (failed: BackendInfo) => BackendInfo | null;
  readonly loadModel: (name: string, baseUrl: string) => ReturnType<LoadModel>;
  /** Who makes the batches, where the configuration asks for so many workers; null = as many as suit the machine. */
  readonly openBatches: (numWorkers: number | null) => OpenBatches;
  readonly store: TrainingStore;
  /** One tab trains at a time. */
  readonly lock: TrainingLock;
  /** Lets messages that wait have their turn. */
  readonly yieldTurn: () => Promise<void>;
  /** A clock in milliseconds. */
  readonly now: () => number;
};

type Start = TrainingApi['start']['argument'];

/** One training from its first step to its model, on whatever backend works. */
export class TrainingSession {
  readonly #parts: TrainingParts;
  readonly #start: Start;
  readonly #tell: (progress: TrainingProgress) => void;
  readonly #signal: AbortSignal;
  #switch = createTrainingSwitch();
  #state: TrainingState | null;
  #isPaused = false;
  #isStopping = false;
  #lastReportMs = 0;

  /** @param resumeFrom the state to go on from. */
  constructor(
    parts: TrainingParts,
    start: Start,
    resumeFrom: TrainingState | null,
    signal: AbortSignal,
    tell: (progress: TrainingProgress) => void,
  ) {
    this.#parts = parts;
    this.#start = start;
    this.#state = resumeFrom;
    this.#signal = signal;
    this.#tell = tell;
    signal.addEventListener('abort', () => this.#switch.abort());
  }

  /**
   * Trains, and goes on elsewhere from the last epoch where a GPU fails.
   *
   * @throws PhonoscopeError `aborted`, `training-diverged`, `backend-unavailable`.
   */
  async run(clips: readonly GoodClip[]): Promise<TrainingResult> {
    const keeper = new TrainingKeeper(this.#parts.store, this.#start, clips.length, (error) =>
      this.#tell({ kind: 'not-kept', error }),
    );
    if (!this.#start.isResumed && this.#start.isKept) keeper.begin(clips);
    try {
      return await this.#runSomewhere(clips, keeper);
    } finally {
      // A training that was cancelled, or went astray, would do the same again.
      if (this.#start.isKept) await keeper.end();
    }
  }

  pause(isPaused: boolean): void {
    this.#isPaused = isPaused;
    this.#pass();
    this.#tell({ kind: 'paused', isPaused });
  }

  stop(): void {
    this.#isStopping = true;
    this.#pass();
  }

  /** Passes the wishes on to the training that runs now. */
  #pass(): void {
    if (this.#isPaused) this.#switch.pause();
    else this.#switch.resume();
    if (this.#isStopping) this.#switch.stop();
    if (this.#signal.aborted) this.#switch.abort();
  }

  async #runSomewhere(clips: readonly GoodClip[], keeper: TrainingKeeper): Promise<TrainingResult> {
    let choice = this.#start.backend;
    for (;;) {
      const backend = await this.#parts.startBackend(choice);
      // What a lost device still does must not go on: it has a switch of its own.
      const former = this.#switch;
      this.#switch = createTrainingSwitch();
      former.abort();
      this.#pass();
      try {
        const trained = await unlessLost(this.#train(clips, keeper, backend), backend.lost);
        return { ...trained, backend: backend.info };
      } catch (thrown) {
        const next = backend.info.name === 'webgpu' ? this.#parts.nextChoice(backend.info) : null;
        if (thrown instanceof PhonoscopeError || next === null) throw thrown;
        choice = next;
        this.#tell({ kind: 'fell-back', backend: next, epoch: this.#state?.epochs.length ?? 0 });
      }
    }
  }

  #train(clips: readonly GoodClip[], keeper: TrainingKeeper, { info }: StartedBackend) {
    const { now, yieldTurn, loadModel, openBatches } = this.#parts;
    const { control } = this.#switch;
    const { config, title, baseUrl, from } = this.#start;
    const parsed = parseTrainingConfig(config);
    return trainModel(clips, {
      config: parsed,
      openBatches: openBatches(parsed.data.workers),
      title,
      loadModel: (name) => (from === null ? loadModel(name, baseUrl) : readModelBlob(from)),
      resumeFrom: this.#state,
      control,
      nowMs: now,
      yieldTurn,
      signal: this.#signal,
      onFeatures: (done, total) => this.#tell({ kind: 'features', done, total }),
      onBegin: (numSteps, stepsPerEpoch) => {
        const epochs = this.#state?.epochs ?? [];
        this.#tell({ kind: 'begin', backend: info, numSteps, stepsPerEpoch, epochs });
      },
      onStep: (report) => this.#reportStep(report),
      onEpoch: async (state) => {
        if (control.wish() === 'abort') return;
        this.#state = state;
        const { epochs, best } = state;
        const last = epochs.at(-1);
        if (last === undefined) return;
        this.#tell({ kind: 'epoch', record: last, number: epochs.length, best: best?.epoch ?? null });
        if (this.#start.isKept) await keeper.save(state);
      },
    });
  }

  #reportStep({ step, loss, learningRate }: StepReport): void {
    const ms = this.#parts.now();
    if (ms - this.#lastReportMs < minReportGapMs) return;
    this.#lastReportMs = ms;
    this.#tell({ kind: 'step', step, loss, learningRate });
  }
}

/** Reading back from a lost device may never end. */
async function unlessLost<T>(work: Promise<T>, lost: Promise<string>): Promise<T> {
  work.catch(() => undefined);
  const loss = async (): Promise<never> => {
    throw new Error(`the graphics device was lost: ${await lost}`);
  };
  return Promise.race([work, loss()]);
}
