import { isPackagedModel, type PackagedModelName } from '../core/models/shipped-models.ts';
import { PhonoscopeError } from '../core/errors.ts';
import type { ModelSession } from './model-session.ts';
import type { OwnModels } from './own-models.ts';
import type { ModelDescription, ModelPlace, OwnModel, OwnModelName, PlainError } from './protocol.ts';

/** Any model that the page has: shipped ones, `wide` among them, and the visitor's own. */
export type LibraryName = PackagedModelName | OwnModelName;

type LibraryParts = {
  readonly ownModels: OwnModels;
  readonly openSession: () => Promise<ModelSession>;
  /** The page's address; shipped models lie below it. */
  readonly baseUrl: string;
};

/** What can be done with models besides listening with them. Files are read and packed by the model worker. */
export class ModelLibrary {
  readonly #parts: LibraryParts;

  constructor(parts: LibraryParts) {
    this.#parts = parts;
  }

  /**
   * Reads what a model says of itself.
   *
   * @throws PhonoscopeError `model-unreachable`, `model-unknown`, `model-invalid`, `worker-crashed`.
   */
  async describe(name: LibraryName): Promise<ModelDescription> {
    return this.#withSession((session) => session.describe(this.#placeOf(name)));
  }

  /** The model as one file. One of the visitor's own comes out as it is kept, byte for byte. */
  async export(name: LibraryName): Promise<Blob> {
    const place = this.#placeOf(name);
    return 'zip' in place ? place.zip : this.#withSession((session) => session.pack(place, name));
  }

  /**
   * Gives one of the visitor's own models another title, in its file too.
   *
   * @returns why the change will be gone when the page closes, if it will.
   */
  async rename(name: OwnModelName, title: string): Promise<PlainError | null> {
    const { ownModels } = this.#parts;
    const zip = await this.#withSession((session) => session.pack(this.#placeOf(name), title));
    const model = ownModels.find(name);
    return model === null ? null : ownModels.replace({ ...model, title, zip });
  }

  /** Makes one of the visitor's own models out of any model, under another title. */
  async duplicate(
    name: LibraryName,
    title: string,
  ): Promise<{ model: OwnModel; storageError: PlainError | null }> {
    const place = this.#placeOf(name);
    const { zip, metadata } = await this.#withSession(async (session) => ({
      zip: await session.pack(place, title),
      metadata: (await session.describe(place)).metadata,
    }));
    return this.#parts.ownModels.add({ title, labels: metadata.labels, zip });
  }

  #placeOf(name: LibraryName): ModelPlace {
    const { ownModels, baseUrl } = this.#parts;
    if (isPackagedModel(name)) return { shipped: name, baseUrl };
    const model = ownModels.find(name);
    if (model === null)
      throw new PhonoscopeError('model-unknown', `There is no model "${name}".`, { name, known: '' });
    return { zip: model.zip };
  }

  async #withSession<T>(work: (session: ModelSession) => Promise<T>): Promise<T> {
    const session = await this.#parts.openSession();
    session.acquire();
    try {
      return await work(session);
    } finally {
      session.release();
    }
  }
}
