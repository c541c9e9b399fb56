import { speakerFromFileName } from '../../../core/dataset/speaker-from-file-name.ts';
import { PhonoscopeError, toPhonoscopeError } from '../../../core/errors.ts';
import type { StoredTake } from '../../../platform/browser/page-database.ts';
import { browserTakeStore, type TakeStore } from '../../../platform/browser/take-store.ts';
import type { ClipSource, PlainError } from '../../../workers/protocol.ts';
import type { Recogniser } from '../../../workers/recogniser.ts';
import { type Folder, planTrainingInSteps } from '../../shared/folder/folder-plan.ts';
import { inTurns } from '../../../workers/in-turns.ts';
import { type SkippedFile, unlabelledFiles } from '../../shared/folder/skipped-file.ts';
import { Store } from '../../shared/store.ts';
import { checkWord, isSameWord } from './word-list.ts';

export type Take = StoredTake;

/** What was taken away last: a word with its takes, or one take. */
type Removed = { readonly word: string; readonly place: number | null; readonly takes: readonly Take[] };

/** The words to teach and their takes. Immutable, a new object after each change. */
export type TeachState = {
  /** False until what earlier visits left has been read. */
  readonly isRestored: boolean;
  readonly words: readonly string[];
  /** In the order in which they were added. */
  readonly takes: readonly Take[];
  /** Who speaks: eight hexadecimal digits. */
  readonly speaker: string;
  /** While a folder is read. */
  readonly adding: { readonly done: number; readonly total: number } | null;
  /** Files of the last folder that were left out. */
  readonly skipped: readonly SkippedFile[];
  readonly error: { readonly error: PlainError; readonly subject: string } | null;
  /** Why takes are gone when the page closes. */
  readonly storageError: PlainError | null;
  readonly removed: Removed | null;
};

/** Every fourth take of a word, from the third on, is never learnt from: it is there to measure on. */
const heldOutEvery = 4;
const heldOutFirst = 2;
/** Enough for 50 words with 80 takes each; more belong in a folder. */
const maxTakes = 4000;

/** Keeps words and takes, in the browser's storage too. Lives as long as the page. */
export class TeachSession extends Store<TeachState> {
  readonly #recogniser: Recogniser;
  readonly #store: TakeStore;
  #adding = new AbortController();
  #restoring: Promise<void> | null = null;

  constructor(recogniser: Recogniser, store: TakeStore = browserTakeStore) {
    super({
      isRestored: false,
      words: [],
      takes: [],
      speaker: newSpeaker(),
      adding: null,
      skipped: [],
      error: null,
      storageError: null,
      removed: null,
    });
    this.#recogniser = recogniser;
    this.#store = store;
  }

  /** Brings back what earlier visits left. */
  restore(): Promise<void> {
    this.#restoring ??= this.#restore();
    return this.#restoring;
  }

  async #restore(): Promise<void> {
    try {
      const [stored, takes] = await Promise.all([this.#store.words(), this.#store.takes()]);
      const words = [...new Set([...stored, ...takes.map(({ word }) => word)])];
      const { speaker } = this.getSnapshot();
      this.update({ isRestored: true, words, takes, speaker: takes.at(-1)?.speaker ?? speaker });
    } catch (thrown) {
      this.update({ isRestored: true, storageError: plain(thrown) });
    }
  }

  /** @returns whether the word is there now. */
  addWord(typed: string): boolean {
    const { words } = this.getSnapshot();
    try {
      this.#setWords([...words, checkWord(typed, words)]);
      return true;
    } catch (thrown) {
      this.#fail(thrown, typed.trim());
      return false;
    }
  }

  renameWord(from: string, typed: string): void {
    const { words, takes } = this.getSnapshot();
    if (typed.trim() === from) return;
    const others = words.filter((word) => word !== from);
    try {
      const word = checkWord(typed, others);
      const renamed = takes.map((take) => (take.word === from ? renameTake(take, word) : take));
      this.update({ takes: renamed });
      this.#setWords(words.map((each) => (each === from ? word : each)));
      void this.#keep(() => this.#store.putTakes(renamed.filter((take) => take.word === word)));
    } catch (thrown) {
      this.#fail(thrown, typed.trim());
    }
  }

  removeWord(word: string): void {
    const { words, takes } = this.getSnapshot();
    const gone = takes.filter((take) => take.word === word);
    this.update({
      takes: takes.filter((take) => take.word !== word),
      removed: { word, place: words.indexOf(word), takes: gone },
    });
    this.#setWords(words.filter((each) => each !== word));
    void this.#keep(() => this.#store.removeTakes(gone.map(({ id }) => id)));
  }

  removeTake(id: string): void {
    const { takes } = this.getSnapshot();
    const take = takes.find((each) => each.id === id);
    if (take === undefined) return;
    this.update({
      takes: takes.filter((each) => each !== take),
      removed: { word: take.word, place: null, takes: [take] },
    });
    void this.#keep(() => this.#store.removeTakes([id]));
  }

  /** Puts back what was taken away last. */
  undo(): void {
    const { words, takes, removed } = this.getSnapshot();
    if (removed === null) return;
    const all = [...takes, ...removed.takes].toSorted((a, b) => a.addedMs - b.addedMs);
    this.update({ takes: all, removed: null });
    if (removed.place !== null && !words.some((word) => isSameWord(word, removed.word))) {
      this.#setWords(words.toSpliced(removed.place, 0, removed.word));
    }
    void this.#keep(() => this.#store.putTakes(removed.takes));
  }

  /** From now on somebody else speaks. */
  changeSpeaker(speaker: string = newSpeaker()): void {
    this.update({ speaker });
  }

  /**
   * Cuts a recording down to the word and keeps it.
   *
   * @throws PhonoscopeError `take-*`, `audio-*`, `takes-too-many`.
   */
  async addTake(word: string, source: ClipSource, speaker = this.getSnapshot().speaker): Promise<Take> {
    const { takes: before } = this.getSnapshot();
    if (before.length >= maxTakes) throw tooMany();
    const cut = await this.#recogniser.cutTake(source);
    const { takes } = this.getSnapshot();
    const number = takes.filter((each) => each.word === word).length;
    const isHeldOut = number % heldOutEvery === heldOutFirst;
    const take = { id: crypto.randomUUID(), word, speaker, ...cut, isHeldOut, addedMs: this.#nextMs() };
    this.update({ takes: [...takes, take], removed: null });
    void this.#keep(() => this.#store.putTakes([take]));
    return take;
  }

  /** Adds the clips of a folder with one subfolder for each word. Words that are there get more takes. */
  async addFolder(open: (signal: AbortSignal) => Promise<Folder>): Promise<void> {
    this.#adding.abort();
    this.#adding = new AbortController();
    const { signal } = this.#adding;
    this.update({ adding: { done: 0, total: 0 }, skipped: [], error: null });
    let name = '';
    try {
      const folder = await open(signal);
      ({ name } = folder);
      if (!signal.aborted) await this.#addClips(folder, signal);
    } catch (thrown) {
      if (!signal.aborted) this.#fail(thrown, name);
    } finally {
      if (!signal.aborted) this.update({ adding: null });
    }
  }

  cancelAdding(): void {
    this.#adding.abort();
    this.update({ adding: null });
  }

  dismiss(): void {
    this.update({ error: null, removed: null });
  }

  dismissSkipped(): void {
    this.update({ skipped: [] });
  }

  async #addClips(folder: Folder, signal: AbortSignal): Promise<void> {
    const { clips, labelled } = await inTurns(planTrainingInSteps(folder), signal);
    const skipped: SkippedFile[] = unlabelledFiles(labelled);
    // What a taught model knows beside its words comes along by itself.
    const wanted = clips.filter(({ label }) => !label.startsWith('_'));
    for (const [done, { path, label, file }] of wanted.entries()) {
      this.update({ adding: { done, total: wanted.length } });
      try {
        const word = this.#wordFor(label);
        const { speaker } = this.getSnapshot();
        await this.addTake(word, file, speakerFromFileName(path) ?? speaker);
      } catch (thrown) {
        const error = plain(thrown);
        skipped.push({ path, reason: error.message, error });
      }
      if (signal.aborted) break;
    }
    this.update({ skipped });
  }

  /** The word of a folder's name, added where it is not there. */
  #wordFor(label: string): string {
    const { words } = this.getSnapshot();
    const known = words.find((word) => isSameWord(word, label));
    if (known !== undefined) return known;
    const word = checkWord(label, words);
    this.#setWords([...words, word]);
    return word;
  }

  #setWords(words: readonly string[]): void {
    this.update({ words, error: null });
    void this.#keep(() => this.#store.putWords(words));
  }

  /** Takes added in the same millisecond keep their order. */
  #nextMs(): number {
    return Math.max(Date.now(), (this.getSnapshot().takes.at(-1)?.addedMs ?? 0) + 1);
  }

  async #keep(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.update({ storageError: plain(thrown) });
    }
  }

  #fail(thrown: unknown, subject: string): void {
    this.update({ error: { error: plain(thrown), subject } });
  }
}

function renameTake(take: Take, word: string): Take {
  return { ...take, word };
}

function tooMany(): PhonoscopeError {
  return new PhonoscopeError('takes-too-many', `There are ${maxTakes} takes.`, { max: maxTakes });
}

function newSpeaker(): string {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return number.toString(16).padStart(8, '0');
}

function plain(thrown: unknown): PlainError {
  const { code, message, details } = toPhonoscopeError(thrown);
  return { code, message, details };
}
