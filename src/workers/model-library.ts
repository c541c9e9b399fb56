import type { ModelMetadata } from '../core/models/metadata.ts';
import { isPackagedModel, type PackagedModelName, shippedModelNames } from '../core/models/shipped-models.ts';
import { PhonoscopeError } from '../core/errors.ts';
import type { ModelSession } from './model-session.ts';
import { abortable } from './plain-error.ts';
import type { OwnModels } from './own-models.ts';
import type {
  ModelDescription,
  ModelName,
  ModelPlace,
  OwnModel,
  OwnModelName,
  PlainError,
} from './protocol.ts';

type Abortable = { readonly signal?: AbortSignal | undefined };
/** A model, and why it will be gone when the page closes, if it will. */
type AddedModel = { readonly model: OwnModel; readonly storageError: PlainError | null };

/** Any model that the page has: shipped ones, `wide` among them, and the visitor's own. */
export type LibraryName = PackagedModelName | OwnModelName;

type LibraryParts = {
  readonly ownModels: OwnModels;
  readonly openSession: () => Promise<ModelSession>;
  /** Lets another model listen where this one does. */
  readonly giveWay: (former: OwnModelName, heir: ModelName) => void;
  /** Frees what the model worker holds of a model. */
  readonly unload: (name: OwnModelName) => void;
  /** The page's address; shipped models lie below it. */
  readonly baseUrl: string;
};

/** What can be done with models besides listening with them. Files are read, checked and packed by the model worker. */
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
  async duplicate(name: LibraryName, title: string): Promise<AddedModel> {
    const place = this.#placeOf(name);
    const { zip, metadata } = await this.#withSession(async (session) => ({
      zip: await session.pack(place, title),
      metadata: (await session.describe(place)).metadata,
    }));
    return this.#parts.ownModels.add({ title, labels: metadata.labels, zip });
  }

  /**
   * Checks a model file, to its last weight, and adds it to the visitor's own models. A refused file leaves no trace.
   *
   * @param title what to call it; the file's own name for it otherwise.
   * @throws PhonoscopeError `model-invalid`, `front-end-*`, `worker-crashed`, `aborted`.
   */
  async add(zip: Blob, { signal, title }: Abortable & { readonly title?: string } = {}): Promise<AddedModel> {
    const { name, labels } = await this.#inspect(zip, signal);
    return this.#parts.ownModels.add({ title: title ?? name, labels, zip });
  }

  /**
   * Checks a model file and puts it in the place of one of the visitor's own models, under its title. Where that one
   * listens, the newer one takes over.
   *
   * @throws PhonoscopeError as `add`; then the former one stays.
   */
  async supersede(former: OwnModelName, zip: Blob, { signal }: Abortable = {}): Promise<AddedModel> {
    const { ownModels, giveWay, unload } = this.#parts;
    const { labels } = await this.#inspect(zip, signal);
    const added = await ownModels.supersede(former, { labels, zip });
    giveWay(former, added.model.name);
    unload(former);
    return added;
  }

  /** Takes one of the visitor's own models away; where it is in use, the first shipped one takes over. */
  async remove(name: OwnModelName): Promise<void> {
    const { ownModels, giveWay, unload } = this.#parts;
    giveWay(name, shippedModelNames[0]);
    await ownModels.remove(name);
    unload(name);
  }

  #inspect(zip: Blob, signal: AbortSignal | undefined): Promise<ModelMetadata> {
    return this.#withSession((session) => session.inspect(zip, signal), signal);
  }

  #placeOf(name: LibraryName): ModelPlace {
    const { ownModels, baseUrl } = this.#parts;
    if (isPackagedModel(name)) return { shipped: name, baseUrl };
    const model = ownModels.find(name);
    if (model === null)
      throw new PhonoscopeError('model-unknown', `There is no model "${name}".`, { name, known: '' });
    return { zip: model.zip };
  }

  async #withSession<T>(work: (session: ModelSession) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const session = await abortable(this.#parts.openSession(), signal);
    session.acquire();
    try {
      return await work(session);
    } finally {
      session.release();
    }
  }
}
