import { PhonoscopeError } from '../core/errors.ts';
import type { TextHmm } from '../core/language/hmm/text-hmm.ts';
import type { NgramModel } from '../core/language/ngram/ngram-model.ts';

export type StoredModel =
  | { readonly kind: 'ngram'; readonly model: NgramModel }
  | { readonly kind: 'hmm'; readonly model: TextHmm };

/** The language models of the worker, by key. */
export class LanguageStore {
  readonly #models = new Map<string, StoredModel>();

  set(key: string, model: StoredModel): void {
    this.#models.set(key, model);
  }

  /** @throws PhonoscopeError `language-gone` where there is none. */
  get(key: string): StoredModel {
    const stored = this.#models.get(key);
    if (stored === undefined) {
      throw new PhonoscopeError('language-gone', 'This language model is no longer there.', { key });
    }
    return stored;
  }

  /** @throws PhonoscopeError `language-gone` where there is none. */
  rename(key: string, to: string): void {
    const stored = this.get(key);
    this.#models.delete(key);
    this.#models.set(to, stored);
  }

  remove(key: string): void {
    this.#models.delete(key);
  }
}
