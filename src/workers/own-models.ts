import { toPhonoscopeError } from '../core/errors.ts';
import type { ModelStore } from '../platform/browser/model-store.ts';
import { toPlainError } from './plain-error.ts';
import type { OwnModel, OwnModelName, PlainError } from './protocol.ts';

/**
 * The models that were trained or imported here. They are kept between visits where the browser allows it, else until
 * the page closes. `getSnapshot` and `subscribe` fit React's `useSyncExternalStore`.
 */
export class OwnModels {
  readonly #store: ModelStore;
  readonly #nowMs: () => number;
  readonly #listeners = new Set<() => void>();
  #models: readonly OwnModel[] = [];
  #nextNumber = 1;

  /** @param nowMs the time of day. */
  constructor(store: ModelStore, nowMs: () => number = () => Date.now()) {
    this.#store = store;
    this.#nowMs = nowMs;
  }

  readonly getSnapshot = (): readonly OwnModel[] => this.#models;

  /** @returns a function that ends the subscription. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Reads what earlier visits left; without storage there is nothing. */
  async restore(): Promise<void> {
    const stored = await this.#store.list().catch(() => []);
    const known = new Set(this.#models.map(({ name }) => name));
    const models = stored.flatMap(({ name, title, labels, zip, addedMs = null }): OwnModel[] =>
      isOwnModelName(name) && !known.has(name) ? [{ name, title, labels, zip, addedMs }] : [],
    );
    for (const { name } of models) this.#nextNumber = Math.max(this.#nextNumber, numberOf(name) + 1);
    this.#set([...models, ...this.#models]);
  }

  find(name: string): OwnModel | null {
    return this.#models.find((model) => model.name === name) ?? null;
  }

  /**
   * Adds a model, already checked.
   *
   * @returns the model, and why it will be gone when the page closes, if it will.
   */
  async add(
    model: Omit<OwnModel, 'name' | 'addedMs'>,
  ): Promise<{ model: OwnModel; storageError: PlainError | null }> {
    const name: OwnModelName = `own:${this.#nextNumber++}`;
    const added = { ...model, name, title: this.#freeTitle(model.title), addedMs: this.#nowMs() };
    this.#set([...this.#models, added]);
    return { model: added, storageError: await this.#keep(added) };
  }

  /**
   * Puts a newer model, already checked, in the place of a former one, under its title. It has a name of its own: who
   * still works with the former one must not mistake it for that.
   */
  async supersede(
    former: OwnModelName,
    newer: Pick<OwnModel, 'labels' | 'zip'>,
  ): Promise<{ model: OwnModel; storageError: PlainError | null }> {
    const place = this.#models.findIndex(({ name }) => name === former);
    const known = this.#models[place];
    const name: OwnModelName = `own:${this.#nextNumber++}`;
    const model = { ...newer, name, title: known?.title ?? name, addedMs: this.#nowMs() };
    this.#set(known === undefined ? [...this.#models, model] : this.#models.with(place, model));
    const storageError = await this.#keep(model);
    await this.#store.remove(former).catch(() => undefined);
    return { model, storageError };
  }

  /** Puts back a model that was removed a moment ago. */
  async putBack(model: OwnModel): Promise<void> {
    this.#set([...this.#models.filter(({ name }) => name !== model.name), model]);
    await this.#keep(model);
  }

  /**
   * Puts a changed model in the place of the one with its name.
   *
   * @returns why the change will be gone when the page closes, if it will.
   */
  async replace(changed: OwnModel): Promise<PlainError | null> {
    this.#set(this.#models.map((model) => (model.name === changed.name ? changed : model)));
    return this.#keep(changed);
  }

  async remove(name: OwnModelName): Promise<void> {
    this.#set(this.#models.filter((model) => model.name !== name));
    // What cannot be deleted now comes back with the next visit, and can be removed then.
    await this.#store.remove(name).catch(() => undefined);
  }

  async #keep(model: OwnModel): Promise<PlainError | null> {
    try {
      await this.#store.put(model);
      return null;
    } catch (thrown) {
      return toPlainError(toPhonoscopeError(thrown));
    }
  }

  /** The title, or with a number where another model has it. */
  #freeTitle(wanted: string): string {
    const taken = new Set(this.#models.map(({ title }) => title));
    let title = wanted;
    for (let number = 2; taken.has(title); number++) title = `${wanted} ${number}`;
    return title;
  }

  #set(models: readonly OwnModel[]): void {
    this.#models = models;
    for (const listener of this.#listeners) listener();
  }
}

function isOwnModelName(name: string): name is OwnModelName {
  return /^own:\d+$/.test(name);
}

function numberOf(name: OwnModelName): number {
  return Number(name.slice('own:'.length));
}
