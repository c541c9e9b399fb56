import { toPhonoscopeError } from '../../core/errors.ts';
import { askForPersistence, measureStorage, type StorageUse } from '../../platform/browser/storage-use.ts';
import type { LibraryName } from '../../workers/model-library.ts';
import type {
  ModelDescription,
  ModelName,
  OwnModel,
  OwnModelName,
  PlainError,
} from '../../workers/protocol.ts';
import type { Recogniser } from '../../workers/recogniser.ts';
import { readDefaultModel, writeDefaultModel } from '../shared/default-model.ts';
import { downloadFile } from '../shared/download-file.ts';
import { fileNameOf } from '../shared/file-name.ts';
import { Store } from '../shared/store.ts';

/** What the Models panel shows besides the list itself. Immutable, a new object after each change. */
export type ModelsState = {
  /** What each model says of itself, or why that could not be read. */
  readonly details: ReadonlyMap<LibraryName, ModelDescription | PlainError>;
  /** The model that listens when the page is opened. */
  readonly defaultName: string;
  /** The last model that was deleted, as long as it can be put back. */
  readonly removed: OwnModel | null;
  readonly error: { readonly error: PlainError; readonly subject: string } | null;
  /** The model whose file is being read or packed. */
  readonly busy: LibraryName | null;
  /** Null until it is known, or where the browser does not tell. */
  readonly storage: StorageUse | null;
  /** The browser was asked to keep everything, and did not promise it. */
  readonly isPersistenceRefused: boolean;
};

/** The panel's work and its results; lives as long as the page, so they survive a change of panel. */
export class ModelsSession extends Store<ModelsState> {
  readonly #asked = new Set<LibraryName>();
  readonly #recogniser: Recogniser;

  constructor(recogniser: Recogniser) {
    super({
      details: new Map(),
      defaultName: readDefaultModel() ?? 'digits',
      removed: null,
      error: null,
      busy: null,
      storage: null,
      isPersistenceRefused: false,
    });
    this.#recogniser = recogniser;
  }

  /** Reads, once each, what the models say of themselves, one after the other. */
  async describe(names: readonly LibraryName[]): Promise<void> {
    for (const name of names.filter((wanted) => !this.#asked.has(wanted))) {
      this.#asked.add(name);
      const found = await this.#recogniser.library.describe(name).catch(toPlain);
      this.update({ details: new Map([...this.getSnapshot().details, [name, found]]) });
    }
  }

  async measureStorage(): Promise<void> {
    this.update({ storage: await measureStorage() });
  }

  async askForPersistence(): Promise<void> {
    const isPersistenceRefused = !(await askForPersistence());
    this.update({ isPersistenceRefused });
    await this.measureStorage();
  }

  /** Lets a model listen now, and whenever the page is opened. */
  setDefault(name: ModelName): void {
    writeDefaultModel(name);
    this.update({ defaultName: name });
    this.#recogniser.setModel(name);
  }

  async save(name: LibraryName, title: string): Promise<void> {
    await this.#work(name, title, async () => {
      downloadFile(fileNameOf([title], 'zip'), await this.#recogniser.library.export(name));
      return null;
    });
  }

  async rename(name: OwnModelName, from: string, title: string): Promise<void> {
    await this.#work(name, from, () => this.#recogniser.library.rename(name, title));
  }

  async duplicate(name: LibraryName, title: string, copyTitle: string): Promise<void> {
    await this.#work(name, title, async () => {
      const { storageError } = await this.#recogniser.library.duplicate(name, copyTitle);
      return storageError;
    });
  }

  async remove(model: OwnModel): Promise<void> {
    this.update({ removed: model, error: null });
    await this.#recogniser.library.remove(model.name);
    await this.measureStorage();
  }

  async putBack(): Promise<void> {
    const { removed } = this.getSnapshot();
    if (removed === null) return;
    this.update({ removed: null });
    await this.#recogniser.ownModels.putBack(removed);
    await this.measureStorage();
  }

  dismiss(): void {
    this.update({ removed: null, error: null });
  }

  async #work(name: LibraryName, subject: string, work: () => Promise<PlainError | null>): Promise<void> {
    this.update({ busy: name, error: null });
    const error = await work().catch(toPlain);
    this.update({ busy: null, ...(error !== null && { error: { error, subject } }) });
    await this.measureStorage();
  }
}

function toPlain(thrown: unknown): PlainError {
  const { code, message, details } = toPhonoscopeError(thrown);
  return { code, message, details };
}
