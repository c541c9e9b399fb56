import type { BackendInfo } from '../platform/browser/backend-choice.ts';
import { decodeByBrowser } from '../platform/browser/browser-decoder.ts';
import {
  isTrainingAnywhere,
  untilNobodyTrains,
  withTrainingLock,
} from '../platform/browser/training-lock.ts';
import { browserTrainingStore, type TrainingStore } from '../platform/browser/training-store.ts';
import type { DecodeOther } from './open-source.ts';
import { throwIfAborted } from './plain-error.ts';
import type { ClipSource, TensorMemory, UnreadableClip } from './protocol.ts';
import { startWorker } from './start-worker.ts';
import type {
  DataSummary,
  NetworkSummary,
  TrainingApi,
  TrainingClip,
  TrainingProgress,
  TrainingResult,
  UnfinishedTraining,
  VariationPreview,
} from './training-protocol.ts';
import { WorkerClient, type WorkerLike } from './worker-client.ts';
import { openFiles } from './open-files.ts';
import type { Audio } from '../core/audio/audio.ts';

/** Clips sent to the worker at once: few enough that the page can draw between two messages. */
const clipsAtOnce = 64;

/** What the trainer stands on; tests pass their own. */
export type TrainerParts = {
  readonly createTrainingWorker: () => WorkerLike;
  /** Decodes what the worker cannot read. */
  readonly decodeOther: DecodeOther;
  /** Where a training is kept. */
  readonly store: TrainingStore;
  /** The page's address; models lie below it. */
  readonly baseUrl: string;
};

/** A clip to train on whose file need not be open. */
export type TrainingSource = Omit<TrainingClip, 'file'> & { readonly file: ClipSource | Audio };

type Abortable = { readonly signal?: AbortSignal | undefined };
type OpenOptions = Abortable & { readonly onProgress?: (done: number, total: number) => void };
type StartOptions = Abortable & { readonly onProgress?: (progress: TrainingProgress) => void };

/** Everything the page asks of the training worker, which starts at the first use. It holds one set of clips. */
export class ModelTrainer {
  readonly #client: WorkerClient<TrainingApi>;
  readonly #decodeOther: DecodeOther;
  readonly #store: TrainingStore;
  readonly #baseUrl: string;

  constructor(parts: Partial<TrainerParts> = {}) {
    const { createTrainingWorker, decodeOther, store, baseUrl } = parts;
    this.#client = new WorkerClient<TrainingApi>(createTrainingWorker ?? (() => startWorker('training')));
    this.#decodeOther = decodeOther ?? decodeByBrowser;
    this.#store = store ?? browserTrainingStore;
    this.#baseUrl = baseUrl ?? location.href;
  }

  /**
   * Replaces the clips. All are read once; those that cannot be used are told.
   *
   * @throws PhonoscopeError `aborted`, `worker-crashed`.
   */
  async openClips(
    clips: readonly TrainingSource[],
    { signal, onProgress = () => undefined }: OpenOptions = {},
  ): Promise<{ unreadable: UnreadableClip[]; silent: string[] }> {
    this.#client.revive();
    await this.#client.call('clear', null, { signal });
    const unreadable: UnreadableClip[] = [];
    const silent: string[] = [];
    let done = 0;
    for (const part of chunked(clips)) {
      const files = await openFiles(part);
      const added = await this.#addClips(files.opened, signal);
      unreadable.push(...files.unreadable, ...added.unreadable);
      silent.push(...added.silent);
      done += part.length;
      onProgress(done, clips.length);
    }
    return { unreadable, silent };
  }

  /**
   * Sends clips to the worker, and once more, decoded here, those that only a page can decode. It is the worker that looks
   * into the files: for the page each would take a millisecond.
   */
  async #addClips(clips: readonly TrainingClip[], signal: AbortSignal | undefined) {
    const { unreadable, silent } = await this.#client.call('addClips', { clips }, { signal });
    const others = new Set(
      unreadable.filter(({ error }) => error?.code === 'audio-other-format').map(({ path }) => path),
    );
    const decoded: TrainingClip[] = [];
    for (const clip of clips) {
      if (!others.has(clip.path) || !(clip.file instanceof Blob)) continue;
      const file = await this.#decodeOther(clip.file);
      throwIfAborted(signal);
      if (file !== null) decoded.push({ ...clip, file });
    }
    if (decoded.length === 0) return { unreadable, silent };
    const second = await this.#client.call('addClips', { clips: decoded }, { signal });
    const isDecoded = new Set(decoded.map(({ path }) => path));
    return {
      unreadable: [...unreadable.filter(({ path }) => !isDecoded.has(path)), ...second.unreadable],
      silent: [...silent, ...second.silent],
    };
  }

  /** How a configuration parts the clips, and whether they can be trained on. */
  summarise(config: string, { signal }: Abortable = {}): Promise<DataSummary> {
    return this.#client.call('summarise', { config }, { signal });
  }

  /** How large the network of a configuration is, and how long an epoch takes. */
  describe(config: string, backend: BackendInfo, { signal }: Abortable = {}): Promise<NetworkSummary> {
    return this.#client.call('describe', { config, backend, baseUrl: this.#baseUrl }, { signal });
  }

  /** Varies one of the clips, another for each number. */
  preview(config: string, number: number): Promise<VariationPreview | null> {
    return this.#client.call('preview', { config, number, baseUrl: this.#baseUrl });
  }

  /**
   * Trains on the clips.
   *
   * @throws PhonoscopeError `training-diverged`, `aborted`, `backend-unavailable`, `worker-crashed`,
   * `training-elsewhere`.
   */
  start(
    argument: Omit<TrainingApi['start']['argument'], 'baseUrl'>,
    { signal, onProgress = () => undefined }: StartOptions = {},
  ): Promise<TrainingResult> {
    return this.#client.call('start', { ...argument, baseUrl: this.#baseUrl }, { signal, onProgress });
  }

  /** Holds a training between two steps, or lets it go on. */
  async pause(isPaused: boolean): Promise<void> {
    await this.#client.call('pause', { isPaused });
  }

  /** Ends a training after the step under way; its best weights are kept. */
  async stop(): Promise<void> {
    await this.#client.call('stop', null);
  }

  /** Whether a training runs in some tab, this one among them. */
  isTrainingAnywhere(): Promise<boolean> {
    return isTrainingAnywhere();
  }

  /** Waits until no tab trains. */
  untilNobodyTrains(): Promise<void> {
    return untilNobodyTrains();
  }

  /** A training that the tab was closed on. */
  async findUnfinished(): Promise<UnfinishedTraining | null> {
    return this.#store.find().catch(() => null);
  }

  /** Brings its clips back; `start` with `isResumed` then goes on. */
  async restore({ signal }: Abortable = {}): Promise<void> {
    this.#client.revive();
    await this.#client.call('restore', null, { signal });
  }

  /**
   * Forgets it.
   *
   * @throws PhonoscopeError `training-elsewhere` when another tab goes on with it.
   */
  async discard(): Promise<void> {
    await withTrainingLock(() => this.#store.discard());
  }

  /** What TensorFlow.js holds in the training worker. */
  memory(): Promise<TensorMemory> {
    return this.#client.call('memory', null);
  }
}

function* chunked<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += clipsAtOnce)
    yield items.slice(start, start + clipsAtOnce);
}
