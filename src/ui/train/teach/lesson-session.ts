import { toPhonoscopeError } from '../../../core/errors.ts';
import type { ModelTrainer } from '../../../workers/model-trainer.ts';
import type { OwnModel, PlainError } from '../../../workers/protocol.ts';
import type { Recogniser } from '../../../workers/recogniser.ts';
import type { Confusion, TrainingProgress, TrainingResult } from '../../../workers/training-protocol.ts';
import { Store } from '../../shared/store.ts';
import { takeClips } from '../../shared/takes/take-clips.ts';
import { headPart, lessonConfig, moreTakesPart, wholePart } from './lesson-config.ts';
import { fetchOtherClips } from './other-clips.ts';
import type { Take } from './teach-session.ts';

/** How well the held-out takes are told apart. */
export type LessonMeasure = {
  readonly labels: readonly string[];
  readonly confusion: Confusion;
  readonly numRight: number;
  readonly numTakes: number;
};

type LessonState = {
  /** `head`: the last layer learns; `whole`: everything does, and the model of before can be tried. */
  readonly status: 'idle' | 'preparing' | 'head' | 'whole' | 'done' | 'failed' | 'cancelled';
  /** Of the part that learns now. */
  readonly step: number;
  readonly numSteps: number;
  /** The taught model, as soon as there is one. */
  readonly model: OwnModel | null;
  readonly storageError: PlainError | null;
  readonly measure: LessonMeasure | null;
  readonly error: PlainError | null;
  /** What the model was taught: its words, and ids of the takes. */
  readonly taught: { readonly words: readonly string[]; readonly takes: ReadonlySet<string> } | null;
  /** Seconds from the beginning to the first model and to the last. */
  readonly seconds: { readonly first: number | null; readonly whole: number | null };
};

type Parts = { readonly recogniser: Recogniser; readonly trainer: ModelTrainer };

/** Before the adapter has been looked at. */
const wasm = { name: 'wasm', reason: 'no-adapter', adapter: null } as const;
/** The page draws at most so often. */
const flushMs = 200;

/** Teaches words: a first model in seconds, a better one in a minute. Lives as long as the page. */
export class LessonSession extends Store<LessonState> {
  readonly #parts: Parts;
  #running: AbortController | null = null;
  #lastFlushMs = 0;

  constructor(parts: Parts) {
    super({
      status: 'idle',
      step: 0,
      numSteps: 1,
      model: null,
      storageError: null,
      measure: null,
      error: null,
      taught: null,
      seconds: { first: null, whole: null },
    });
    this.#parts = parts;
  }

  /** Teaches the words from their takes; where the model knows just these words, it learns on from there. */
  async teach(words: readonly string[], takes: readonly Take[], title: string): Promise<void> {
    this.cancel();
    const running = new AbortController();
    this.#running = running;
    const { signal } = running;
    const startMs = performance.now();
    const former = this.#knows(words) ? this.getSnapshot().model : null;
    this.update({ status: 'preparing', error: null, step: 0, seconds: { first: null, whole: null } });
    try {
      const clips = [...takeClips(takes), ...(await fetchOtherClips(words, signal))];
      const { unreadable } = await this.#parts.trainer.openClips(clips, { signal });
      const gone = unreadable.find(({ path }) => !path.startsWith('other/'));
      if (gone?.error !== undefined && gone.error !== null) throw new TakeGone(gone.error);
      const taught = { words, takes: new Set(takes.map(({ id }) => id)) };
      let model = former;
      if (model === null) {
        this.update({ status: 'head', measure: null, model: null });
        model = await this.#learn(lessonConfig(headPart), title, null, signal);
        this.update({ taught, seconds: { first: secondsSince(startMs), whole: null } });
      }
      this.update({ status: 'whole' });
      await this.#learn(lessonConfig(former === null ? wholePart : moreTakesPart), title, model, signal);
      const { first } = this.getSnapshot().seconds;
      this.update({ status: 'done', taught, seconds: { first, whole: secondsSince(startMs) } });
    } catch (thrown) {
      const { code, message, details } =
        thrown instanceof TakeGone ? thrown.error : toPhonoscopeError(thrown);
      if (this.#running !== running) return;
      if (code === 'aborted')
        this.update({ status: this.getSnapshot().model === null ? 'cancelled' : 'done' });
      else this.update({ status: 'failed', error: { code, message, details } });
    } finally {
      if (this.#running === running) this.#running = null;
    }
  }

  /** Ends the learning; the model that is there stays. */
  cancel(): void {
    this.#running?.abort();
  }

  dismissError(): void {
    this.update({ error: null });
  }

  /** Whether the model is there and knows just these words. */
  #knows(words: readonly string[]): boolean {
    const { model, taught } = this.getSnapshot();
    if (model === null || taught === null) return false;
    const isKept = this.#parts.recogniser.ownModels.find(model.name) !== null;
    const isSame = words.length === taught.words.length && words.every((word) => taught.words.includes(word));
    return isKept && isSame;
  }

  /** Trains one part and puts its model in the place of the former one. */
  async #learn(
    config: string,
    title: string,
    former: OwnModel | null,
    signal: AbortSignal,
  ): Promise<OwnModel> {
    const { recogniser, trainer } = this.#parts;
    const backend = recogniser.getSnapshot().backend ?? wasm;
    const from = former?.zip ?? null;
    const result = await trainer.start(
      { config, title, backend, isResumed: false, from, isKept: false },
      { signal, onProgress: (progress) => this.#advance(progress) },
    );
    const isThere = former !== null && recogniser.ownModels.find(former.name) !== null;
    const added = isThere
      ? await recogniser.library.supersede(former.name, result.zip)
      : await recogniser.library.add(result.zip, { title });
    if (!isThere) recogniser.setModel(added.model.name);
    this.update({ ...added, measure: measureOf(result, added.model.labels) });
    return added.model;
  }

  #advance(progress: TrainingProgress): void {
    if (progress.kind === 'begin') this.update({ step: 0, numSteps: progress.numSteps });
    if (progress.kind !== 'step') return;
    const nowMs = performance.now();
    if (nowMs - this.#lastFlushMs < flushMs) return;
    this.#lastFlushMs = nowMs;
    this.update({ step: progress.step });
  }
}

/** A take cannot be read any more: the browser has thrown it away. */
class TakeGone extends Error {
  readonly error: PlainError;

  constructor(error: PlainError) {
    super(error.message);
    this.error = error;
  }
}

/** The words alone: other words and silence come from elsewhere, and would flatter. */
function measureOf({ confusion }: TrainingResult, labels: readonly string[]): LessonMeasure | null {
  if (confusion === null) return null;
  const isWord = (row: number) => labels[row]?.startsWith('_') === false;
  const rows = confusion.filter((_, row) => isWord(row));
  const numTakes = rows.flat().reduce((sum, count) => sum + count, 0);
  const numRight = confusion.reduce((sum, row, label) => sum + (isWord(label) ? (row[label] ?? 0) : 0), 0);
  return { labels, confusion, numRight, numTakes };
}

function secondsSince(startMs: number): number {
  return (performance.now() - startMs) / 1000;
}
