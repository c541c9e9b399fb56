import { parseTrainingConfig } from '../core/training/config/training-config.ts';
import type { TrainingState } from '../core/training/run-training.ts';
import { decodeTrainingState, encodeTrainingState } from '../core/training/training-state-file.ts';
import type { TrainingStore } from '../platform/browser/training-store.ts';
import { toPlainError } from './plain-error.ts';
import type { PlainError } from './protocol.ts';
import type { GoodClip } from './training-clips.ts';

/** What a kept training says of itself. */
type Facts = { readonly title: string; readonly config: string };

/**
 * Keeps a running training after each epoch, so that it can go on when the tab was closed. Where the browser has no
 * room it says so once, tidies up, and the training goes on without.
 */
export class TrainingKeeper {
  readonly #store: TrainingStore;
  readonly #facts: Facts;
  readonly #numClips: number;
  readonly #onFailure: (error: PlainError) => void;
  #ready: Promise<void> | null = null;
  #isWanted = true;

  constructor(store: TrainingStore, facts: Facts, numClips: number, onFailure: (error: PlainError) => void) {
    this.#store = store;
    this.#facts = facts;
    this.#numClips = numClips;
    this.#onFailure = onFailure;
  }

  /** Begins to write the clips; the training need not wait for it. */
  begin(clips: readonly GoodClip[]): void {
    const stored = clips.map(({ path, label, file }) => ({ path, label, file: storable(file) }));
    this.#ready = this.#store.begin(stored, () => this.#isWanted);
    this.#ready.catch((thrown: unknown) => this.#giveUp(thrown));
  }

  /** Keeps the state after an epoch; before the clips are there, there is no use in it. */
  async save(state: TrainingState): Promise<void> {
    if (!this.#isWanted) return;
    try {
      await this.#ready;
      await this.#store.save({
        title: this.#facts.title,
        config: this.#facts.config,
        numClips: this.#numClips,
        epoch: state.epochs.length,
        numEpochs: parseTrainingConfig(this.#facts.config).training.epochs,
        state: new Blob([Uint8Array.from(encodeTrainingState(state, this.#facts.config))]),
      });
    } catch (thrown) {
      this.#giveUp(thrown);
    }
  }

  /** Forgets the training: it is over. */
  async end(): Promise<void> {
    this.#isWanted = false;
    await this.#ready?.catch(() => undefined);
    await this.#store.discard().catch(() => undefined);
  }

  #giveUp(thrown: unknown): void {
    if (!this.#isWanted) return;
    this.#isWanted = false;
    this.#onFailure(toPlainError(thrown));
    // Half a set of clips is of no use and takes the room.
    this.#store.discard().catch(() => undefined);
  }
}

/** @returns null where what was kept is of another version, or broken. */
export async function readKeptState(state: Blob, config: string): Promise<TrainingState | null> {
  try {
    return decodeTrainingState(new Uint8Array(await state.arrayBuffer()), config);
  } catch {
    return null;
  }
}

/** What the browser can keep of a clip: a recording is kept as sound of one channel. */
function storable(source: GoodClip['file']) {
  if (source instanceof Blob || 'channels' in source) return source;
  return { sampleRateHz: source.sampleRateHz, channels: [source.samples], notes: [] };
}
